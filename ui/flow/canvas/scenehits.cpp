// SPDX-License-Identifier: GPL-3.0-or-later
// What lies where in a FlowScene.
#include "ui/flow/canvas/flowscene.h"
#include "ui/flow/canvas/remarkpainter.h"

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr double PortReach = 10; // pixels of the screen
constexpr double EdgeReach = 6;

bool isWithin(const QPointF &at, const QPointF &middle, double radius)
{
    return std::hypot(at.x() - middle.x(), at.y() - middle.y()) <= radius;
}

} // namespace

std::vector<const NodeItem *> FlowScene::nodesWithin(const QRectF &area) const
{
    std::vector<const NodeItem *> found;
    for (const int key : m_obstacles.within(area))
        found.push_back(m_byKey[static_cast<size_t>(key)]);
    return found;
}

FlowSelection FlowScene::within(const QRectF &area) const
{
    FlowSelection found;
    for (const NodeItem *item : m_nodes)
        if (area.intersects(item->outline().card))
            found.nodes.insert(item->id());
    for (const RemarkItem *item : m_remarks)
        if (area.contains(item->rect()))
            found.remarks.insert(item->id());
    return found;
}

CanvasHit FlowScene::hitNode(const NodeItem &item, const QPointF &at, double zoom) const
{
    using Part = CanvasHit::Part;
    const CanvasStyle look = style(zoom);
    const NodeShape &outline = item.outline();
    const auto hit = [&](Part part, const std::optional<FlowEdgeId> &edge = {}) {
        return CanvasHit{part, {.node = edge ? FlowNodeId() : item.id(), .edge = edge, .at = at}};
    };
    const auto &ports = item.look().ports;
    for (size_t i = 0; i < ports.size() && !look.isCompact(); ++i) {
        const FlowEdgeId edge{item.id(), outline.ports[i]};
        const QPointF &port = outline.portsAt[i];
        if (pillRect(port, ports[i].count, look).contains(at))
            return hit(Part::Pill, edge);
        if (ports[i].offersNext && isWithin(at, plusRect(port, ports[i], look).center(), canvas::PlusRadius + 2))
            return hit(Part::Plus, edge);
        if (!m_state.readOnly && isWithin(at, port, look.atLeast(PortReach * 0.8, PortReach * 0.8)))
            return hit(Part::Port, edge);
    }
    if (!outline.card.contains(at))
        return {};
    if (countRect(outline.card, item.look(), look).contains(at))
        return hit(Part::NodeCount);
    if (waitingRect(outline.card, item.look(), look).contains(at))
        return hit(Part::Waiting);
    return hit(Part::Node);
}

CanvasHit FlowScene::hitEdge(const QPointF &at, double zoom) const
{
    using Part = CanvasHit::Part;
    const double reach = EdgeReach / zoom;
    const QRectF near(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach);
    for (EdgeItem *edge : edgesWithin(near))
        if (edge->isNear(at, reach))
            return {Part::Edge, {.edge = edge->id(), .at = at}};
    return {};
}

CanvasHit FlowScene::hitRemark(const QPointF &at, double zoom) const
{
    using Part = CanvasHit::Part;
    for (const RemarkItem *item : m_remarks) {
        const bool isCorner = m_selection.remarks.contains(item->id()) && !m_state.readOnly &&
                              resizeGrip(item->rect(), style(zoom)).contains(at);
        if (isCorner || item->rect().contains(at))
            return {isCorner ? Part::RemarkCorner : Part::Remark, {.remark = item->id(), .at = at}};
    }
    return {Part::Ground, {.at = at}};
}

CanvasHit FlowScene::hitAt(const QPointF &at, double zoom) const
{
    if (m_selection.edge && !m_state.readOnly)
        if (const EdgeItem *selected = edge(*m_selection.edge);
            selected && isWithin(at, gripRect(selected->tip(), style(zoom)).center(), style(zoom).atLeast(8, 8)))
            return {CanvasHit::Part::Grip, {.edge = m_selection.edge, .at = at}};
    const double out = style(zoom).atLeast(canvas::Hanging, PortReach);
    for (const NodeItem *item : nodesWithin({at.x() - 40, at.y() - out, 80, out + 12}))
        if (const CanvasHit hit = hitNode(*item, at, zoom); hit.part != CanvasHit::Part::Ground)
            return hit;
    if (const CanvasHit hit = hitEdge(at, zoom); hit.part != CanvasHit::Part::Ground)
        return hit;
    return hitRemark(at, zoom);
}

} // namespace perennial
