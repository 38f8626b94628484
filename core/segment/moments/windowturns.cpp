// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/moments/windowturns.h"

namespace perennial {

namespace {

constexpr qint64 Horizon = 60 * 366 * Instant::DayMs;

bool isSpan(WindowKind kind)
{
    return kind == WindowKind::Last || kind == WindowKind::BetweenAgo || kind == WindowKind::MoreThanAgo ||
           kind == WindowKind::Next;
}

// How far ahead an end can be that is so many units away.
qint64 reach(const Window &window)
{
    const qint64 units = std::max(std::abs(window.n.value_or(0)), std::abs(window.m.value_or(0)));
    const bool isYears = window.unit == TimeUnit::Month || window.unit == TimeUnit::Year;
    const qint64 length = isYears ? (window.unit == TimeUnit::Month ? 32 : 367) * Instant::DayMs : 8 * Instant::DayMs;
    return std::min(Horizon, (units + 1) * length + 2 * Instant::DayMs);
}

// The first moment after now, before the horizon, from which on `reached` holds.
template <class Reached>
qint64 firstMoment(qint64 now, qint64 horizon, Reached reached)
{
    qint64 low = now, high = now + horizon;
    if (reached(low) || !reached(high))
        return TimeRange::End;
    while (high - low > 1) {
        const qint64 middle = low + (high - low) / 2;
        (reached(middle) ? high : low) = middle;
    }
    return high;
}

// Of a window whose ends are so many milliseconds away: when they pass `at`.
struct Passing
{
    qint64 out = TimeRange::End;
    qint64 in = TimeRange::End;
};

std::optional<Passing> plainPassing(const Window &window, qint64 at)
{
    const bool isCalendar = window.unit == TimeUnit::Month || window.unit == TimeUnit::Year;
    if (!isSpan(window.kind) || isCalendar)
        return std::nullopt;
    const QTimeZone none;
    const auto after = [&](std::optional<int> n) { return shiftedBack(at, -n.value_or(0), window.unit, none); };
    const qint64 n = after(window.n), m = after(window.m);
    switch (window.kind) {
    case WindowKind::Last:
        return Passing{n + 1, at};
    case WindowKind::BetweenAgo:
        return Passing{std::max(n, m) + 1, std::min(n, m)};
    case WindowKind::MoreThanAgo:
        return Passing{TimeRange::End, n + 1};
    default:
        return Passing{at + 1, at - (n - at)};
    }
}

qint64 laterThan(qint64 now, qint64 turn)
{
    return turn > now ? turn : TimeRange::End;
}

template <class Reached>
qint64 search(const Window &window, const TimeFrame &frame, qint64 at, Reached reached)
{
    if (isFixed(window.kind))
        return TimeRange::End;
    const qint64 horizon = isSpan(window.kind) ? reach(window) + std::max<qint64>(0, at - frame.now.ms)
                                               : 750 * Instant::DayMs + std::max<qint64>(0, at - frame.now.ms);
    TimeFrame then = frame;
    return firstMoment(frame.now.ms, horizon, [&](qint64 now) {
        then.now = {now};
        return reached(rangeOf(window, then));
    });
}

} // namespace

bool isFixed(WindowKind kind)
{
    return kind == WindowKind::Ever || kind == WindowKind::Before || kind == WindowKind::After ||
           kind == WindowKind::Between || kind == WindowKind::SinceEvent || kind == WindowKind::SinceFlowStart;
}

qint64 outTurn(const Window &window, const TimeFrame &frame, qint64 at)
{
    if (const auto passing = plainPassing(window, at))
        return laterThan(frame.now.ms, passing->out);
    return search(window, frame, at, [at](const TimeRange &range) { return range.from > at; });
}

qint64 inTurn(const Window &window, const TimeFrame &frame, qint64 at)
{
    if (const auto passing = plainPassing(window, at))
        return laterThan(frame.now.ms, passing->in);
    return search(window, frame, at, [at](const TimeRange &range) { return range.to >= at; });
}

qint64 nextWindowTurn(const Window &window, const TimeFrame &frame, qint64 at)
{
    return std::min(inTurn(window, frame, at), outTurn(window, frame, at));
}

qint64 nextMidnight(qint64 now, const QTimeZone &zone)
{
    return startOfDayMs(localDay(now, zone).addDays(1), zone);
}

} // namespace perennial
