// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/dayhandle.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/tokens.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QPainter>

namespace perennial {

namespace {

constexpr int DaysOfMonth = 30;

} // namespace

DayHandle::DayHandle(bool main, QWidget *parent)
    : QAbstractSlider(parent)
    , m_main(main)
{
    setOrientation(Qt::Horizontal);
    setSingleStep(1);
    setPageStep(DaysOfMonth);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::SizeHorCursor);
    resize(Side, Side);
}

void DayHandle::setWords(const QString &words)
{
    setAccessibleDescription(words);
    setToolTip(words);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void DayHandle::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    QRectF knob(0, 0, Knob, Knob);
    knob.moveCenter(QRectF(rect()).center());
    if (underMouse() || isSliderDown())
        paintRounded(painter, rect(), Side / 2.0, tokens.soft(Ink::Accent));
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), Side / 2.0);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_main ? tokens.accent : tokens.strongLine, 2));
    painter.setBrush(m_main ? tokens.accent : tokens.card);
    painter.drawEllipse(knob.adjusted(1, 1, -1, -1));
}

void DayHandle::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    m_grabbedAt = event->position().toPoint().x() - width() / 2 + m_aside;
    setSliderDown(true);
    update();
}

void DayHandle::mouseMoveEvent(QMouseEvent *event)
{
    if (isSliderDown())
        Q_EMIT draggedTo(mapToParent(event->position().toPoint()).x() - m_grabbedAt);
}

void DayHandle::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        setSliderDown(false);
    update();
}

// The page scrolls instead.
void DayHandle::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace perennial
