// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/finished.h"

#include "core/segment/segmentdoc.h"

#include <algorithm>

namespace perennial {

namespace {

// Whether a condition of a kind that has no evaluation yet says enough: then compiling must refuse it rather than pass
// it over.
bool saysEnough(const RhythmCondition &c)
{
    return !c.metric.isEmpty();
}
bool saysEnough(const SequenceCondition &c)
{
    return !c.steps.empty();
}
bool saysEnough(const OrderLineCondition &c)
{
    return c.compare.op.has_value() || !c.filters.of.empty();
}
bool saysEnough(const PlaceCondition &c)
{
    return c.test.op || c.distance;
}
bool saysEnough(const MembershipCondition &c)
{
    return !c.name.isEmpty();
}
bool saysEnough(const ScoreCondition &c)
{
    return !c.score.isEmpty() && c.test.op;
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
    return !quantity.metric.isEmpty() && isFinished(quantity.window);
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
    const auto *event = std::get_if<EventCondition>(&node.is);
    const auto filtersFinished = [](const EventQuantity &quantity) {
        return std::ranges::all_of(quantity.filters.of, [](const PropertyFilter &f) { return isFinished(f); });
    };
    return isFinished(node) &&
           (!event || (filtersFinished(event->quantity) && (!event->with || filtersFinished(*event->with))));
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
