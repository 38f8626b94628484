// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasvalues.h"

#include <QRectF>

namespace perennial {

// Where things are on the canvas, in its own units: pixels at 100 %.
namespace canvas {
inline constexpr double Grid = 8;
inline constexpr double NodeWidth = 240; // wider where more than three ports need room
inline constexpr double NodeHeight = 56;
inline constexpr double PortRow = 24; // below that, where there are several
inline constexpr double PortPitch = 80;
inline constexpr double PillOffset = 17; // of its middle, below the port
inline constexpr double PillHeight = 18;
inline constexpr double PlusOffset = 18;
inline constexpr double PlusRadius = 8;
inline constexpr double Hanging = 64;       // what hangs below a node at most
inline constexpr double Reach = 1e6;        // whatever a file says lies within
inline constexpr double CompactBelow = 0.5; // zoom
} // namespace canvas

// The outline of a node: its card and where its edges begin.
struct NodeShape
{
    QRectF card;
    std::vector<FlowPort> ports;
    std::vector<QPointF> portsAt;

    [[nodiscard]] QPointF entry() const { return {card.center().x(), card.top()}; }
    [[nodiscard]] int indexOf(const FlowPort &port) const; // -1: none
    [[nodiscard]] NodeShape movedBy(const QPointF &by) const;
    friend bool operator==(const NodeShape &, const NodeShape &) = default;
};

[[nodiscard]] NodeShape shapeOf(const FlowNode &node);
[[nodiscard]] QRectF rectOf(const FlowRemark &remark);
// Of all nodes and remarks, with what hangs below them.
[[nodiscard]] QRectF boundsOf(const FlowDoc &flow);
[[nodiscard]] QPointF onGrid(const QPointF &at);

} // namespace perennial
