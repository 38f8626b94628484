// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/linkbutton.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/tokens.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace perennial {

LinkButton::LinkButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

LinkButton::LinkButton(const char *name, const QString &text, QWidget *parent)
    : LinkButton(parent)
{
    setObjectName(QLatin1String(name));
    setText(text);
}

void LinkButton::setText(const QString &text)
{
    QAbstractButton::setText(text);
    updateGeometry();
}

QSize LinkButton::sizeHint() const
{
    return {tabularWidth(QFontMetricsF(font()), text()) + 2, size::CompactRow};
}

QSize LinkButton::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), 6 * size::Unit), size::CompactRow};
}

void LinkButton::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), size::Gap);
    painter.setPen(isEnabled() ? tokens.accent : tokens.muted);
    const auto start = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
    const QString shown = painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() + 1);
    drawTabular(painter, rect(), start, shown);
    if (!isEnabled() || !(underMouse() || isDown()))
        return;
    const int length = qMin(width(), tabularWidth(painter.fontMetrics(), shown));
    const int under = (height() + painter.fontMetrics().height()) / 2 - 1;
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), {0, under, length, 1}), tokens.accent);
}

void LinkButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace perennial
