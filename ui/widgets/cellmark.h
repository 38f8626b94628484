// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QStyleOptionViewItem>

namespace perennial {

// Draws around a cell of a shaded table that it is chosen, has the keyboard too, or lies below the mouse.
void paintCellMark(QPainter &painter, const QRect &cell, QStyle::State state);

} // namespace perennial
