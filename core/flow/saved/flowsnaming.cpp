// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/saved/flowsnaming.h"

#include "core/segment/document/segmentcycle.h"

#include <algorithm>

namespace perennial {

namespace {

bool names(const FlowDoc &flow, const SegmentNode &definition, const SavedName &name)
{
    const auto named = definitionsNamedIn(documentOf(flow, definition));
    return std::ranges::find(named, name) != named.end();
}

bool names(const FlowDoc &flow, const FlowNode &node, const SavedName &name)
{
    if (const auto *trigger = node.as<TriggerNode>()) {
        const auto *join = std::get_if<JoinTrigger>(&trigger->start);
        return join && SavedName{join->of, join->name} == name;
    }
    const auto definitions = definitionsIn(node);
    return std::ranges::any_of(definitions, [&](const auto &one) { return names(flow, *one.second, name); });
}

} // namespace

bool names(const FlowDoc &flow, const SavedName &name)
{
    return names(flow, flow.entry, name) ||
           std::ranges::any_of(flow.exits, [&](const FlowExit &exit) { return names(flow, exit.when, name); }) ||
           std::ranges::any_of(flow.nodes, [&](const FlowNode &node) { return names(flow, node, name); });
}

Result<QStringList> flowsNaming(const FlowShelf &shelf, const SavedName &name)
{
    const auto flows = shelf.list();
    if (!flows)
        return failure(flows.error());
    QStringList naming;
    for (const SavedFlow &saved : *flows) {
        const auto reading = readFlow(saved.document);
        if (reading && names(reading->flow, name))
            naming.append(saved.name);
    }
    return naming;
}

} // namespace perennial
