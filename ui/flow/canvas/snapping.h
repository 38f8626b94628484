// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QRectF>

#include <vector>

namespace perennial {

// Where something lands that is dragged: in line with what stands near, or else on the grid.
struct Snap
{
    QPointF by;
    std::vector<QLineF> guides; // what it is in line with
};
// `dragged` as it stood; `reach` in units of the canvas.
[[nodiscard]] Snap snapped(const QRectF &dragged, const QPointF &by, const std::vector<QRectF> &others, double reach);

} // namespace perennial
