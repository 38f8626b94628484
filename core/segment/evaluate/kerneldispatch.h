// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/eventkernels.h"
#include "core/segment/evaluate/eventleaf.h"
#include "core/segment/evaluate/runningtotals.h"

#include <bit>

namespace perennial {

// From a BoundQuantity to the loop made for it: calls `use` with the kernel.

template <class Times, class Events, class Use>
void withValues(const BoundQuantity &bound, Times times, Events events, Use use)
{
    const auto aggregated = [&](auto values) {
        using Values = decltype(values);
        switch (bound.aggregate) {
        case Aggregate::Sum:
            return use(SumOf<Times, Events, Values>{times, events, values});
        case Aggregate::Average:
            return use(AverageOf<Times, Events, Values>{times, events, values});
        case Aggregate::Min:
            return use(ExtremeOf<Times, Events, Values, false>{times, events, values});
        default:
            return use(ExtremeOf<Times, Events, Values, true>{times, events, values});
        }
    };
    if (bound.aggregate == Aggregate::Count)
        return use(CountOf<Times, Events>{times, events});
    if (!bound.ofValue)
        return aggregated(DetailNumbers{bound.column, bound.byDetails.get()});
    if (!bound.column->values.empty())
        return aggregated(WideAmounts{bound.column->values.data()});
    if (!bound.column->smallValues.empty())
        return aggregated(SmallAmounts{bound.column->smallValues.data()});
    aggregated(NoAmounts());
}

template <class Times, class Use>
void withEvents(const BoundQuantity &bound, Times times, Use use)
{
    const std::vector<char> *passing = bound.filter ? bound.filter->byDetailsAlone() : nullptr;
    const auto ofDetails = [&](const auto &details) {
        const auto last = static_cast<quint32>(passing->size() - 1);
        withValues(bound, times, EventsOfDetails{details.data(), passing->data(), last}, use);
    };
    if (passing && !bound.column->smallDetails.empty())
        ofDetails(bound.column->smallDetails);
    else if (passing && !bound.column->details.empty())
        ofDetails(bound.column->details);
    else if (bound.filter)
        withValues(bound, times, FilteredEvents{bound.filter.get()}, use);
    else
        withValues(bound, times, EveryEvent(), use);
}

// `from` in the unit of `times`.
template <class T, class Use>
void withTimes(const BoundQuantity &bound, const T *times, T from, T to, Use use)
{
    const bool toTheNewest = bound.range.to >= bound.column->lastMs;
    if (bound.aggregate != Aggregate::Count || bound.filter || !toTheNewest)
        return withEvents(bound, TimesWithin<T>{times, from, static_cast<std::make_unsigned_t<T>>(to - from)}, use);
    // With many events each, the newest few are found sooner from the end.
    const bool manyEach = bound.column->eventCount() / 4 > bound.column->people.size();
    if (bound.onlyWhether)
        use(HappenedSince<T>{times, from});
    else if (manyEach)
        use(CountSince<T>{times, from});
    else
        withEvents(bound, TimesWithin<T>{times, from, static_cast<std::make_unsigned_t<T>>(to - from)}, use);
}

// Not for a quantity without a column or with an empty range.
template <class Use>
void withKernel(const BoundQuantity &bound, Use use)
{
    const EventColumn &column = *bound.column;
    if (bound.everyTime)
        return withEvents(bound, AllTimes(), use);
    const qint64 from = std::max(bound.range.from, column.firstMs), to = std::min(bound.range.to, column.lastMs);
    if (!column.millis.empty())
        return withTimes(bound, column.millis.data(), from, to, use);
    // Whole seconds: the first one not before `from`, the last one not after `to`.
    const qint64 base = column.baseSeconds * 1000;
    const auto first = static_cast<quint32>((from - base + 999) / 1000),
               last = static_cast<quint32>((to - base) / 1000);
    const quint32 *seconds = column.seconds.data();
    if (first > last) // between two seconds
        return withEvents(bound, TimesWithin<quint32>{seconds, std::numeric_limits<quint32>::max(), 0}, use);
    withTimes(bound, seconds, first, last, use);
}

// Counting everything is a subtraction already; sums of fractions depend on their order.
template <class Kernel>
inline constexpr bool addsUp = requires(const Kernel &kernel)
{
    kernel.isIn(0);
}
&&std::is_same_v<typename Kernel::Number, qint64> && !std::is_same_v<Kernel, CountOf<AllTimes, EveryEvent>>;

// Whether so few are asked about that they are looked up one by one.
[[nodiscard]] inline bool areFew(std::span<const quint64> wanted)
{
    constexpr int oneIn = 32;
    qsizetype count = 0;
    for (const quint64 word : wanted)
        count += std::popcount(word);
    return !wanted.empty() && count * oneIn < static_cast<qsizetype>(wanted.size()) * 64;
}

// Calls `visit`, in their order, with each person of the chunk who has events of the metric, and that person's
// quantity. Of those who are not wanted it may, where somebody is.
template <class Kernel, class Visit>
void sweep(const EventColumn &column, const PeopleChunk &chunk, std::span<const quint64> wanted, const Kernel &kernel,
           Visit visit)
{
    auto begin = std::lower_bound(column.people.begin(), column.people.end(), chunk.first);
    const auto end = std::lower_bound(begin, column.people.end(), chunk.end());
    const auto startsOf = [&](auto person) { return column.starts.data() + (person - column.people.begin()); };
    if (areFew(wanted)) {
        for (size_t word = 0; word < wanted.size(); ++word) {
            for (quint64 rest = wanted[word]; rest != 0; rest &= rest - 1) {
                const auto place = static_cast<quint32>(word * 64 + static_cast<size_t>(std::countr_zero(rest)));
                begin = std::lower_bound(begin, end, chunk.first + place);
                if (begin != end && *begin == chunk.first + place)
                    visit(place, kernel(startsOf(begin)[0], startsOf(begin)[1]));
            }
        }
    } else if constexpr (addsUp<Kernel>) {
        RunningTotals<Kernel>(kernel).visitAll(&*begin, startsOf(begin), static_cast<quint32>(end - begin), chunk,
                                               visit);
    } else {
        constexpr std::ptrdiff_t atOnce = 256;
        while (begin != end && !chunk.isStopped()) {
            for (const auto last = begin + std::min<std::ptrdiff_t>(atOnce, end - begin); begin != last; ++begin)
                visit(*begin - chunk.first, kernel(startsOf(begin)[0], startsOf(begin)[1]));
        }
    }
}

} // namespace perennial
