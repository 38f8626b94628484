// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/clocktest.h"

#include <QDateTime>

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
    const QDateTime first = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC), last(QDate(2150, 1, 1), QTime(), Qt::UTC);
    m_offsets.push_back({TimeRange::Start, zone.offsetFromUtc(first) * Instant::SecondMs});
    for (const auto &change : zone.transitions(first, last))
        m_offsets.push_back({change.atUtc.toMSecsSinceEpoch(), change.offsetFromUtc * Instant::SecondMs});
}

qint64 ClockTest::offsetAt(qint64 ms) const
{
    return std::prev(std::ranges::upper_bound(m_offsets, ms, {}, &Offset::from))->ms;
}

bool ClockTest::passes(qint64 ms) const
{
    if (isOpen())
        return true;
    const qint64 local = ms + offsetAt(ms);
    const qint64 day = local / Instant::DayMs - (local % Instant::DayMs < 0);
    const qint64 hour = (local - day * Instant::DayMs) / Instant::HourMs;
    // The first of January 1970 was a Thursday.
    const qint64 weekday = ((day + 3) % 7 + 7) % 7;
    return m_hours[static_cast<size_t>(weekday)][static_cast<size_t>(hour)];
}

} // namespace perennial
