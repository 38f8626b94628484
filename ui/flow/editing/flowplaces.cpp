// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/editing/flowplaces.h"

#include "core/flow/document/flowids.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace perennial {

namespace {

constexpr double NodeWidth = 240;
constexpr double ColumnStep = 280;
constexpr double RowStep = 144;
constexpr double Near = 24; // of what stands in one row

bool standsAt(const FlowNode &node, const QPointF &at)
{
    return std::abs(node.at.x() - at.x()) < NodeWidth + Near && std::abs(node.at.y() - at.y()) < RowStep - Near;
}

// The node and all that can be reached from it, but what `stop` leads to again.
std::set<FlowNodeId> reachable(const FlowDoc &doc, const FlowNodeId &from)
{
    std::set<FlowNodeId> seen;
    std::vector<FlowNodeId> open{from};
    while (!open.empty()) {
        const FlowNodeId id = open.back();
        open.pop_back();
        const FlowNode *node = doc.node(id);
        if (!node || !seen.insert(id).second)
            continue;
        for (const auto &[port, to] : node->to)
            open.push_back(to);
    }
    return seen;
}

using Nodes = std::vector<FlowNode *>;

void spread(Nodes &nodes, double (QPointF::*read)() const, void (QPointF::*write)(double))
{
    std::ranges::stable_sort(nodes, {}, [&](const FlowNode *node) { return (node->at.*read)(); });
    const double from = (nodes.front()->at.*read)();
    const double step = ((nodes.back()->at.*read)() - from) / static_cast<double>(nodes.size() - 1);
    for (size_t i = 0; i < nodes.size(); ++i)
        (nodes[i]->at.*write)(from + step * static_cast<double>(i));
}

} // namespace

FlowDoc moved(const FlowDoc &doc, const FlowParts &parts, const QPointF &by)
{
    FlowDoc result = doc;
    for (FlowNode &node : result.nodes) {
        if (parts.nodes.contains(node.id))
            node.at += by;
    }
    for (FlowRemark &remark : result.remarks) {
        if (parts.remarks.contains(remark.id))
            remark.at += by;
    }
    return result;
}

FlowDoc placed(const FlowDoc &doc, const std::map<FlowNodeId, QPointF> &places)
{
    FlowDoc result = doc;
    for (FlowNode &node : result.nodes) {
        if (const auto place = places.find(node.id); place != places.end())
            node.at = place->second;
    }
    return result;
}

FlowDoc linedUp(const FlowDoc &doc, const std::set<FlowNodeId> &ids, LineUp how)
{
    FlowDoc result = doc;
    Nodes nodes;
    for (FlowNode &node : result.nodes) {
        if (ids.contains(node.id))
            nodes.push_back(&node);
    }
    if (nodes.size() < 2)
        return doc;
    const auto x = [](const FlowNode *node) { return node->at.x(); };
    const auto y = [](const FlowNode *node) { return node->at.y(); };
    const double left = x(*std::ranges::min_element(nodes, {}, x));
    const double right = x(*std::ranges::max_element(nodes, {}, x));
    const double top = y(*std::ranges::min_element(nodes, {}, y));
    if (how == LineUp::Across)
        spread(nodes, &QPointF::x, &QPointF::setX);
    else if (how == LineUp::Down)
        spread(nodes, &QPointF::y, &QPointF::setY);
    else {
        for (FlowNode *node : nodes) {
            if (how == LineUp::Top)
                node->at.setY(top);
            else
                node->at.setX(how == LineUp::Left ? left : how == LineUp::Right ? right : (left + right) / 2);
        }
    }
    return result;
}

QPointF placeBelow(const FlowDoc &doc, const FlowPlug &plug)
{
    const FlowNode *from = doc.node(plug.node);
    const auto ports = from ? portsOf(*from) : std::vector<FlowPort>();
    const auto port = std::ranges::find(ports, plug.port);
    if (port == ports.end())
        return {};
    const double aside = static_cast<double>(port - ports.begin()) - (static_cast<double>(ports.size()) - 1) / 2;
    return from->at + QPointF(aside * ColumnStep, RowStep);
}

QPointF freePlace(const FlowDoc &doc, const QPointF &wanted)
{
    QPointF at = wanted;
    while (std::ranges::any_of(doc.nodes, [&](const FlowNode &node) { return standsAt(node, at); }))
        at.rx() += ColumnStep;
    return at;
}

FlowDoc withRoomAt(const FlowDoc &doc, const QPointF &at, const FlowNodeId &next)
{
    const FlowNode *first = doc.node(next);
    const double missing = first ? at.y() + RowStep - first->at.y() : 0;
    if (missing <= 0 || first->at.y() < at.y() - RowStep)
        return doc; // there is room, or it leads back up
    const std::set<FlowNodeId> after = reachable(doc, next);
    FlowDoc result = doc;
    for (FlowNode &node : result.nodes) {
        if (after.contains(node.id) && node.at.y() >= first->at.y() - Near)
            node.at.ry() += missing;
    }
    return result;
}

FlowEdited merged(const FlowDoc &doc, const FlowDoc &other, const QPointF &by)
{
    if (doc.nodes.size() + other.nodes.size() > FlowDoc::MostNodes)
        return {doc, {}};
    FlowEdited result{doc, {}};
    std::map<FlowNodeId, FlowNodeId> fresh;
    FlowIds ids(doc);
    for (const FlowNode &node : other.nodes)
        result.now.nodes.insert(fresh[node.id] = ids.fresh(node));
    for (FlowNode node : other.nodes) {
        node.id = fresh[node.id];
        node.at += by;
        std::erase_if(node.to, [&](const auto &edge) { return !fresh.contains(edge.second); });
        for (auto &[port, to] : node.to)
            to = fresh[to];
        result.doc.nodes.push_back(std::move(node));
    }
    for (FlowRemark remark : other.remarks) {
        remark.id = ids.fresh(QStringLiteral("remark"));
        remark.at += by;
        result.now.remarks.insert(remark.id);
        result.doc.remarks.push_back(std::move(remark));
    }
    return result;
}

} // namespace perennial
