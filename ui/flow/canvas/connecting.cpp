// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/connecting.h"

#include "core/flow/document/flowgraph.h"

#include <QHash>

#include <algorithm>

namespace perennial {

namespace {

// Whoever comes to one of these is at `node` in the same moment: `node` itself, and all before it up to the next delay.
std::set<FlowNodeId> atOnceBefore(const FlowDoc &flow, const FlowNode &node)
{
    QHash<FlowNodeId, std::vector<const FlowNode *>> before;
    for (const FlowNode &other : flow.nodes)
        for (const auto &[port, to] : other.to)
            before[to].push_back(&other);
    std::set<FlowNodeId> found{node.id};
    std::vector<const FlowNode *> open{&node};
    while (!open.empty()) {
        const FlowNode *last = open.back();
        open.pop_back();
        if (takesTime(*last))
            continue;
        for (const FlowNode *other : before.value(last->id))
            if (!takesTime(*other) && found.insert(other->id).second)
                open.push_back(other);
    }
    return found;
}

bool hasPort(const FlowNode &node, const FlowPort &port)
{
    const auto ports = portsOf(node);
    return std::ranges::find(ports, port) != ports.end();
}

} // namespace

std::set<FlowNodeId> targetsFor(const FlowDoc &flow, const FlowNodeId &from, const FlowPort &port)
{
    const FlowNode *source = flow.node(from);
    if (!source || !hasPort(*source, port))
        return {};
    const auto present = source->to.find(port);
    const std::set<FlowNodeId> round = takesTime(*source) ? std::set<FlowNodeId>{from} : atOnceBefore(flow, *source);
    std::set<FlowNodeId> targets;
    for (const FlowNode &node : flow.nodes)
        if (!node.as<TriggerNode>() && !round.contains(node.id) &&
            (present == source->to.end() || present->second != node.id))
            targets.insert(node.id);
    return targets;
}

bool mayConnect(const FlowDoc &flow, const FlowNodeId &from, const FlowPort &port, const FlowNodeId &to)
{
    return targetsFor(flow, from, port).contains(to);
}

} // namespace perennial
