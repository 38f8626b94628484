// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/canvasgeometry.h"

#include <algorithm>
#include <cmath>

namespace perennial {

int NodeShape::indexOf(const FlowPort &port) const
{
    const auto found = std::ranges::find(ports, port);
    return found == ports.end() ? -1 : static_cast<int>(found - ports.begin());
}

NodeShape NodeShape::movedBy(const QPointF &by) const
{
    NodeShape moved = *this;
    moved.card.translate(by);
    for (QPointF &at : moved.portsAt)
        at += by;
    return moved;
}

NodeShape shapeOf(const FlowNode &node)
{
    NodeShape shape;
    shape.ports = portsOf(node);
    const auto count = static_cast<double>(shape.ports.size());
    const QPointF at(std::clamp(node.at.x(), -canvas::Reach, canvas::Reach),
                     std::clamp(node.at.y(), -canvas::Reach, canvas::Reach));
    const double width = std::max(canvas::NodeWidth, count * canvas::PortPitch);
    const double height = canvas::NodeHeight + (count > 1 ? canvas::PortRow : 0);
    shape.card = QRectF(at.x() - width / 2, at.y(), width, height);
    for (size_t i = 0; i < shape.ports.size(); ++i)
        shape.portsAt.emplace_back(shape.card.left() + width * (static_cast<double>(i) + 0.5) / count,
                                   shape.card.bottom());
    return shape;
}

QRectF rectOf(const FlowRemark &remark)
{
    return {remark.at, remark.size};
}

QRectF boundsOf(const FlowDoc &flow)
{
    QRectF bounds;
    for (const FlowNode &node : flow.nodes)
        bounds |= shapeOf(node).card.adjusted(0, 0, 0, canvas::Hanging);
    for (const FlowRemark &remark : flow.remarks)
        bounds |= rectOf(remark);
    return bounds;
}

QPointF onGrid(const QPointF &at)
{
    return {std::round(at.x() / canvas::Grid) * canvas::Grid, std::round(at.y() / canvas::Grid) * canvas::Grid};
}

} // namespace perennial
