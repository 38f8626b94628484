// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>

namespace perennial {

// A knob on a time axis: days as its values, moved by dragging or with the arrow keys (a day), PageUp and PageDown (a
// month), Home and End. It stands where its owner puts it.
class DayHandle : public QAbstractSlider
{
    Q_OBJECT

public:
    static constexpr int Side = 24;
    static constexpr int Knob = 14;

    // The main one is filled.
    DayHandle(bool main, QWidget *parent);

    // How far beside its place it stands, to the right, so that another one can be grabbed too.
    void setAside(int pixels) { m_aside = pixels; }
    // What the value says: "end of 3 Nov 2026".
    void setWords(const QString &words);

Q_SIGNALS:
    void draggedTo(int x); // its place, in the parent

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    bool m_main;
    int m_aside = 0;
    int m_grabbedAt = 0; // from its place
};

} // namespace perennial
