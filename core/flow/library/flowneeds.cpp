// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/library/flowneeds.h"

#include <algorithm>

namespace perennial {

namespace {

// Gathers needs, each once; one that is not optional anywhere is not optional.
class Gathering
{
public:
    void add(NeedKind kind, const QString &name, bool optional = false)
    {
        if (!name.isEmpty())
            add({.kind = kind, .name = name, .optional = optional, .missing = {}});
    }
    void add(TemplateNeed need)
    {
        const auto known = std::ranges::find_if(
            needs, [&](const TemplateNeed &one) { return one.kind == need.kind && one.name == need.name; });
        if (known == needs.end())
            needs.push_back(std::move(need));
        else
            known->optional = known->optional && need.optional;
    }
    void add(const SegmentDoc &definition, bool optional)
    {
        for (TemplateNeed &need : needsIn(definition)) {
            need.optional = need.optional || optional;
            add(std::move(need));
        }
    }
    void add(const TriggerStart &start)
    {
        if (const auto *event = std::get_if<EventTrigger>(&start))
            add(NeedKind::Metric, event->metric);
        if (const auto *join = std::get_if<JoinTrigger>(&start); join && join->of == MemberOf::List)
            add(NeedKind::List, join->name);
        if (const auto *date = std::get_if<DateTrigger>(&start); date && date->property != CreatedAtProperty)
            add(NeedKind::Property, date->property);
        if (const auto *product = std::get_if<ProductTrigger>(&start)) {
            const QString usual = product->change == ProductChange::PriceDrop ? QStringLiteral("Price Dropped")
                                                                              : QStringLiteral("Back In Stock");
            add(NeedKind::Metric, product->metric.isEmpty() ? usual : product->metric);
        }
    }

    std::vector<TemplateNeed> needs;
};

// A split may well have nobody on one side.
void addNode(Gathering &gathering, const FlowDoc &flow, const FlowNode &node)
{
    if (const auto *trigger = node.as<TriggerNode>())
        gathering.add(trigger->start);
    if (const auto *list = node.as<ListNode>())
        gathering.add(NeedKind::List, list->list, true);
    for (const auto &[place, definition] : definitionsIn(node))
        gathering.add(documentOf(flow, *definition), true);
}

} // namespace

std::vector<TemplateNeed> needsOf(const FlowDoc &flow)
{
    Gathering gathering;
    for (const FlowNode &node : flow.nodes) {
        if (const auto *trigger = node.as<TriggerNode>())
            gathering.add(trigger->start);
    }
    gathering.add(documentOf(flow, flow.entry), false);
    for (const FlowNode &node : flow.nodes)
        addNode(gathering, flow, node);
    for (const FlowExit &exit : flow.exits)
        gathering.add(documentOf(flow, exit.when), true);
    return std::move(gathering.needs);
}

std::vector<TemplateNeed> missingIn(const ProfileTable &table, const FlowDoc &flow)
{
    std::vector<TemplateNeed> needs = needsOf(flow);
    std::erase_if(needs, [&](const TemplateNeed &need) { return need.optional || isMet(need, table); });
    return needs;
}

} // namespace perennial
