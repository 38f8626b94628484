// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/zoneclock.h"

#include "core/base/instant.h"

#include <QDateTime>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

namespace perennial {

namespace {

constexpr qint64 From = daysFromCivil(1800, 1, 1) * Instant::DayMs;
constexpr qint64 To = daysFromCivil(2200, 1, 1) * Instant::DayMs;
// A stretch has 2^34 ms, 199 days: mostly no or one change.
constexpr int StretchBits = 34;

QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

ZoneClock::Period periodOf(const QTimeZone::OffsetData &change)
{
    return {change.atUtc.toMSecsSinceEpoch(), change.offsetFromUtc * Instant::SecondMs};
}

// Qt 6.4 lists changes no further than the zone's table, which mostly ends in 2037. Asked for the next one after it,
// it follows the rule.
std::vector<ZoneClock::Period> changesOf(const QTimeZone &zone)
{
    std::vector<ZoneClock::Period> changes;
    for (const QTimeZone::OffsetData &change : zone.transitions(utc(From), utc(To)))
        changes.push_back(periodOf(change));
    while (true) {
        const qint64 last = changes.empty() ? From : changes.back().since;
        const QTimeZone::OffsetData next = zone.nextTransition(utc(last + Instant::SecondMs));
        if (!next.atUtc.isValid() || periodOf(next).since <= last || periodOf(next).since >= To)
            return changes;
        changes.push_back(periodOf(next));
    }
}

} // namespace

ZoneClock::ZoneClock(const QTimeZone &zone)
    : m_periods{{std::numeric_limits<qint64>::min(), zone.offsetFromUtc(utc(From)) * Instant::SecondMs}}
{
    for (const Period &change : changesOf(zone)) {
        if (change.offset != m_periods.back().offset) // else only the abbreviation changes
            m_periods.push_back(change);
    }
    m_localStarts.push_back(std::numeric_limits<qint64>::min());
    for (size_t i = 1; i < m_periods.size(); ++i) {
        m_localEnds.push_back(m_periods[i].since + m_periods[i - 1].offset);
        m_localStarts.push_back(m_periods[i].since + m_periods[i].offset);
    }
    m_localEnds.push_back(std::numeric_limits<qint64>::max());
    indexStretches();
}

const ZoneClock &ZoneClock::of(const QTimeZone &zone)
{
    static std::mutex guard;
    static std::map<QByteArray, std::unique_ptr<const ZoneClock>> known;
    const std::lock_guard lock(guard);
    std::unique_ptr<const ZoneClock> &clock = known[zone.id()];
    if (!clock)
        clock = std::make_unique<const ZoneClock>(zone);
    return *clock;
}

void ZoneClock::indexStretches()
{
    m_stretches.push_back(0);
    if (m_periods.size() == 1)
        return;
    m_firstStretch = m_periods[1].since >> StretchBits;
    for (size_t i = 1; i < m_periods.size(); ++i) {
        const auto stretch = static_cast<size_t>((m_periods[i].since >> StretchBits) - m_firstStretch);
        m_stretches.resize(std::max(m_stretches.size(), stretch + 1), static_cast<quint16>(i - 1));
    }
}

size_t ZoneClock::periodAt(qint64 ms) const
{
    const qint64 last = static_cast<qint64>(m_stretches.size()) - 1;
    const qint64 stretch = std::clamp<qint64>((ms >> StretchBits) - m_firstStretch, 0, last);
    size_t period = m_stretches[static_cast<size_t>(stretch)];
    while (period + 1 < m_periods.size() && m_periods[period + 1].since <= ms)
        ++period;
    return period;
}

qint64 ZoneClock::offsetAt(qint64 ms) const
{
    return m_periods[periodAt(ms)].offset;
}

size_t ZoneClock::periodOfLocal(qint64 localMs) const
{
    const auto end = std::upper_bound(m_localEnds.begin(), m_localEnds.end(), localMs);
    return std::min(static_cast<size_t>(end - m_localEnds.begin()), m_periods.size() - 1);
}

qint64 ZoneClock::utcFromLocal(qint64 localMs) const
{
    const size_t period = periodOfLocal(localMs);
    const bool inGap = localMs < m_localStarts[period];
    return localMs - m_periods[inGap ? period - 1 : period].offset;
}

qint64 ZoneClock::utcFromLocal(qint64 localMs, qint64 offset) const
{
    const size_t period = periodOfLocal(localMs);
    const bool isTwice = period + 1 < m_periods.size() && localMs >= m_localStarts[period + 1];
    return isTwice && m_periods[period].offset != offset ? localMs - m_periods[period + 1].offset
                                                         : utcFromLocal(localMs);
}

qint64 ZoneClock::startOfDay(qint64 day) const
{
    const Period &period = m_periods[periodOfLocal(day * Instant::DayMs)];
    return std::max(period.since, day * Instant::DayMs - period.offset);
}

qint64 ZoneClock::nextHour(qint64 ms) const
{
    const size_t period = periodAt(ms);
    const qint64 local = ms + m_periods[period].offset;
    const qint64 passed = local % Instant::HourMs + (local % Instant::HourMs < 0 ? Instant::HourMs : 0);
    const qint64 next = ms + Instant::HourMs - passed;
    return period + 1 < m_periods.size() ? std::min(next, m_periods[period + 1].since) : next;
}

} // namespace perennial
