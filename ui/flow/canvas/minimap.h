// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>

namespace perennial {

class FlowCanvas;

// The whole flow small, in a corner; pressing or dragging in it moves what the canvas shows.
class Minimap : public QWidget
{
    Q_OBJECT

public:
    explicit Minimap(FlowCanvas &canvas);

    void flowChanged();
    [[nodiscard]] QSize sizeHint() const override { return {208, 144}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    [[nodiscard]] QTransform toMap() const; // from the canvas
    void paintFlow(QPainter &painter) const;
    void moveView(const QPointF &to);

    FlowCanvas &m_canvas;
    QPixmap m_picture;
    QRectF m_bounds;
};

} // namespace perennial
