// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/spanshift.h"

#include <QDateTime>

#include <algorithm>

namespace perennial {

namespace {

QDateTime firstReckoned()
{
    return {QDate(1970, 1, 1), QTime(), Qt::UTC};
}

// Qt lists a zone's changes of clocks until 2037 only.
QDateTime lastReckoned()
{
    return {QDate(2037, 1, 1), QTime(), Qt::UTC};
}

int daysIn(qint64 year, int month)
{
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap ? 29 : days[month - 1];
}

// The day `months` earlier; where it does not exist the month's last.
qint64 daysEarlier(qint64 days, qint64 months)
{
    // After Howard Hinnant's civil_from_days; days are not before 1970 here.
    const qint64 shifted = days + 719468, era = shifted / 146097, dayOfEra = shifted % 146097;
    const qint64 yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const qint64 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const qint64 marchMonth = (5 * dayOfYear + 2) / 153;
    const int day = static_cast<int>(dayOfYear - (153 * marchMonth + 2) / 5 + 1);
    const qint64 month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    const qint64 all = (yearOfEra + era * 400 + (month <= 2)) * 12 + month - 1 - months;
    const qint64 year = all / 12;
    const int newMonth = static_cast<int>(all % 12) + 1;
    return daysFromCivil(year, newMonth, std::min(day, daysIn(year, newMonth)));
}

} // namespace

SpanShift::SpanShift(int n, TimeUnit unit, const QTimeZone &zone)
    : m_n(n)
    , m_unit(unit)
    , m_zone(zone)
{
    if (unit != TimeUnit::Month && unit != TimeUnit::Year) {
        m_fixed = -shiftedBack(0, n, unit, zone);
        return;
    }
    m_months = unit == TimeUnit::Month ? n : qint64(12) * n;
    constexpr qint64 mostReckoned = 1200;
    if (std::abs(m_months) > mostReckoned)
        return;
    m_offsets.push_back({firstReckoned().toMSecsSinceEpoch(), zone.offsetFromUtc(firstReckoned()) * Instant::SecondMs});
    for (const auto &change : zone.transitions(firstReckoned(), lastReckoned()))
        m_offsets.push_back({change.atUtc.toMSecsSinceEpoch(), change.offsetFromUtc * Instant::SecondMs});
    m_offsets.push_back({lastReckoned().toMSecsSinceEpoch(), 0});
}

std::optional<qint64> SpanShift::steadyOffset(qint64 ms) const
{
    constexpr qint64 margin = 2 * Instant::DayMs;
    const auto next = std::ranges::upper_bound(m_offsets, ms, {}, &Offset::from);
    if (next == m_offsets.begin() || next == m_offsets.end())
        return std::nullopt;
    const Offset &here = *std::prev(next);
    return ms - here.from > margin && next->from - ms > margin ? std::optional(here.ms) : std::nullopt;
}

qint64 SpanShift::byCalendar(qint64 ms) const
{
    const auto asked = [&] { return shiftedBack(ms, m_n, m_unit, m_zone); };
    const auto offset = steadyOffset(ms);
    if (!offset)
        return asked();
    const qint64 local = ms + *offset;
    const qint64 days = daysEarlier(local / Instant::DayMs, m_months);
    const qint64 shifted = days * Instant::DayMs + local % Instant::DayMs;
    const auto there = steadyOffset(shifted);
    return there ? shifted - *there : asked();
}

} // namespace perennial
