// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqlclock.h"

#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltext.h"

#include <QDate>

#include <algorithm>

namespace perennial {

namespace {

// The days of the year of an anniversary's window as 'MM-DD'.
QStringList monthDays(const TimeRange &range, const QTimeZone &zone)
{
    QStringList days;
    const QDate last = localDay(range.to, zone);
    for (QDate day = localDay(range.from, zone); day <= last; day = day.addDays(1)) {
        days.append(sqlText(day.toString(QStringLiteral("MM-dd"))));
        if (day.month() == 2 && day.day() == 28 && !QDate::isLeapYear(day.year()))
            days.append(sqlText(QStringLiteral("02-29")));
    }
    return days;
}

// What holds of any day's name 'MM-DD'; `known` is NULL where there is none.
QString anniversary(const QString &monthDay, const QString &known, const Window &window, const TimeFrame &frame)
{
    const TimeRange range = rangeOf(window, frame);
    const bool endless = range.from == TimeRange::Start || range.to == TimeRange::End;
    if (range.isEmpty())
        return QStringLiteral("CASE WHEN %1 IS NOT NULL THEN 0 END").arg(known);
    if (endless || range.to - range.from > 366 * Instant::DayMs)
        return QStringLiteral("(%1 IS NOT NULL OR NULL)").arg(known);
    return QStringLiteral("%1 IN (%2)").arg(monthDay, monthDays(range, frame.zone).join(QStringLiteral(", ")));
}

// What a window says of the weekday and the hour, given as strftime() writes them. Empty where it says nothing.
QString clockTest(const Window &window, const QString &weekday, const QString &hour)
{
    QStringList parts;
    if (!window.weekdays.empty()) {
        QStringList days;
        for (const int day : window.weekdays)
            days.append(QStringLiteral("'%1'").arg(day % 7));
        parts.append(QStringLiteral("%1 IN (%2)").arg(weekday, days.join(QStringLiteral(", "))));
    }
    const int from = window.fromHour.value_or(0), to = window.toHour.value_or(24);
    const auto bound = [&](const char *sign, int limit) {
        return QStringLiteral("%1 %2 '%3'")
            .arg(hour, QLatin1String(sign), QString::number(limit).rightJustified(2, u'0'));
    };
    const QString after = bound(">=", from), before = bound("<", to);
    if (from >= to)
        parts.append(QStringLiteral("(%1 OR %2)").arg(after, before));
    else if (from > 0 || to < 24)
        parts.append(from == 0 ? before : to == 24 ? after : after + QStringLiteral(" AND ") + before);
    return parts.join(QStringLiteral(" AND "));
}

// The hour a day begins with: 00, but where the clocks leap over midnight, as they do for some days of the range.
QString firstHour(const QString &day, const TimeRange &range, const QTimeZone &zone)
{
    QString odd;
    const std::vector<ZoneClock::Period> &periods = ZoneClock::of(zone).periods();
    for (size_t i = 1; i < periods.size(); ++i) {
        const qint64 at = periods[i].since, before = at + periods[i - 1].offset, after = at + periods[i].offset;
        const qint64 midnight = daysFromMs(after) * Instant::DayMs;
        if (before <= midnight && after >= midnight + Instant::HourMs && at >= range.from && at <= range.to)
            odd += QStringLiteral(" WHEN '%1' THEN '%2'")
                       .arg(localDay(at, zone).toString(Qt::ISODate),
                            QString::number((after - midnight) / Instant::HourMs).rightJustified(2, u'0'));
    }
    return odd.isEmpty() ? QStringLiteral("'00'") : QStringLiteral("CASE %1%2 ELSE '00' END").arg(day, odd);
}

// The first day that begins at the moment or later.
QDate firstDayFrom(qint64 ms, const QTimeZone &zone)
{
    QDate day = localDay(ms, zone);
    while (startOfDayMs(day, zone) < ms)
        day = day.addDays(1);
    return day;
}

} // namespace

QString sqlClockRows(const QTimeZone &zone, const TimeRange &stretch, Instant now)
{
    const std::vector<ZoneClock::Period> &periods = ZoneClock::of(zone).periods();
    const auto upTo = [&](qint64 ms) { return std::ranges::upper_bound(periods, ms, {}, &ZoneClock::Period::since); };
    const auto first = std::prev(upTo(stretch.from)), end = std::max(upTo(stretch.to), std::next(first)),
               later = std::clamp(upTo(now.ms), first, end);
    QStringList rows;
    const auto add = [&](auto period) {
        const qint64 since = period == first ? -TimeRange::End : period->since;
        const qint64 until = std::next(period) == end ? TimeRange::End : std::next(period)->since;
        const QString space = rows.isEmpty() ? QString() : QLatin1String(rows.size() % 3 == 0 ? "\n    " : " ");
        rows.append(space + QStringLiteral("(%1, %2, %3)").arg(since).arg(until).arg(period->offset));
    };
    for (auto period = later; period != first; --period)
        add(std::prev(period));
    for (auto period = later; period != end; ++period)
        add(period);
    return QStringLiteral("VALUES ") + rows.join(u',');
}

QString sqlLocal(const QString &format, const QString &x, SqlNode &node)
{
    return QStringLiteral("(SELECT strftime('%1', floor((%2 + z.shift) / 1000.0), 'unixepoch') FROM %3 z WHERE %2 >= "
                          "z.since AND %2 < z.until)")
        .arg(format, x, node.query.clocks(node.moment.frame.zone, TimeRange()));
}

// Of two moments that bear the clock's hour it is that by the same offset, else the second; where there is none, the
// clocks go on as before their change: both are what the newest clocks tell that had begun then.
QString sqlShifted(const QString &x, int n, TimeUnit unit, SqlNode &node)
{
    if (unit != TimeUnit::Month && unit != TimeUnit::Year) {
        const qint64 fixed = -shiftedBack(0, n, unit, QTimeZone::utc());
        return QStringLiteral("%1 %2 %3")
            .arg(x, fixed < 0 ? QStringLiteral("-") : QStringLiteral("+"), QString::number(std::abs(fixed)));
    }
    const int months = unit == TimeUnit::Year ? 12 * n : n;
    const auto signedMonths = [](int m) { return QString::number(m).prepend(m < 0 ? QString() : QStringLiteral("+")); };
    const TimeFrame &frame = node.moment.frame;
    const qint64 last = std::max(frame.now.ms, shiftedBack(frame.now.ms, -n, unit, frame.zone)) + 2 * Instant::DayMs;
    const QString clocks = node.query.clocks(frame.zone, {TimeRange::Start, last});
    const QString local =
        QStringLiteral(
            "unixepoch(s, 'unixepoch', 'start of month', '%1 months') * 1000\n            + (min(strftime('%d', s, "
            "'unixepoch'), strftime('%d', s, 'unixepoch', 'start of month', '%2 months', '-1 day')) - 1) * 86400000\n"
            "            + (y - floor(y / 86400000.0) * 86400000)")
            .arg(signedMonths(months), signedMonths(months + 1));
    const QString begun = QStringLiteral("FROM %1 z WHERE local - z.shift >= z.since").arg(clocks);
    return QStringLiteral(
               "(WITH given(own, y, s) AS MATERIALIZED (\n            SELECT z.shift, %1 + z.shift, floor((%1 + "
               "z.shift) "
               "/ 1000.0)\n            FROM %2 z WHERE %1 >= z.since AND %1 < z.until),\n        wanted(own, local) AS "
               "MATERIALIZED (\n            SELECT own, %3 FROM given)\n        SELECT CAST(local - coalesce((SELECT "
               "z.shift %4 AND local - z.shift < z.until AND z.shift + 0 = own),\n            (SELECT z.shift %4 ORDER "
               "BY z.since DESC LIMIT 1)) AS INTEGER) FROM wanted)")
        .arg(x, clocks, local, begun);
}

QString sqlAnniversary(const QString &x, const Window &window, SqlNode &node)
{
    return anniversary(sqlLocal(QStringLiteral("%m-%d"), x, node), x, window, node.moment.frame);
}

QString sqlDayAnniversary(const QString &day, const Window &window, SqlNode &node)
{
    return anniversary(QStringLiteral("substr(%1, 6)").arg(day), day, window, node.moment.frame);
}

QString sqlDayWithin(const QString &day, const Window &window, SqlNode &node)
{
    const QTimeZone &zone = node.moment.frame.zone;
    const TimeRange range = rangeOf(window, node.moment.frame);
    QStringList parts{QStringLiteral("%1 IS NOT NULL").arg(day)};
    if (range.from != TimeRange::Start)
        parts.append(QStringLiteral("%1 >= '%2'").arg(day, firstDayFrom(range.from, zone).toString(Qt::ISODate)));
    if (range.to != TimeRange::End)
        parts.append(QStringLiteral("%1 < '%2'").arg(day, firstDayFrom(range.to + 1, zone).toString(Qt::ISODate)));
    const QString clock = clockTest(window, QStringLiteral("strftime('%w', %1)").arg(day), firstHour(day, range, zone));
    if (!clock.isEmpty())
        parts.append(clock);
    return u'(' + parts.join(QStringLiteral(" AND ")) + u')';
}

SqlWindow::SqlWindow(const Window &window, Ends ends, SqlNode &node, const QString &alias)
    : m_window(window)
    , m_node(node)
    , m_range(rangeOf(window, node.moment.frame))
    , m_alias(alias)
{
    if (ends == Ends::AtNow || window.kind == WindowKind::SinceEvent)
        m_range.to = std::min(m_range.to, node.moment.frame.now.ms);
    if (window.kind == WindowKind::SinceEvent)
        m_anchor = node.query.lastEvents(window.metric, node.moment);
}

QString SqlWindow::holds(const QString &x) const
{
    const QString range = m_anchor.isEmpty() ? sqlRange(x, m_range)
                                             : QStringLiteral("%1 BETWEEN %2.at AND %3").arg(x, m_alias, m_node.now());
    const QString clockHolds = clock(x);
    return clockHolds.isEmpty() ? range : QStringLiteral("(%1 AND %2)").arg(range, clockHolds);
}

QString SqlWindow::clock(const QString &x) const
{
    const auto local = [&](const char *format) {
        return QStringLiteral("strftime('%1', floor((%2 + z.shift) / 1000.0), 'unixepoch')")
            .arg(QLatin1String(format), x);
    };
    const QString test = clockTest(m_window, local("%w"), local("%H"));
    if (test.isEmpty())
        return {};
    return QStringLiteral("(SELECT %1\n        FROM %2 z WHERE %3 >= z.since AND %3 < z.until)")
        .arg(test, m_node.query.clocks(m_node.moment.frame.zone, m_range), x);
}

QString SqlWindow::precedes(const QString &x) const
{
    if (!m_anchor.isEmpty())
        return QStringLiteral("%1 < %2.at").arg(x, m_alias);
    return m_range.from == TimeRange::Start ? QStringLiteral("0")
                                            : QStringLiteral("%1 < %2").arg(x, QString::number(m_range.from));
}

QString SqlWindow::joined(const char *how, const QString &person) const
{
    if (m_anchor.isEmpty())
        return {};
    return QStringLiteral("\n    %1 %2 %3 ON %3.id = %4").arg(QLatin1String(how), m_anchor, m_alias, person);
}

QString SqlWindow::whereKnown(const QString &test) const
{
    return m_anchor.isEmpty() ? test : QStringLiteral("CASE WHEN %1.id IS NOT NULL THEN %2 END").arg(m_alias, test);
}

QString SqlWindow::known(const QString &test) const
{
    return whereKnown(QStringLiteral("coalesce(%1, 0)").arg(test));
}

} // namespace perennial
