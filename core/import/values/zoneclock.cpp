// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/zoneclock.h"

#include "core/base/instant.h"

#include <QDateTime>

#include <algorithm>
#include <limits>

namespace perennial {

namespace {

constexpr qint64 From = daysFromCivil(1900, 1, 1) * Instant::DayMs;
constexpr qint64 To = daysFromCivil(2100, 1, 1) * Instant::DayMs;

// Qt lists transitions no further than the zone's table, which mostly ends in 2037; offsets it knows for all times.
constexpr qint64 TableEnd = daysFromCivil(2037, 1, 1) * Instant::DayMs;

struct Transition
{
    qint64 at;
    qint64 offset;
};

QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

qint64 offsetAt(const QTimeZone &zone, qint64 ms)
{
    return zone.offsetFromUtc(utc(ms)) * Instant::SecondMs;
}

// The second in (from, to] from which on the offset of `to` holds.
qint64 bisect(const QTimeZone &zone, qint64 from, qint64 to)
{
    const qint64 after = offsetAt(zone, to);
    while (to - from > Instant::SecondMs) {
        const qint64 middle = from + (to - from) / (2 * Instant::SecondMs) * Instant::SecondMs;
        (offsetAt(zone, middle) == after ? to : from) = middle;
    }
    return to;
}

std::vector<Transition> transitionsOf(const QTimeZone &zone)
{
    std::vector<Transition> transitions;
    for (const QTimeZone::OffsetData &data : zone.transitions(utc(From), utc(To)))
        transitions.push_back({data.atUtc.toMSecsSinceEpoch(), data.offsetFromUtc * Instant::SecondMs});
    constexpr qint64 Step = 28 * Instant::DayMs;
    const qint64 listedTo = transitions.empty() ? TableEnd : std::max(TableEnd, transitions.back().at);
    for (qint64 at = listedTo; at < To; at += Step)
        if (offsetAt(zone, at) != offsetAt(zone, at + Step))
            transitions.push_back({bisect(zone, at, at + Step), offsetAt(zone, at + Step)});
    return transitions;
}

} // namespace

ZoneClock::ZoneClock(const QTimeZone &zone)
    : m_zone(zone)
{
    qint64 offset = offsetAt(zone, From);
    m_localStarts.push_back(std::numeric_limits<qint64>::min());
    for (const Transition &transition : transitionsOf(zone)) {
        if (transition.offset == offset)
            continue; // only the abbreviation changes
        m_localEnds.push_back(transition.at + offset);
        m_localStarts.push_back(transition.at + transition.offset);
        m_offsets.push_back(offset);
        offset = transition.offset;
    }
    m_localEnds.push_back(std::numeric_limits<qint64>::max());
    m_offsets.push_back(offset);
}

qint64 ZoneClock::utcFromLocal(qint64 localMs) const
{
    const auto end = std::upper_bound(m_localEnds.begin(), m_localEnds.end(), localMs);
    const size_t period = std::min(static_cast<size_t>(end - m_localEnds.begin()), m_offsets.size() - 1);
    const bool inGap = localMs < m_localStarts[period];
    return localMs - m_offsets[inGap ? period - 1 : period];
}

} // namespace perennial
