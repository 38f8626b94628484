// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/clocktest.h"

#include <algorithm>

namespace perennial {

namespace {

bool isWithin(int hour, int from, int to)
{
    return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

} // namespace

ClockTest::ClockTest(const Window &window, const QTimeZone &zone)
{
    if (window.weekdays.empty() && !window.fromHour && !window.toHour)
        return;
    const int from = window.fromHour.value_or(0), to = window.toHour.value_or(24);
    for (int day = 0; day < 7; ++day) {
        const bool dayCounts = window.weekdays.empty() || std::ranges::count(window.weekdays, day + 1) > 0;
        for (int hour = 0; hour < 24; ++hour)
            m_hours[static_cast<size_t>(day)][static_cast<size_t>(hour)] = dayCounts && isWithin(hour, from, to);
    }
    m_clock = &ZoneClock::of(zone);
}

bool ClockTest::passes(qint64 ms) const
{
    if (isOpen())
        return true;
    const qint64 local = m_clock->localFromUtc(ms), day = daysFromMs(local);
    const qint64 hour = (local - day * Instant::DayMs) / Instant::HourMs;
    // The first of January 1970 was a Thursday.
    const qint64 weekday = ((day + 3) % 7 + 7) % 7;
    return m_hours[static_cast<size_t>(weekday)][static_cast<size_t>(hour)];
}

std::optional<qint64> ClockTest::nextTurn(qint64 ms) const
{
    if (isOpen())
        return std::nullopt;
    // An hour of a week may be left out once, where the clocks go forward.
    constexpr qint64 soon = 15 * Instant::DayMs;
    const bool now = passes(ms);
    for (qint64 at = m_clock->nextHour(ms); at < ms + soon; at = m_clock->nextHour(at)) {
        if (passes(at) != now)
            return at;
    }
    return std::nullopt;
}

} // namespace perennial
