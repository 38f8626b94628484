// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/timereader.h"

namespace perennial {

void TimeStyleProbe::add(std::string_view cell)
{
    const std::optional<SlashedDate> date = slashedDate(cell);
    if (!date)
        return;
    if (date->first > 12)
        ++m_seen.dayFirst;
    else if (date->second > 12)
        ++m_seen.monthFirst;
    else if (date->first != date->second)
        ++m_seen.open;
}

TimeStyle TimeStyleProbe::style() const
{
    TimeStyle style = m_seen;
    if (style.dayFirst != style.monthFirst)
        style.order = style.dayFirst > style.monthFirst ? DateOrder::DayMonth : DateOrder::MonthDay;
    return style;
}

TimeStyle timeStyleOf(std::span<const std::string_view> cells)
{
    TimeStyleProbe probe;
    for (const std::string_view cell : cells)
        probe.add(cell);
    return probe.style();
}

TimeReader::TimeReader(const TimeStyle &style, const QTimeZone &zone)
    : m_order(style.order)
    , m_clock(&ZoneClock::of(zone))
{
}

std::optional<ParsedTime> TimeReader::read(std::string_view cell) const
{
    if (const std::optional<WrittenTime> time = readIsoTime(cell))
        return placed(*time);
    if (const std::optional<WrittenTime> time = readWrittenTime(cell, m_order))
        return placed(*time);
    return std::nullopt;
}

ParsedTime TimeReader::placed(const WrittenTime &time) const
{
    if (time.offsetMinutes)
        return {{time.localMs - *time.offsetMinutes * qint64{60'000}}, true, time.dateOnly};
    return {{m_clock->utcFromLocal(time.localMs)}, false, time.dateOnly};
}

bool isPlausible(Instant at, Instant now)
{
    constexpr qint64 Earliest = daysFromCivil(1990, 1, 1) * Instant::DayMs;
    return at.ms >= Earliest && at.ms <= now.ms + Instant::DayMs;
}

} // namespace perennial
