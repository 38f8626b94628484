// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/saved/flowsnaming.h"

#include "core/segment/document/segmentcycle.h"
#include "core/segment/health/segmentusers.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

void addNamed(std::vector<SavedName> &named, const FlowDoc &flow, const SegmentNode &definition)
{
    const auto more = definitionsNamedIn(documentOf(flow, definition));
    named.insert(named.end(), more.begin(), more.end());
}

void addNamed(std::vector<SavedName> &named, const FlowDoc &flow, const FlowNode &node)
{
    if (const auto *trigger = node.as<TriggerNode>()) {
        if (const auto *join = std::get_if<JoinTrigger>(&trigger->start))
            named.push_back({join->of, join->name});
        return;
    }
    for (const auto &[path, definition] : definitionsIn(node))
        addNamed(named, flow, *definition);
}

} // namespace

std::vector<SavedName> definitionsNamedIn(const FlowDoc &flow)
{
    std::vector<SavedName> named;
    addNamed(named, flow, flow.entry);
    for (const FlowExit &exit : flow.exits)
        addNamed(named, flow, exit.when);
    for (const FlowNode &node : flow.nodes)
        addNamed(named, flow, node);
    return named;
}

bool names(const FlowDoc &flow, const SavedName &name)
{
    const auto named = definitionsNamedIn(flow);
    return std::ranges::find(named, name) != named.end();
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

Result<void> addFlowsTo(SegmentUsers &users, Store &store)
{
    const auto flows = FlowShelf(store).list();
    if (!flows)
        return failure(flows.error());
    for (const SavedFlow &saved : *flows) {
        if (const auto reading = readFlow(saved.document))
            users.add(QCoreApplication::translate("perennial", "Flow %1").arg(saved.name),
                      definitionsNamedIn(reading->flow));
    }
    return {};
}

} // namespace perennial
