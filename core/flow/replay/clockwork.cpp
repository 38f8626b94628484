// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/clockwork.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr qint64 MinuteMs = 60'000;
const QString UsualProperty = QStringLiteral("timezone");

int weekdayOf(qint64 day)
{
    // 1970-01-01 was a Thursday.
    return static_cast<int>(((day + 3) % 7 + 7) % 7) + 1;
}

bool isAllowed(const std::vector<int> &weekdays, qint64 day)
{
    return weekdays.empty() || std::ranges::find(weekdays, weekdayOf(day)) != weekdays.end();
}

// A time of the wall clock, in milliseconds of its day, on the first allowed day on which it is not before `from`.
qint64 nextTime(qint64 from, qint64 timeOfDay, const std::vector<int> &weekdays, const ZoneClock &clock)
{
    constexpr qint64 NoOffset = std::numeric_limits<qint64>::max();
    const qint64 today = daysFromMs(clock.localFromUtc(from));
    for (qint64 day = today - 1; day <= today + 15; ++day) {
        const qint64 local = day * Instant::DayMs + timeOfDay;
        if (!isAllowed(weekdays, day))
            continue;
        for (const qint64 at : {clock.utcFromLocal(local), clock.utcFromLocal(local, NoOffset)}) {
            if (at >= from)
                return at;
        }
    }
    return from;
}

} // namespace

qint64 nextClock(qint64 from, ClockTime time, const std::vector<int> &weekdays, const QTimeZone &zone)
{
    return nextTime(from, time.minutes * MinuteMs, weekdays, ZoneClock::of(zone));
}

qint64 delayEnd(const DelayNode &delay, qint64 begin, const QTimeZone &zone)
{
    const qint64 end = shiftedBack(begin, -delay.span.n, delay.span.unit, zone);
    if (delay.until)
        return nextClock(end, *delay.until, delay.weekdays, zone);
    const ZoneClock &clock = ZoneClock::of(zone);
    const qint64 local = clock.localFromUtc(end), day = daysFromMs(local);
    if (isAllowed(delay.weekdays, day))
        return end;
    return nextTime(end, local - day * Instant::DayMs, delay.weekdays, clock);
}

bool isQuiet(const QuietHours &quiet, qint64 now, const QTimeZone &zone)
{
    const qint64 local = ZoneClock::of(zone).localFromUtc(now);
    const qint64 minute = (local - daysFromMs(local) * Instant::DayMs) / MinuteMs;
    const bool isAfter = minute >= quiet.from.minutes, isBefore = minute < quiet.to.minutes;
    return quiet.from.minutes <= quiet.to.minutes ? isAfter && isBefore : isAfter || isBefore;
}

PersonZones::PersonZones(const ProfileTable &table, const QString &property, const QTimeZone &flowZone)
    : m_flowZone(flowZone)
{
    const PropertyColumn *column = table.property(property.isEmpty() ? UsualProperty : property);
    if (!column || column->type != ValueType::Text)
        return;
    m_column = column;
    for (const QByteArray &text : column->texts) {
        const auto zone = text.isEmpty() ? std::nullopt : zoneNamed(QString::fromUtf8(text));
        m_byCode.push_back(zone.value_or(flowZone));
    }
}

const QTimeZone &PersonZones::zoneOf(ClockOf clock, quint32 person, qint64 now) const
{
    if (clock == ClockOf::Flow || !m_column)
        return m_flowZone;
    const auto rows = std::ranges::equal_range(m_column->histories, person, {}, &PropertyColumn::Earlier::person);
    const PropertyColumn::Raw raw =
        rows.begin() == rows.end() ? m_column->rawAt(person) : PropertyColumn::inForce(rows.begin(), rows.end(), now);
    return m_byCode[static_cast<size_t>(raw)];
}

} // namespace perennial
