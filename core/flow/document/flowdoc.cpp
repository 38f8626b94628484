// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowdoc.h"

#include <algorithm>

namespace perennial {

namespace {

template <class Nodes>
auto *find(Nodes &nodes, const FlowNodeId &id)
{
    const auto place = std::ranges::find(nodes, id, &FlowNode::id);
    return place == nodes.end() ? nullptr : &*place;
}

// One overload for each kind that has other ports than "next".
struct Ports
{
    using List = std::vector<FlowPort>;

    List operator()(const WaitNode &) const { return {port::Met, port::Timeout}; }
    List operator()(const SplitNode &) const { return {port::Yes, port::No}; }
    List operator()(const TriggerSplitNode &) const { return {port::Yes, port::No}; }
    List operator()(const MultiSplitNode &split) const
    {
        List ports;
        for (const FlowBranch &branch : split.branches)
            ports.push_back(branch.id);
        ports.push_back(port::Else);
        return ports;
    }
    List operator()(const RandomSplitNode &split) const
    {
        List ports;
        for (const RandomArm &arm : split.arms)
            ports.push_back(arm.id);
        return ports;
    }
    List operator()(const LadderNode &) const { return {port::Next, port::UsedUp}; }
    List operator()(const ExitNode &) const { return {}; }
    List operator()(const UnreadNode &) const { return {}; }
    template <class Kind>
    List operator()(const Kind &) const
    {
        return {port::Next};
    }
};

} // namespace

const FlowNode *FlowDoc::node(const FlowNodeId &id) const
{
    return find(nodes, id);
}

FlowNode *FlowDoc::node(const FlowNodeId &id)
{
    return find(nodes, id);
}

std::vector<FlowPort> portsOf(const FlowNode &node)
{
    return std::visit(Ports(), node.is);
}

SegmentDoc documentOf(const FlowDoc &flow, const SegmentNode &root)
{
    SegmentDoc doc;
    doc.name = flow.name;
    doc.zone = flow.zone;
    doc.weekStart = flow.weekStart;
    doc.root = root;
    return doc;
}

std::vector<std::pair<QString, const SegmentNode *>> definitionsIn(const FlowNode &node)
{
    if (const auto *wait = node.as<WaitNode>())
        return {{QStringLiteral("until"), &wait->until}};
    if (const auto *split = node.as<SplitNode>())
        return {{QStringLiteral("when"), &split->when}};
    std::vector<std::pair<QString, const SegmentNode *>> definitions;
    if (const auto *split = node.as<MultiSplitNode>()) {
        for (size_t i = 0; i < split->branches.size(); ++i)
            definitions.emplace_back(QStringLiteral("branches[%1].when").arg(i), &split->branches[i].when);
    }
    return definitions;
}

} // namespace perennial
