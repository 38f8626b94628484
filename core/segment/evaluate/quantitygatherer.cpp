// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/quantitygatherer.h"

#include <algorithm>
#include <numeric>

namespace perennial {

namespace {

template <class Number>
using SumOfMany = std::conditional_t<std::is_same_v<Number, qint64>, WideSum, Number>;

template <class Number>
Quantity<Number> medianOf(std::vector<Number> &values)
{
    const auto middle = values.begin() + static_cast<qsizetype>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return {*middle, 1};
    return {totalOf(SumOfMany<Number>(*middle) + *std::max_element(values.begin(), middle)), 2};
}

} // namespace

QuantityGatherer::QuantityGatherer(const BoundQuantity &bound, const PeopleChunk &chunk)
    : m_bound(bound)
    , m_aggregator(bound)
    , m_first(chunk.first)
    , m_runs(bound.column, chunk)
    , m_ranges(bound.window, chunk)
{
}

bool QuantityGatherer::gather(quint32 place)
{
    m_events.clear();
    const quint32 person = m_first + place;
    const auto range = m_ranges.rangeOf(person);
    if (!range)
        return false;
    EventColumn::Run run = m_runs.runOf(person);
    if (run.begin == run.end)
        return true;
    run = m_bound.column->within(run, range->from, range->to);
    const ClockTest &clock = m_bound.window.clock();
    for (quint32 event = run.begin; event < run.end; ++event) {
        if (m_bound.filter && !m_bound.filter->passes(event))
            continue;
        if (!m_bound.ties.passes(event))
            continue;
        if (clock.isOpen() || clock.passes(m_bound.column->timeMs(event)))
            m_events.push_back(event);
    }
    return true;
}

std::optional<quint32> EventAggregator::pickedOf(const std::vector<quint32> &events) const
{
    if (events.empty())
        return std::nullopt;
    if (m_bound.aggregate == Aggregate::First)
        return events.front();
    if (m_bound.aggregate == Aggregate::Last)
        return events.back();
    return m_bound.nth <= events.size() ? std::optional(events[m_bound.nth - 1]) : std::nullopt;
}

qint64 EventAggregator::distinctValues(const std::vector<quint32> &events)
{
    m_wholes.clear();
    for (const quint32 event : events) {
        if (const qint64 code = m_bound.codes->of(event); code != ValueCodes::Unknown)
            m_wholes.push_back(code);
    }
    std::ranges::sort(m_wholes);
    return std::unique(m_wholes.begin(), m_wholes.end()) - m_wholes.begin();
}

std::optional<qint64> EventAggregator::knownValue(quint32 event, qint64) const
{
    const qint64 value = m_bound.column->value(event);
    return value == EventColumn::NoValue ? std::nullopt : std::optional(value);
}

std::optional<double> EventAggregator::knownValue(quint32 event, double) const
{
    const DetailNumbers numbers{m_bound.column, m_bound.byDetails.get()};
    return numbers.isKnown(event) ? std::optional(numbers(event)) : std::nullopt;
}

template <class Number>
Quantity<Number> EventAggregator::aggregated(std::vector<Number> &values) const
{
    const Number sum = totalOf(std::accumulate(values.begin(), values.end(), SumOfMany<Number>(0)));
    if (m_bound.aggregate == Aggregate::Sum)
        return {sum, 1};
    if (values.empty())
        return {};
    switch (m_bound.aggregate) {
    case Aggregate::Average:
        return {sum, static_cast<qint64>(values.size())};
    case Aggregate::Min:
        return {std::ranges::min(values), 1};
    case Aggregate::Max:
        return {std::ranges::max(values), 1};
    default:
        return medianOf(values);
    }
}

template <class Number>
Quantity<Number> EventAggregator::quantityOf(const std::vector<quint32> &events)
{
    if (m_bound.aggregate == Aggregate::Count)
        return {static_cast<Number>(events.size()), 1};
    if (m_bound.aggregate == Aggregate::Distinct)
        return {static_cast<Number>(distinctValues(events)), 1};
    if (m_bound.aggregate >= Aggregate::First) {
        const auto event = pickedOf(events);
        const auto value = event ? knownValue(*event, Number()) : std::nullopt;
        return value ? Quantity<Number>{*value, 1} : Quantity<Number>();
    }
    std::vector<Number> *values = nullptr;
    if constexpr (std::is_same_v<Number, double>)
        values = &m_reals;
    else
        values = &m_wholes;
    values->clear();
    for (const quint32 event : events) {
        if (const auto value = knownValue(event, Number()))
            values->push_back(*value);
    }
    return aggregated(*values);
}

template Quantity<qint64> EventAggregator::quantityOf<qint64>(const std::vector<quint32> &events);
template Quantity<double> EventAggregator::quantityOf<double>(const std::vector<quint32> &events);

} // namespace perennial
