// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/wordlabel.h"

namespace perennial {

namespace {

constexpr int LineHeight = 28;
constexpr int Least = 120;

} // namespace

WordLabel::WordLabel(const QString &text, QWidget *parent, Ink ink)
    : Label(text, TextSize::Body, ink, parent)
{
    setWordWrap(true);
    const int rest = qMax(0, LineHeight - fontMetrics().height());
    setContentsMargins(0, rest / 2, 0, rest - rest / 2);
}

QSize WordLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 1, LineHeight};
}

QSize WordLabel::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), Least), LineHeight};
}

} // namespace perennial
