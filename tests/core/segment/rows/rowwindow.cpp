// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/rowwindow.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>

namespace perennial {

namespace {

constexpr qint64 HourMs = 3'600'000;
constexpr qint64 DayMs = 24 * HourMs;
constexpr qint64 Beginning = std::numeric_limits<qint64>::min();
constexpr qint64 End = std::numeric_limits<qint64>::max();

qint64 offsetAt(qint64 ms, const QTimeZone &zone)
{
    return 1000LL * zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
}

qint64 clockMs(qint64 ms, const QTimeZone &zone)
{
    return ms + offsetAt(ms, zone);
}

// The moments at which the clocks show this, by what they are ahead of UTC a day or so before and after.
std::vector<qint64> momentsShowing(qint64 clock, const QTimeZone &zone)
{
    constexpr qint64 around = DayMs + 2 * HourMs;
    std::vector<qint64> moments;
    for (const qint64 offset : {offsetAt(clock - around, zone), offsetAt(clock + around, zone)}) {
        if (clockMs(clock - offset, zone) == clock)
            moments.push_back(clock - offset);
    }
    std::ranges::sort(moments);
    return moments;
}

qint64 daysSinceEpoch(qint64 ms, const QTimeZone &zone)
{
    const qint64 clock = clockMs(ms, zone);
    return clock >= 0 ? clock / DayMs : -((DayMs - 1 - clock) / DayMs);
}

qint64 searchFirstMoment(qint64 day, const QTimeZone &zone)
{
    if (const auto midnights = momentsShowing(day * DayMs, zone); !midnights.empty())
        return midnights.front();
    qint64 before = day * DayMs - 2 * DayMs, after = day * DayMs + 2 * DayMs;
    while (after - before > 1) {
        const qint64 middle = before + (after - before) / 2;
        (daysSinceEpoch(middle, zone) >= day ? after : before) = middle;
    }
    return after;
}

QDate monthsLater(const QDate &day, qint64 months)
{
    const qint64 count = day.year() * 12LL + day.month() - 1 + months;
    const int year = static_cast<int>(count / 12), month = static_cast<int>(count % 12) + 1;
    return {year, month, std::min(day.day(), QDate(year, month, 1).daysInMonth())};
}

RowSpan daysFrom(const QDate &first, const QDate &afterLast, const QTimeZone &zone)
{
    return {firstMomentOf(first, zone), firstMomentOf(afterLast, zone) - 1};
}

// The `earlier`th month, quarter or year before the one of today, by its length in months.
RowSpan monthsSpan(const QDate &today, int length, int earlier, const QTimeZone &zone)
{
    const int month = (today.month() - 1) / length * length + 1;
    const QDate start = monthsLater(QDate(today.year(), month, 1), -length * earlier);
    return daysFrom(start, monthsLater(start, length), zone);
}

RowSpan calendarSpan(WindowKind kind, const RowQuestion &question)
{
    const QTimeZone &zone = question.zone;
    const QDate today = calendarDay(question.now, zone);
    QDate week = today;
    while (week.dayOfWeek() != question.weekStart)
        week = week.addDays(-1);
    switch (kind) {
    case WindowKind::Today:
        return daysFrom(today, today.addDays(1), zone);
    case WindowKind::Yesterday:
        return daysFrom(today.addDays(-1), today, zone);
    case WindowKind::ThisWeek:
        return daysFrom(week, week.addDays(7), zone);
    case WindowKind::LastWeek:
        return daysFrom(week.addDays(-7), week, zone);
    case WindowKind::ThisMonth:
        return monthsSpan(today, 1, 0, zone);
    case WindowKind::LastMonth:
        return monthsSpan(today, 1, 1, zone);
    case WindowKind::ThisQuarter:
        return monthsSpan(today, 3, 0, zone);
    case WindowKind::LastQuarter:
        return monthsSpan(today, 3, 1, zone);
    case WindowKind::ThisYear:
        return monthsSpan(today, 12, 0, zone);
    case WindowKind::LastYear:
        return monthsSpan(today, 12, 1, zone);
    default:
        qFatal("no calendar window");
    }
}

// A day is meant whole.
qint64 lastMomentOf(const QString &text, const QTimeZone &zone)
{
    if (text.size() == 10)
        return firstMomentOf(QDate::fromString(text, Qt::ISODate).addDays(1), zone) - 1;
    return *momentOf(text, zone);
}

std::optional<RowSpan> sinceEvent(const QString &metric, const RowQuestion &question, const RowPerson &person)
{
    std::optional<RowSpan> span;
    for (const RowEvent &event : person.events) {
        if (event.metric == metric && event.at <= question.now)
            span = RowSpan{event.at, question.now};
    }
    return span;
}

} // namespace

QDate calendarDay(qint64 ms, const QTimeZone &zone)
{
    return QDate(1970, 1, 1).addDays(daysSinceEpoch(ms, zone));
}

qint64 firstMomentOf(const QDate &day, const QTimeZone &zone)
{
    static QHash<std::pair<QByteArray, qint64>, qint64> known;
    const qint64 number = QDate(1970, 1, 1).daysTo(day);
    const std::pair key(zone.id(), number);
    if (!known.contains(key))
        known[key] = searchFirstMoment(number, zone);
    return known[key];
}

qint64 movedBy(qint64 ms, qint64 n, TimeUnit unit, const QTimeZone &zone)
{
    switch (unit) {
    case TimeUnit::Minute:
        return ms + n * HourMs / 60;
    case TimeUnit::Hour:
        return ms + n * HourMs;
    case TimeUnit::Day:
        return ms + n * DayMs;
    case TimeUnit::Week:
        return ms + n * 7 * DayMs;
    case TimeUnit::Month:
    case TimeUnit::Year:
        break;
    }
    const QDate day = monthsLater(calendarDay(ms, zone), unit == TimeUnit::Year ? 12 * n : n);
    const qint64 timeOfDay = clockMs(ms, zone) - daysSinceEpoch(ms, zone) * DayMs;
    const qint64 clock = QDate(1970, 1, 1).daysTo(day) * DayMs + timeOfDay;
    const auto moments = momentsShowing(clock, zone);
    if (moments.empty()) // the clocks leap over it
        return clock - offsetAt(clock - DayMs - 2 * HourMs, zone);
    const bool firstIsAlike = offsetAt(moments.front(), zone) == offsetAt(ms, zone);
    return firstIsAlike ? moments.front() : moments.back();
}

std::optional<qint64> momentOf(const QString &text, const QTimeZone &zone)
{
    if (text.size() == 10) {
        const QDate day = QDate::fromString(text, Qt::ISODate);
        return day.isValid() ? std::optional(firstMomentOf(day, zone)) : std::nullopt;
    }
    const QDateTime moment = QDateTime::fromString(text, Qt::ISODateWithMs);
    const bool hasOffset = moment.timeSpec() == Qt::UTC || moment.timeSpec() == Qt::OffsetFromUTC;
    return moment.isValid() && hasOffset ? std::optional(moment.toMSecsSinceEpoch()) : std::nullopt;
}

std::optional<RowSpan> spanOf(const Window &window, const RowQuestion &question, const RowPerson &person)
{
    const qint64 now = question.now, n = window.n.value_or(0), m = window.m.value_or(0);
    const auto moved = [&](qint64 by) { return movedBy(now, by, window.unit, question.zone); };
    switch (window.kind) {
    case WindowKind::Ever:
        return RowSpan();
    case WindowKind::SinceFlowStart:
        return RowSpan{question.journey->start + 1, now};
    case WindowKind::Last:
        return RowSpan{moved(-n), now};
    case WindowKind::BetweenAgo:
        return RowSpan{moved(-std::max(n, m)), moved(-std::min(n, m))};
    case WindowKind::MoreThanAgo:
        return RowSpan{Beginning, moved(-n) - 1};
    case WindowKind::Next:
        return RowSpan{now, moved(n)};
    case WindowKind::Before:
        return RowSpan{Beginning, *momentOf(window.to, question.zone) - 1};
    case WindowKind::After:
        return RowSpan{*momentOf(window.from, question.zone), End};
    case WindowKind::Between:
        return RowSpan{*momentOf(window.from, question.zone), lastMomentOf(window.to, question.zone)};
    case WindowKind::SinceEvent:
        return sinceEvent(window.metric, question, person);
    default:
        return calendarSpan(window.kind, question);
    }
}

std::optional<RowSpan> pastSpanOf(const Window &window, const RowQuestion &question, const RowPerson &person)
{
    auto span = spanOf(window, question, person);
    if (span)
        span->to = std::min(span->to, question.now);
    return span;
}

bool liesIn(qint64 ms, const RowSpan &span, const Window &window, const QTimeZone &zone)
{
    if (ms < span.from || ms > span.to)
        return false;
    if (!window.weekdays.empty() && std::ranges::count(window.weekdays, calendarDay(ms, zone).dayOfWeek()) == 0)
        return false;
    if (!window.fromHour && !window.toHour)
        return true;
    const qint64 hour = (clockMs(ms, zone) - daysSinceEpoch(ms, zone) * DayMs) / HourMs;
    const int from = window.fromHour.value_or(0), to = window.toHour.value_or(24);
    return from < to ? from <= hour && hour < to : hour >= from || hour < to;
}

bool hasAnniversaryIn(qint64 ms, const RowSpan &span, const QTimeZone &zone)
{
    if (span.from > span.to)
        return false;
    if (span.from == Beginning || span.to == End)
        return true;
    const QDate born = calendarDay(ms, zone), first = calendarDay(span.from, zone), last = calendarDay(span.to, zone);
    for (int year = first.year(); year <= last.year(); ++year) {
        QDate day(year, born.month(), born.day());
        if (!day.isValid())
            day = QDate(year, 2, 28);
        if (day >= first && day <= last)
            return true;
    }
    return false;
}

} // namespace perennial
