// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/tabstops.h"

#include <QLayout>
#include <QWidget>

namespace perennial {

namespace {

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
    if (widget->focusPolicy() != Qt::NoFocus) {
        QWidget::setTabOrder(last, widget);
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
