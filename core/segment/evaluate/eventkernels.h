// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/widesum.h"
#include "core/segment/evaluate/eventfilter.h"

#include <cmath>

namespace perennial {

// The inner loops over events, put together at compile time from: which times count, which events pass, what is read of
// an event, and what is made of a person's events.

// Which times count.
struct AllTimes
{
    [[nodiscard]] bool operator()(quint32) const { return true; }
};

template <class T>
struct TimesWithin
{
    using Unsigned = std::make_unsigned_t<T>;

    const T *times;
    T from;
    Unsigned length; // of the closed range

    // One comparison: what lies before `from` wraps around to the far end.
    [[nodiscard]] bool operator()(quint32 event) const
    {
        return static_cast<Unsigned>(times[event]) - static_cast<Unsigned>(from) <= length;
    }
};

// Which events pass.
struct EveryEvent
{
    [[nodiscard]] bool operator()(quint32) const { return true; }
};

// By their details alone.
template <class T>
struct EventsOfDetails
{
    const T *details;
    const char *passing; // by details; the last place: events without any
    quint32 last;
    [[nodiscard]] bool operator()(quint32 event) const { return passing[std::min<quint32>(details[event], last)] != 0; }
};

struct FilteredEvents
{
    const EventFilter *filter;
    [[nodiscard]] bool operator()(quint32 event) const { return filter->passes(event); }
};

// What is read of an event, and what adds up as many of them as there are.
struct SmallAmounts
{
    using Number = qint64;
    using Sum = qint64;
    const qint32 *values;
    [[nodiscard]] bool isKnown(quint32 event) const { return values[event] != EventColumn::NoSmallValue; }
    [[nodiscard]] Number operator()(quint32 event) const { return values[event]; }
};

struct WideAmounts
{
    using Number = qint64;
    using Sum = WideSum;
    const qint64 *values;
    [[nodiscard]] bool isKnown(quint32 event) const { return values[event] != EventColumn::NoValue; }
    [[nodiscard]] Number operator()(quint32 event) const { return values[event]; }
};

struct NoAmounts
{
    using Number = qint64;
    using Sum = qint64;
    [[nodiscard]] bool isKnown(quint32) const { return false; }
    [[nodiscard]] Number operator()(quint32) const { return 0; }
};

struct DetailNumbers
{
    using Number = double;
    using Sum = double;
    const EventColumn *column;
    const std::vector<double> *byDetails; // not a number where there is none; the last place: events without properties
    [[nodiscard]] Number operator()(quint32 event) const
    {
        return (*byDetails)[std::min(column->detailsOf(event), static_cast<quint32>(byDetails->size() - 1))];
    }
    [[nodiscard]] bool isKnown(quint32 event) const { return !std::isnan((*this)(event)); }
};

[[nodiscard]] inline qint64 totalOf(qint64 sum)
{
    return sum;
}
[[nodiscard]] inline qint64 totalOf(WideSum sum)
{
    return clamped(sum);
}
[[nodiscard]] inline double totalOf(double sum)
{
    return sum;
}

// What is made of a person's events: a fraction, whose denominator is 0 where it is not known.
template <class Number>
struct Quantity
{
    Number numerator = 0;
    qint64 denominator = 0;
};

[[nodiscard]] inline bool passes(const NumberTest &test, const Quantity<qint64> &quantity)
{
    return quantity.denominator == 1 ? test.passes(quantity.numerator)
                                     : test.passesFraction(quantity.numerator, quantity.denominator);
}

[[nodiscard]] inline bool passes(const NumberTest &test, const Quantity<double> &quantity)
{
    return test.passes(quantity.numerator / static_cast<double>(quantity.denominator));
}

template <class Times, class Events>
struct CountOf
{
    using Number = qint64;
    static constexpr bool KnownWithoutEvents = true;
    Times counts;
    Events passes;

    // For RunningTotals.
    static constexpr bool HasSum = false;
    using Sum = qint64;
    [[nodiscard]] bool isIn(quint32 event) const
    {
        return static_cast<int>(counts(event)) & static_cast<int>(passes(event));
    }

    [[nodiscard]] Quantity<qint64> operator()(quint32 begin, quint32 end) const
    {
        if constexpr (std::is_same_v<Times, AllTimes> && std::is_same_v<Events, EveryEvent>)
            return {end - begin, 1};
        qint64 count = 0;
        for (quint32 event = begin; event < end; ++event)
            count += static_cast<int>(counts(event)) & static_cast<int>(passes(event));
        return {count, 1};
    }
};

// Counts since a moment, where the window reaches to the newest event: a person's events go by time, so that the newest
// few are all that is looked at.
template <class T>
struct CountSince
{
    using Number = qint64;
    static constexpr bool KnownWithoutEvents = true;
    const T *times;
    T from;

    [[nodiscard]] Quantity<qint64> operator()(quint32 begin, quint32 end) const
    {
        quint32 first = end;
        while (first > begin && times[first - 1] >= from)
            --first;
        return {end - first, 1};
    }
};

// 1 or 0: all that "at least once" and "zero times" ask.
template <class T>
struct HappenedSince
{
    using Number = qint64;
    static constexpr bool KnownWithoutEvents = true;
    const T *times;
    T from;

    [[nodiscard]] Quantity<qint64> operator()(quint32, quint32 end) const { return {times[end - 1] >= from, 1}; }
};

template <class Times, class Events, class Values>
struct SumOf
{
    using Number = typename Values::Number;
    using Sum = typename Values::Sum;
    static constexpr bool KnownWithoutEvents = true;
    Times counts;
    Events passes;
    Values values;

    // For RunningTotals.
    static constexpr bool HasSum = true;
    [[nodiscard]] bool isIn(quint32 event) const { return counts(event) & passes(event) & values.isKnown(event); }

    [[nodiscard]] Quantity<Number> operator()(quint32 begin, quint32 end) const
    {
        Sum sum = 0;
        for (quint32 event = begin; event < end; ++event)
            sum += counts(event) & passes(event) & values.isKnown(event) ? values(event) : Number(0);
        return {totalOf(sum), 1};
    }
};

template <class Times, class Events, class Values>
struct AverageOf
{
    using Number = typename Values::Number;
    using Sum = typename Values::Sum;
    static constexpr bool KnownWithoutEvents = false;
    Times counts;
    Events passes;
    Values values;

    // For RunningTotals.
    static constexpr bool HasSum = true;
    [[nodiscard]] bool isIn(quint32 event) const { return counts(event) & passes(event) & values.isKnown(event); }

    [[nodiscard]] Quantity<Number> operator()(quint32 begin, quint32 end) const
    {
        Sum sum = 0;
        qint64 count = 0;
        for (quint32 event = begin; event < end; ++event) {
            const bool in = counts(event) & passes(event) & values.isKnown(event);
            sum += in ? values(event) : Number(0);
            count += in;
        }
        return {totalOf(sum), count};
    }
};

template <class Times, class Events, class Values, bool Largest>
struct ExtremeOf
{
    using Number = typename Values::Number;
    static constexpr bool KnownWithoutEvents = false;
    Times counts;
    Events passes;
    Values values;

    [[nodiscard]] Quantity<Number> operator()(quint32 begin, quint32 end) const
    {
        Quantity<Number> extreme;
        for (quint32 event = begin; event < end; ++event) {
            if (!(counts(event) & passes(event) & values.isKnown(event)))
                continue;
            const Number value = values(event);
            if (extreme.denominator == 0 || (Largest ? value > extreme.numerator : value < extreme.numerator))
                extreme = {value, 1};
        }
        return extreme;
    }
};

} // namespace perennial
