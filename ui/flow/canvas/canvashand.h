// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/gesture.h"

#include <QBasicTimer>
#include <QObject>

class QDropEvent;
class QMouseEvent;

namespace perennial {

// The mouse over a canvas: what it is over, what it does.
class CanvasHand : public QObject
{
    Q_OBJECT

public:
    CanvasHand(FlowCanvas &canvas, FlowScene &scene);
    ~CanvasHand() override;

    void press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);
    void doubleClick(const QMouseEvent &event);
    void leave();
    bool cancel(); // whether there was something to leave off
    void holdSpace(bool held);
    [[nodiscard]] QString toolTipAt(const QPoint &at) const; // of the viewport

    void dragOver(QDropEvent &event);
    void dragLeft();
    void drop(QDropEvent &event);

    void paint(QPainter &painter, const CanvasStyle &style) const;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    [[nodiscard]] CanvasHit hitAt(const QPoint &at) const;
    void startGesture(Qt::KeyboardModifiers modifiers);
    void click(const CanvasHit &hit, Qt::KeyboardModifiers modifiers);
    void choose(const CanvasHit &hit, Qt::KeyboardModifiers modifiers);
    void hover(const CanvasHit &hit);
    void showCursor();
    void scrollAtBorder();
    void paintHovered(QPainter &painter, const CanvasStyle &style) const;

    FlowCanvas &m_canvas;
    FlowScene &m_scene;
    std::unique_ptr<Gesture> m_gesture;
    std::optional<CanvasHit> m_pressed;
    QPoint m_pressedAt;
    QPoint m_at; // of the viewport
    Qt::KeyboardModifiers m_modifiers;
    bool m_pans = false;
    bool m_spaceHeld = false;
    CanvasHit m_hover;
    std::optional<QPointF> m_dropAt;
    QBasicTimer m_scrolling;
};

} // namespace perennial
