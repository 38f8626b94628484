// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/finished.h"

#include "core/segment/document/segmentdoc.h"

#include <algorithm>

namespace perennial {

namespace {

bool saysEnough(const RhythmCondition &c)
{
    const bool aboutWindow = c.pattern == Rhythm::Stopped || c.pattern == Rhythm::StartedAgain;
    if (c.metric.isEmpty() || !isFinished(c.window) || (aboutWindow && c.window.kind == WindowKind::Ever))
        return false;
    if (c.pattern == Rhythm::Regularly)
        return c.periods && c.ofLast;
    return c.pattern != Rhythm::StartedAgain || c.period;
}

bool saysEnough(const SequenceCondition &c)
{
    return !c.steps.empty() && isFinished(c.window) &&
           std::ranges::none_of(c.steps, [](const SequenceStep &step) { return step.metric.isEmpty(); });
}

bool saysEnough(const OrderLineCondition &c)
{
    return isFinished(c.compare) && isFinished(c.window);
}

bool saysEnough(const PlaceCondition &c)
{
    return c.field == PlaceField::Point ? c.latitude && c.longitude && c.distance : isFinished(c.test);
}

bool saysEnough(const MembershipCondition &c)
{
    return (!c.name.isEmpty() || c.of == MemberOf::ThisFlow) && (!c.since || isFinished(*c.since));
}

bool saysEnough(const ScoreCondition &c)
{
    return !c.score.isEmpty() && isFinished(c.test);
}

bool saysEnough(const SampleCondition &c)
{
    return c.percent.has_value();
}

bool saysEnough(const SqlCondition &c)
{
    return !c.query.isEmpty();
}

bool saysEnough(const EventCondition &c)
{
    return isFinished(c);
}

bool saysEnough(const PropertyCondition &c)
{
    return isFinished(c);
}

bool saysEnough(const ConsentCondition &c)
{
    return isFinished(c);
}

bool saysEnough(const SegmentGroup &group)
{
    return std::any_of(group.children.begin(), group.children.end(),
                       [](const SegmentNode &n) { return isFinished(n); });
}

std::vector<const FilterSet *> filtersOf(const SegmentNode &node)
{
    std::vector<const FilterSet *> sets;
    if (const auto *event = std::get_if<EventCondition>(&node.is)) {
        sets.push_back(&event->quantity.filters);
        if (event->with)
            sets.push_back(&event->with->filters);
    } else if (const auto *rhythm = std::get_if<RhythmCondition>(&node.is)) {
        sets.push_back(&rhythm->filters);
    } else if (const auto *line = std::get_if<OrderLineCondition>(&node.is)) {
        sets.push_back(&line->filters);
    } else if (const auto *sequence = std::get_if<SequenceCondition>(&node.is)) {
        for (const SequenceStep &step : sequence->steps)
            sets.push_back(&step.filters);
    }
    return sets;
}

bool isEmptyText(const Operand &operand)
{
    const auto *text = std::get_if<QString>(&operand);
    return text && text->isEmpty();
}

} // namespace

bool isFinished(const Test &test)
{
    if (!test.op)
        return false;
    switch (operatorOf(*test.op).operands) {
    case Operands::None:
        return true;
    case Operands::One:
        return test.values.size() == 1 && !isEmptyText(test.values.front());
    case Operands::Two:
        return test.values.size() == 2;
    case Operands::Many:
        return !test.values.empty();
    case Operands::Window:
        return isFinished(test.window);
    }
    return false;
}

bool isFinished(const PropertyFilter &filter)
{
    return !filter.property.isEmpty() && isFinished(filter.test);
}

bool isFinished(const EventQuantity &quantity)
{
    const bool needsProperty = quantity.aggregate == Aggregate::Distinct || quantity.aggregate >= Aggregate::First;
    if (needsProperty && quantity.property.isEmpty())
        return false;
    if (quantity.aggregate == Aggregate::Nth && !quantity.nth)
        return false;
    const bool isTied =
        std::ranges::none_of(quantity.same, [](const SameAsTrigger &tie) { return tie.property.isEmpty(); });
    return isTied && !quantity.metric.isEmpty() && isFinished(quantity.window);
}

bool isFinished(const EventCondition &condition)
{
    if (!isFinished(condition.quantity))
        return false;
    return condition.with ? condition.compare.op && isFinished(*condition.with) : isFinished(condition.compare);
}

bool isFinished(const PropertyCondition &condition)
{
    if (condition.property.isEmpty())
        return false;
    return condition.other.isEmpty() ? isFinished(condition.test) : condition.test.op.has_value();
}

bool isFinished(const ConsentCondition &condition)
{
    return condition.channel && condition.state && (!condition.since || isFinished(*condition.since));
}

bool isFinished(const SegmentNode &node)
{
    return std::visit([](const auto &condition) { return saysEnough(condition); }, node.is);
}

bool isFinishedThroughout(const SegmentNode &node)
{
    if (node.group())
        return true;
    const std::vector<const FilterSet *> sets = filtersOf(node);
    return isFinished(node) && std::ranges::all_of(sets, [](const FilterSet *filters) {
               return std::ranges::all_of(filters->of, [](const PropertyFilter &f) { return isFinished(f); });
           });
}

std::vector<NodePath> unfinishedNodes(const SegmentDoc &doc)
{
    std::vector<NodePath> paths;
    visitNodes(doc, [&](const NodePath &path, const SegmentNode &node) {
        if (!isFinishedThroughout(node))
            paths.push_back(path);
    });
    return paths;
}

} // namespace perennial
