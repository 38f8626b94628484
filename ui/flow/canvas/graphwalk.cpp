// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/graphwalk.h"

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr double SameRow = 40; // nodes that start within so much of each other stand in one row

std::vector<const FlowNode *> before(const FlowDoc &flow, const FlowNodeId &id)
{
    std::vector<const FlowNode *> found;
    for (const FlowNode &node : flow.nodes)
        if (std::ranges::any_of(node.to, [&](const auto &edge) { return edge.second == id; }))
            found.push_back(&node);
    return found;
}

// Those a node leads to, from left to right as its ports are.
std::vector<const FlowNode *> after(const FlowDoc &flow, const FlowNode &node)
{
    std::vector<const FlowNode *> found;
    for (const FlowPort &port : portsOf(node)) {
        const auto edge = node.to.find(port);
        const FlowNode *next = edge == node.to.end() ? nullptr : flow.node(edge->second);
        if (next && std::ranges::find(found, next) == found.end())
            found.push_back(next);
    }
    return found;
}

const FlowNode *nearestTo(const QPointF &at, const std::vector<const FlowNode *> &nodes)
{
    const auto far = [&](const FlowNode *node) { return std::hypot(node->at.x() - at.x(), node->at.y() - at.y()); };
    const auto found = std::ranges::min_element(nodes, {}, far);
    return found == nodes.end() ? nullptr : *found;
}

// The next in a row of its own kind; null at its end.
const FlowNode *beside(std::vector<const FlowNode *> row, const FlowNode *node, Way way)
{
    std::ranges::stable_sort(row, {}, [](const FlowNode *other) { return other->at.x(); });
    const auto place = std::ranges::find(row, node);
    if (place == row.end())
        return nullptr;
    if (way == Way::Left)
        return place == row.begin() ? nullptr : *(place - 1);
    return place + 1 == row.end() ? nullptr : *(place + 1);
}

const FlowNode *sibling(const FlowDoc &flow, const FlowNode &node, Way way)
{
    for (const FlowNode *parent : before(flow, node.id))
        if (const FlowNode *next = beside(after(flow, *parent), &node, way))
            return next;
    return nullptr;
}

// How far a node lies that way, what lies aside counting double; nothing: not that way.
std::optional<double> distance(const QPointF &by, Way way)
{
    const bool isAcross = way == Way::Left || way == Way::Right;
    const double ahead = (way == Way::Left || way == Way::Up ? -1 : 1) * (isAcross ? by.x() : by.y());
    const double aside = std::abs(isAcross ? by.y() : by.x());
    if (ahead <= 0.5)
        return std::nullopt;
    return ahead + 2 * aside;
}

} // namespace

std::vector<FlowNodeId> readingOrder(const FlowDoc &flow, bool rightToLeft)
{
    std::vector<const FlowNode *> nodes;
    for (const FlowNode &node : flow.nodes)
        nodes.push_back(&node);
    std::ranges::stable_sort(nodes, {}, [](const FlowNode *node) { return node->at.y(); });
    const auto across = [&](const FlowNode *node) { return rightToLeft ? -node->at.x() : node->at.x(); };
    for (auto row = nodes.begin(); row != nodes.end();) {
        const double top = (*row)->at.y();
        const auto end =
            std::find_if(row, nodes.end(), [&](const FlowNode *node) { return node->at.y() > top + SameRow; });
        std::ranges::stable_sort(row, end, {}, across);
        row = end;
    }
    std::vector<FlowNodeId> ids;
    for (const FlowNode *node : nodes)
        ids.push_back(node->id);
    return ids;
}

FlowNodeId nearest(const FlowDoc &flow, const FlowNodeId &from, Way way, const std::set<FlowNodeId> &among)
{
    const FlowNode *node = flow.node(from);
    if (!node)
        return among.empty() ? FlowNodeId() : *among.begin();
    FlowNodeId best;
    double least = 0;
    for (const FlowNode &other : flow.nodes) {
        const auto far = among.contains(other.id) ? distance(other.at - node->at, way) : std::nullopt;
        if (far && (best.isEmpty() || *far < least)) {
            best = other.id;
            least = *far;
        }
    }
    return best;
}

FlowNodeId walked(const FlowDoc &flow, const FlowNodeId &from, Way way)
{
    const FlowNode *node = flow.node(from);
    if (!node)
        return {};
    const FlowNode *next = nullptr;
    if (way == Way::Down) {
        const auto children = after(flow, *node);
        next = children.empty() ? nullptr : children.front();
    } else if (way == Way::Up) {
        next = nearestTo(node->at, before(flow, from));
    } else {
        next = sibling(flow, *node, way);
    }
    if (next)
        return next->id;
    std::set<FlowNodeId> all;
    if (way == Way::Left || way == Way::Right)
        for (const FlowNode &other : flow.nodes)
            if (std::abs(other.at.y() - node->at.y()) <= 2 * SameRow)
                all.insert(other.id);
    return nearest(flow, from, way, all);
}

std::vector<FlowEdgeId> edgesAt(const FlowDoc &flow, const FlowNodeId &id)
{
    std::vector<FlowEdgeId> edges;
    const FlowNode *node = flow.node(id);
    if (!node)
        return edges;
    for (const FlowPort &port : portsOf(*node))
        if (node->to.contains(port))
            edges.push_back({id, port});
    for (const FlowNode &other : flow.nodes)
        for (const auto &[port, to] : other.to)
            if (to == id && other.id != id)
                edges.push_back({other.id, port});
    return edges;
}

} // namespace perennial
