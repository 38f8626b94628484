// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/schedule/schedule.h"

#include "core/base/zoneclock.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace perennial {

namespace {

constexpr qint64 MinuteMs = 60'000;
constexpr int DaysOfAWeek = 7;
constexpr int MostCounted = 10'000;
constexpr std::array Weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<Schedule> notASchedule(const QString &text)
{
    return failure(ErrorKind::Invalid,
                   tr("“%1” is no schedule. Write “hourly :15”, “daily 10:00 Europe/London” or “weekly mon 09:30 "
                      "America/New_York”.")
                       .arg(text));
}

// Monday is 1; 1970-01-01 was a Thursday.
int weekdayOf(qint64 day)
{
    constexpr qint64 Thursday = 3;
    return static_cast<int>(((day + Thursday) % DaysOfAWeek + DaysOfAWeek) % DaysOfAWeek) + 1;
}

int weekdayNamed(const QString &name)
{
    const auto found = std::ranges::find(Weekdays, name.left(3));
    return found == Weekdays.end() ? 0 : static_cast<int>(found - Weekdays.begin()) + 1;
}

} // namespace

Result<Schedule> Schedule::parse(const QString &text)
{
    static const QRegularExpression hourly(QStringLiteral("^hourly(?:\\s+:?([0-5]\\d))?$"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression daily(
        QStringLiteral("^(daily|weekly\\s+(\\w+))\\s+([01]?\\d|2[0-3]):([0-5]\\d)(?:\\s+(\\S+))?$"),
        QRegularExpression::CaseInsensitiveOption);
    Schedule made;
    const QString words = text.simplified();
    if (const auto match = hourly.match(words); match.hasMatch()) {
        made.m_every = Every::Hour;
        made.m_minute = match.captured(1).toInt();
        return made;
    }
    const auto match = daily.match(words);
    if (!match.hasMatch())
        return notASchedule(text);
    if (const QString weekday = match.captured(2).toLower(); !weekday.isEmpty()) {
        made.m_every = Every::Week;
        made.m_weekday = weekdayNamed(weekday);
        if (made.m_weekday == 0)
            return notASchedule(text);
    }
    made.m_minute = match.captured(3).toInt() * 60 + match.captured(4).toInt();
    if (const QString name = match.captured(5); !name.isEmpty()) {
        const auto zone = zoneNamed(name);
        if (!zone)
            return failure(ErrorKind::Invalid, tr("There is no time zone named “%1”.").arg(name));
        made.m_zone = *zone;
    }
    return made;
}

QString Schedule::toText() const
{
    const QString time =
        QStringLiteral("%1:%2").arg(m_minute / 60, 2, 10, QLatin1Char('0')).arg(m_minute % 60, 2, 10, QLatin1Char('0'));
    const QString zone = QString::fromLatin1(m_zone.id());
    switch (m_every) {
    case Every::Hour:
        return QStringLiteral("hourly :%1").arg(m_minute, 2, 10, QLatin1Char('0'));
    case Every::Day:
        return QStringLiteral("daily %1 %2").arg(time, zone);
    case Every::Week:
        break;
    }
    return QStringLiteral("weekly %1 %2 %3")
        .arg(QLatin1String(Weekdays.at(static_cast<size_t>(m_weekday - 1))), time, zone);
}

qint64 Schedule::dayOf(Instant at) const
{
    return daysFromMs(ZoneClock::of(m_zone).localFromUtc(at.ms));
}

bool Schedule::isOn(qint64 day) const
{
    return m_every == Every::Day || weekdayOf(day) == m_weekday;
}

Instant Schedule::onDay(qint64 day) const
{
    return {ZoneClock::of(m_zone).utcFromLocal(day * Instant::DayMs + m_minute * MinuteMs)};
}

Instant Schedule::next(Instant after) const
{
    if (m_every == Every::Hour) {
        const qint64 minute = m_minute * MinuteMs;
        const qint64 hours = (after.ms - minute) / Instant::HourMs;
        Instant at{hours * Instant::HourMs + minute};
        while (at <= after)
            at.ms += Instant::HourMs;
        return at;
    }
    for (qint64 day = dayOf(after) - 1;; ++day) {
        if (!isOn(day))
            continue;
        if (const Instant at = onDay(day); at > after)
            return at;
    }
}

std::vector<Instant> Schedule::next(Instant after, int count) const
{
    std::vector<Instant> moments;
    for (int i = 0; i < count; ++i)
        moments.push_back(after = next(after));
    return moments;
}

Instant Schedule::last(Instant now) const
{
    if (m_every == Every::Hour) {
        Instant at = next(now);
        at.ms -= Instant::HourMs;
        return at;
    }
    for (qint64 day = dayOf(now) + 1;; --day) {
        if (!isOn(day))
            continue;
        if (const Instant at = onDay(day); at <= now)
            return at;
    }
}

int Schedule::between(Instant since, Instant until) const
{
    int count = 0;
    for (Instant at = next(since); at <= until && count < MostCounted; at = next(at))
        ++count;
    return count;
}

DueMoments dueSince(const Schedule &schedule, Instant since, Instant now)
{
    const Instant last = schedule.last(now);
    if (last <= since)
        return {};
    return {last, schedule.between(since, last) - 1};
}

} // namespace perennial
