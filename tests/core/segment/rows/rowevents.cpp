// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/rowevents.h"

#include "core/segment/document/finished.h"

#include <QSet>

#include <algorithm>

namespace perennial {

namespace {

bool isOfValue(const QString &property)
{
    return property.isEmpty() || property == ValueProperty;
}

std::optional<RowNumber> numberIn(const RowEvent &event, const QString &property, const RowQuestion &question)
{
    if (isOfValue(property))
        return amountOf(event.value, event.currency, question.store);
    const auto value = readAs(ValueType::Number, event.properties.value(property), question.zone);
    return value ? std::optional(value->number) : std::nullopt;
}

std::optional<RowValue> valueIn(const RowEvent &event, const QString &property, ValueType type,
                                const RowQuestion &question)
{
    if (!isOfValue(property))
        return readAs(type, event.properties.value(property), question.zone);
    const auto amount = amountOf(event.value, event.currency, question.store);
    if (!amount || (type != ValueType::Number && type != ValueType::Any))
        return std::nullopt;
    return RowValue{.type = type, .number = *amount};
}

// What ties an event to another: nothing where there is nothing to be the same.
QString tieOf(const RowEvent &event, const QString &property, const RowQuestion &question)
{
    if (property == OrderProperty)
        return event.order;
    if (property == ValueProperty)
        return amountOf(event.value, event.currency, question.store) ? QString::number(*event.value) : QString();
    const QJsonValue json = event.properties.value(property);
    return json.isNull() || json.isUndefined() ? QString() : identityOf(json);
}

bool isTied(const RowEvent &event, const EventQuantity &quantity, const RowQuestion &question)
{
    return std::ranges::all_of(quantity.same, [&](const SameAsTrigger &tie) {
        const auto &trigger = question.journey->trigger;
        const QString wanted = trigger ? tieOf(*trigger, tie.nameThere(), question) : QString();
        return !wanted.isEmpty() && tieOf(event, tie.property, question) == wanted;
    });
}

// The events a quantity is made of; nothing where its window begins with an event that never was.
std::optional<std::vector<RowEvent>> eventsOf(const EventQuantity &quantity, const RowQuestion &question,
                                              const RowPerson &person)
{
    const auto span = pastSpanOf(quantity.window, question, person);
    if (!span)
        return std::nullopt;
    std::vector<RowEvent> events = pastEvents(quantity.metric, quantity.filters, question, person);
    std::erase_if(events, [&](const RowEvent &e) {
        return !liesIn(e.at, *span, quantity.window, question.zone) || !isTied(e, quantity, question);
    });
    return events;
}

RowNumber sumOf(const std::vector<RowNumber> &numbers)
{
    RowNumber sum = RowNumber::fraction(0, 1);
    for (const RowNumber &number : numbers) {
        if (number.under == 0)
            sum = RowNumber::ofReal(sum.toReal() + number.real);
        else
            sum = RowNumber::fraction(sum.over * number.under / sum.under + number.over, number.under);
    }
    return sum;
}

RowNumber divided(const RowNumber &number, qint64 by)
{
    if (number.under == 0)
        return RowNumber::ofReal(number.real / static_cast<double>(by));
    return RowNumber::fraction(number.over, number.under * by);
}

RowNumber medianOf(const std::vector<RowNumber> &sorted)
{
    const size_t middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : divided(sumOf({sorted[middle - 1], sorted[middle]}), 2);
}

std::optional<RowNumber> aggregated(Aggregate aggregate, std::vector<RowNumber> numbers)
{
    if (aggregate == Aggregate::Sum)
        return sumOf(numbers);
    if (numbers.empty())
        return std::nullopt;
    std::ranges::sort(numbers, [](const RowNumber &a, const RowNumber &b) { return compared(a, b) < 0; });
    switch (aggregate) {
    case Aggregate::Min:
        return numbers.front();
    case Aggregate::Max:
        return numbers.back();
    case Aggregate::Median:
        return medianOf(numbers);
    default:
        return divided(sumOf(numbers), static_cast<qint64>(numbers.size()));
    }
}

RowNumber distinctIn(const std::vector<RowEvent> &events, const QString &property, const RowQuestion &question)
{
    QSet<QString> values;
    for (const RowEvent &event : events) {
        const QJsonValue json = event.properties.value(property);
        if (const auto amount = numberIn(event, property, question); isOfValue(property) && amount)
            values.insert(QString::number(static_cast<qint64>(amount->over)));
        else if (!isOfValue(property) && !json.isNull() && !json.isUndefined())
            values.insert(identityOf(json));
    }
    return RowNumber::fraction(values.size(), 1);
}

bool isPlace(Aggregate aggregate)
{
    return aggregate == Aggregate::First || aggregate == Aggregate::Last || aggregate == Aggregate::Nth;
}

// The first, the last or the n-th of them.
const RowEvent *pickedFrom(const std::vector<RowEvent> &events, const EventQuantity &quantity)
{
    const size_t place = quantity.aggregate == Aggregate::First  ? 1
                         : quantity.aggregate == Aggregate::Last ? events.size()
                                                                 : static_cast<size_t>(*quantity.nth);
    return place >= 1 && place <= events.size() ? &events[place - 1] : nullptr;
}

std::optional<RowNumber> numberOf(const EventQuantity &quantity, const RowQuestion &question, const RowPerson &person)
{
    const auto events = eventsOf(quantity, question, person);
    if (!events)
        return std::nullopt;
    if (quantity.aggregate == Aggregate::Count)
        return RowNumber::fraction(static_cast<qint64>(events->size()), 1);
    if (quantity.aggregate == Aggregate::Distinct)
        return distinctIn(*events, quantity.property, question);
    if (isPlace(quantity.aggregate)) {
        const RowEvent *event = pickedFrom(*events, quantity);
        return event ? numberIn(*event, quantity.property, question) : std::nullopt;
    }
    std::vector<RowNumber> numbers;
    for (const RowEvent &event : *events) {
        if (const auto number = numberIn(event, quantity.property, question))
            numbers.push_back(*number);
    }
    return aggregated(quantity.aggregate, numbers);
}

RowVerdict judgePicked(const EventCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    const EventQuantity &quantity = condition.quantity;
    const auto events = eventsOf(quantity, question, person);
    const RowEvent *event = events ? pickedFrom(*events, quantity) : nullptr;
    if (!event)
        return RowVerdict::Unknown;
    const auto value = valueIn(*event, quantity.property, operatorOf(*condition.compare.op).type, question);
    return judgeMaybe(condition.compare, value, question, person);
}

} // namespace

bool passesFilters(const FilterSet &filters, const RowEvent &event, const RowQuestion &question,
                   const RowPerson &person)
{
    int passed = 0, asked = 0;
    for (const PropertyFilter &filter : filters.of) {
        if (!isFinished(filter))
            continue;
        const auto value = valueIn(event, filter.property, operatorOf(*filter.test.op).type, question);
        ++asked;
        passed += judgeMaybe(filter.test, value, question, person) == RowVerdict::Yes;
    }
    return asked == 0 || (filters.match == FilterMatch::All ? passed == asked : passed > 0);
}

std::vector<RowEvent> pastEvents(const QString &metric, const FilterSet &filters, const RowQuestion &question,
                                 const RowPerson &person)
{
    std::vector<RowEvent> events;
    for (const RowEvent &event : person.events) {
        if (event.metric == metric && event.at <= question.now && passesFilters(filters, event, question, person))
            events.push_back(event);
    }
    return events;
}

RowVerdict judgeEvents(const EventCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    if (!condition.with && isPlace(condition.quantity.aggregate))
        return judgePicked(condition, question, person);
    const auto left = numberOf(condition.quantity, question, person);
    if (!condition.with)
        return left ? verdictOf(passesNumber(condition.compare, *left)) : RowVerdict::Unknown;
    const auto right = numberOf(*condition.with, question, person);
    return left && right ? verdictOf(passesNumber(*condition.compare.op, *left, {*right})) : RowVerdict::Unknown;
}

} // namespace perennial
