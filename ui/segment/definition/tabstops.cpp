// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/tabstops.h"

#include <QLayout>
#include <QWidget>

namespace perennial {

namespace {

// What takes no focus comes along: left behind, all of it would be gone through again at each stop. Qt moves it only
// as long as it would take the focus.
void placeAfter(QWidget *last, QWidget *widget)
{
    if (last->nextInFocusChain() == widget)
        return;
    const Qt::FocusPolicy lasts = last->focusPolicy(), own = widget->focusPolicy();
    if (lasts == Qt::NoFocus)
        last->setFocusPolicy(Qt::TabFocus);
    if (own == Qt::NoFocus)
        widget->setFocusPolicy(Qt::TabFocus);
    QWidget::setTabOrder(last, widget);
    if (lasts == Qt::NoFocus)
        last->setFocusPolicy(Qt::NoFocus);
    if (own == Qt::NoFocus)
        widget->setFocusPolicy(Qt::NoFocus);
}

void append(QWidget *&last, QWidget *widget);

void append(QWidget *&last, const QLayout *layout)
{
    for (int i = 0; layout && i < layout->count(); ++i) {
        if (QWidget *widget = layout->itemAt(i)->widget())
            append(last, widget);
        else
            append(last, layout->itemAt(i)->layout());
    }
}

void append(QWidget *&last, QWidget *widget)
{
    if (widget->focusPolicy() != Qt::NoFocus || !widget->focusProxy()) {
        placeAfter(last, widget);
        last = widget;
    }
    append(last, widget->layout());
}

// The stop before `box` that is none of its own.
QWidget *stopBefore(QWidget *box)
{
    QWidget *stop = box->previousInFocusChain();
    while (stop != box && (stop->focusPolicy() == Qt::NoFocus || box->isAncestorOf(stop)))
        stop = stop->previousInFocusChain();
    return stop;
}

} // namespace

void orderTabStops(QWidget *box)
{
    QWidget *last = stopBefore(box);
    if (last != box)
        append(last, box->layout());
}

} // namespace perennial
