// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/window.h"

#include "core/segment/document/journey.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr qint64 MinuteMs = 60'000;

qint64 fixedMs(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Minute:
        return MinuteMs;
    case TimeUnit::Hour:
        return Instant::HourMs;
    case TimeUnit::Day:
        return Instant::DayMs;
    case TimeUnit::Week:
        return 7 * Instant::DayMs;
    case TimeUnit::Month:
    case TimeUnit::Year:
        break;
    }
    return 0;
}

// [first, last], whole days of the zone.
TimeRange wholeDays(const QDate &first, const QDate &last, const QTimeZone &zone)
{
    return {startOfDayMs(first, zone), startOfDayMs(last.addDays(1), zone) - 1};
}

QDate weekOf(const QDate &day, int weekStart)
{
    return day.addDays(-((day.dayOfWeek() - weekStart + 7) % 7));
}

QDate quarterOf(const QDate &day)
{
    return {day.year(), (day.month() - 1) / 3 * 3 + 1, 1};
}

TimeRange calendarRange(WindowKind kind, const TimeFrame &frame)
{
    const QDate today = localDay(frame.now.ms, frame.zone);
    const QDate week = weekOf(today, frame.weekStart), month(today.year(), today.month(), 1),
                quarter = quarterOf(today);
    const auto days = [&](const QDate &first, const QDate &next) {
        return wholeDays(first, next.addDays(-1), frame.zone);
    };
    switch (kind) {
    case WindowKind::Today:
        return days(today, today.addDays(1));
    case WindowKind::Yesterday:
        return days(today.addDays(-1), today);
    case WindowKind::ThisWeek:
        return days(week, week.addDays(7));
    case WindowKind::LastWeek:
        return days(week.addDays(-7), week);
    case WindowKind::ThisMonth:
        return days(month, month.addMonths(1));
    case WindowKind::LastMonth:
        return days(month.addMonths(-1), month);
    case WindowKind::ThisQuarter:
        return days(quarter, quarter.addMonths(3));
    case WindowKind::LastQuarter:
        return days(quarter.addMonths(-3), quarter);
    case WindowKind::ThisYear:
        return days(QDate(today.year(), 1, 1), QDate(today.year() + 1, 1, 1));
    case WindowKind::LastYear:
        return days(QDate(today.year() - 1, 1, 1), QDate(today.year(), 1, 1));
    default:
        return {};
    }
}

std::optional<QDate> dayOf(const QString &text)
{
    const QDate day = QDate::fromString(text, Qt::ISODate);
    return text.size() == 10 && day.isValid() ? std::optional(day) : std::nullopt;
}

qint64 startMs(const QString &text, const QTimeZone &zone)
{
    if (const auto day = dayOf(text))
        return startOfDayMs(*day, zone);
    const auto instant = Instant::fromIso(text);
    return instant ? instant->ms : 0;
}

// The last moment that belongs to `text`: a day is meant whole.
qint64 endMs(const QString &text, const QTimeZone &zone)
{
    const auto day = dayOf(text);
    return day ? startOfDayMs(day->addDays(1), zone) - 1 : startMs(text, zone);
}

} // namespace

QDate localDay(qint64 ms, const QTimeZone &zone)
{
    return QDate(1970, 1, 1).addDays(daysFromMs(ZoneClock::of(zone).localFromUtc(ms)));
}

qint64 startOfDayMs(const QDate &day, const QTimeZone &zone)
{
    return ZoneClock::of(zone).startOfDay(QDate(1970, 1, 1).daysTo(day));
}

qint64 shiftedBack(qint64 ms, int n, TimeUnit unit, const QTimeZone &zone)
{
    if (const qint64 fixed = fixedMs(unit))
        return ms - n * fixed;
    return monthsBack(ms, unit == TimeUnit::Month ? n : qint64(12) * n, ZoneClock::of(zone));
}

qint64 monthsBack(qint64 ms, qint64 months, const ZoneClock &clock)
{
    const qint64 offset = clock.offsetAt(ms), local = ms + offset, days = daysFromMs(local);
    const CivilDate date = civilFromDays(days);
    constexpr qint64 furthest = 12 * 100'000'000;
    const qint64 all = date.year * 12 + date.month - 1 - std::clamp(months, -furthest, furthest);
    const qint64 year = all / 12 - (all % 12 < 0);
    const int month = static_cast<int>(all - year * 12) + 1;
    const qint64 first = daysFromCivil(year, month, 1);
    const qint64 length = daysFromCivil(year + month / 12, month % 12 + 1, 1) - first;
    const qint64 day = first + std::min<qint64>(date.day, length) - 1;
    return clock.utcFromLocal(day * Instant::DayMs + local - days * Instant::DayMs, offset);
}

TimeRange rangeOf(const Window &window, const TimeFrame &frame)
{
    const auto ago = [&](int n) { return shiftedBack(frame.now.ms, n, window.unit, frame.zone); };
    const int n = window.n.value_or(0), m = window.m.value_or(0);
    switch (window.kind) {
    case WindowKind::Ever:
    case WindowKind::SinceEvent:
        return {};
    case WindowKind::SinceFlowStart:
        return {frame.journey ? frame.journey->start + 1 : frame.now.ms + 1, frame.now.ms};
    case WindowKind::Last:
        return {ago(n), frame.now.ms};
    case WindowKind::BetweenAgo:
        return {ago(std::max(n, m)), ago(std::min(n, m))};
    case WindowKind::MoreThanAgo:
        return {TimeRange::Start, ago(n) - 1};
    case WindowKind::Next:
        return {frame.now.ms, ago(-n)};
    case WindowKind::Before:
        return {TimeRange::Start, startMs(window.to, frame.zone) - 1};
    case WindowKind::After:
        return {startMs(window.from, frame.zone), TimeRange::End};
    case WindowKind::Between:
        return {startMs(window.from, frame.zone), endMs(window.to, frame.zone)};
    default:
        return calendarRange(window.kind, frame);
    }
}

bool isFinished(const Window &window)
{
    switch (window.kind) {
    case WindowKind::Last:
    case WindowKind::MoreThanAgo:
    case WindowKind::Next:
        return window.n.has_value();
    case WindowKind::BetweenAgo:
        return window.n && window.m;
    case WindowKind::Before:
        return !window.to.isEmpty();
    case WindowKind::After:
        return !window.from.isEmpty();
    case WindowKind::Between:
        return !window.from.isEmpty() && !window.to.isEmpty();
    case WindowKind::SinceEvent:
        return !window.metric.isEmpty();
    default:
        return true;
    }
}

bool isDateText(const QString &text)
{
    return dayOf(text) || Instant::fromIso(text);
}

} // namespace perennial
