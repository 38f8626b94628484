// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/editing/threshold.h"

#include "core/segment/document/segmentdoc.h"

#include <QJsonObject>

#include <algorithm>

namespace perennial {

namespace {

bool comparesNumbers(const Test &test)
{
    if (!test.op || operatorOf(*test.op).type != ValueType::Number)
        return false;
    const size_t wanted = operatorOf(*test.op).operands == Operands::Two ? 2 : 1;
    return test.values.size() == wanted &&
           std::ranges::all_of(test.values, [](const Operand &value) { return std::holds_alternative<double>(value); });
}

Test single(Op op, double value)
{
    return {.op = op, .values = {value}, .window = {}};
}

// The test within the condition, where it has one that may compare numbers.
template <class C>
auto testIn(C &condition) -> decltype(&std::get<PropertyCondition>(condition).test)
{
    if (auto *event = std::get_if<EventCondition>(&condition))
        return event->with ? nullptr : &event->compare;
    if (auto *property = std::get_if<PropertyCondition>(&condition))
        return property->other.isEmpty() ? &property->test : nullptr;
    if (auto *line = std::get_if<OrderLineCondition>(&condition))
        return &line->compare;
    auto *score = std::get_if<ScoreCondition>(&condition);
    return score ? &score->test : nullptr;
}

} // namespace

std::optional<Test> thresholdOf(const Condition &condition)
{
    const auto *place = std::get_if<PlaceCondition>(&condition);
    if (place && place->field == PlaceField::Point && place->latitude && place->longitude && place->distance)
        return single(place->beyond ? Op::More : Op::AtMost, *place->distance);
    const auto *rhythm = std::get_if<RhythmCondition>(&condition);
    if (rhythm && rhythm->pattern == Rhythm::Overdue && rhythm->factor)
        return single(Op::More, *rhythm->factor);
    const Test *test = testIn(condition);
    return test && comparesNumbers(*test) ? std::optional(*test) : std::nullopt;
}

Condition withThreshold(const Condition &condition, const std::vector<double> &values)
{
    Condition changed = condition;
    if (values.empty())
        return changed;
    if (auto *place = std::get_if<PlaceCondition>(&changed))
        place->distance = values.front();
    else if (auto *rhythm = std::get_if<RhythmCondition>(&changed))
        rhythm->factor = values.front();
    else if (Test *test = testIn(changed))
        test->values.assign(values.begin(), values.end());
    return changed;
}

QByteArray thresholdKey(const Condition &condition)
{
    SegmentNode node{.is = condition};
    if (auto *place = std::get_if<PlaceCondition>(&node.is)) {
        place->distance.reset();
        place->beyond = false;
    } else if (auto *rhythm = std::get_if<RhythmCondition>(&node.is)) {
        rhythm->factor.reset();
    } else if (Test *test = testIn(node.is)) {
        *test = {};
    }
    SegmentDoc doc;
    doc.root.group()->children.push_back(std::move(node));
    return doc.toJson();
}

} // namespace perennial
