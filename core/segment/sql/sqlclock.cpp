// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqlclock.h"

#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltext.h"

#include <QDateTime>

#include <algorithm>

namespace perennial {

namespace {

struct Clock
{
    qint64 since;
    qint64 shift;
};

// What the clocks add to UTC since when, the oldest first.
std::vector<Clock> clocksOf(const QTimeZone &zone, std::optional<Instant> until)
{
    const QDateTime first(QDate(1800, 1, 1), QTime(), Qt::UTC), last(QDate(2200, 1, 1), QTime(), Qt::UTC);
    std::vector<Clock> clocks{{-TimeRange::End, zone.offsetFromUtc(first) * Instant::SecondMs}};
    const qint64 end = until ? until->ms : last.toMSecsSinceEpoch();
    for (const auto &change : zone.transitions(first, last)) {
        const Clock next{change.atUtc.toMSecsSinceEpoch(), change.offsetFromUtc * Instant::SecondMs};
        if (next.since <= end && next.shift != clocks.back().shift)
            clocks.push_back(next);
    }
    return clocks;
}

// The days of the year of an anniversary's window as 'MM-DD'.
QStringList monthDays(const TimeRange &range, const QTimeZone &zone)
{
    QStringList days;
    const QDate last = QDateTime::fromMSecsSinceEpoch(range.to, zone).date();
    for (QDate day = QDateTime::fromMSecsSinceEpoch(range.from, zone).date(); day <= last; day = day.addDays(1)) {
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

// The hour a day begins with: 00, but where the clocks leap over midnight.
QString firstHour(const QString &day, const QTimeZone &zone)
{
    QString odd;
    const std::vector<Clock> clocks = clocksOf(zone, std::nullopt);
    for (size_t i = 1; i < clocks.size(); ++i) {
        const qint64 before = clocks[i].since + clocks[i - 1].shift, after = clocks[i].since + clocks[i].shift;
        const QDateTime then = QDateTime::fromMSecsSinceEpoch(after, Qt::UTC);
        const qint64 midnight = then.date().startOfDay(Qt::UTC).toMSecsSinceEpoch();
        if (before <= midnight && after >= midnight + Instant::HourMs)
            odd += QStringLiteral(" WHEN '%1' THEN '%2'")
                       .arg(then.date().toString(Qt::ISODate), then.toString(QStringLiteral("hh")));
    }
    return odd.isEmpty() ? QStringLiteral("'00'") : QStringLiteral("CASE %1%2 ELSE '00' END").arg(day, odd);
}

} // namespace

QString sqlClockRows(const QTimeZone &zone, std::optional<Instant> until)
{
    QString rows = QStringLiteral("VALUES");
    const std::vector<Clock> clocks = clocksOf(zone, until);
    for (size_t i = clocks.size(); i > 0; --i) {
        const qint64 end = i < clocks.size() ? clocks[i].since : TimeRange::End;
        const Clock &clock = clocks[i - 1];
        const bool firstOfLine = (clocks.size() - i) % 3 == 0;
        rows += (i == clocks.size() ? QStringLiteral(" ")
                 : firstOfLine      ? QStringLiteral(",\n    ")
                                    : QStringLiteral(", ")) +
                QStringLiteral("(%1, %2, %3)").arg(clock.since).arg(end).arg(clock.shift);
    }
    return rows;
}

QString sqlLocal(const QString &format, const QString &x, bool ahead, SqlNode &node)
{
    return QStringLiteral("(SELECT strftime('%1', floor((%2 + z.shift) / 1000.0), 'unixepoch') FROM %3 z WHERE %2 >= "
                          "z.since AND %2 < z.until)")
        .arg(format, x, node.query.clocks(node.moment.frame.zone, ahead));
}

// Months go by the calendar and keep the clock's hour: of two moments that bear it, that by the same clock; where there
// is none, the clock before goes on.
QString sqlShifted(const QString &x, int n, TimeUnit unit, SqlNode &node)
{
    if (unit != TimeUnit::Month && unit != TimeUnit::Year) {
        const qint64 fixed = -shiftedBack(0, n, unit, QTimeZone::utc());
        return QStringLiteral("%1 %2 %3")
            .arg(x, fixed < 0 ? QStringLiteral("-") : QStringLiteral("+"), QString::number(std::abs(fixed)));
    }
    const int months = unit == TimeUnit::Year ? 12 * n : n;
    const auto signedMonths = [](int m) { return QString::number(m).prepend(m < 0 ? QString() : QStringLiteral("+")); };
    const QString clocks = node.query.clocks(node.moment.frame.zone, true);
    const QString local =
        QStringLiteral(
            "unixepoch(s, 'unixepoch', 'start of month', '%1 months') * 1000\n            + (min(strftime('%d', s, "
            "'unixepoch'), strftime('%d', s, 'unixepoch', 'start of month', '%2 months', '-1 day')) - 1) * 86400000\n"
            "            + (y - floor(y / 86400000.0) * 86400000)")
            .arg(signedMonths(months), signedMonths(months + 1));
    const QString fits =
        QStringLiteral("FROM %1 z WHERE local - z.shift >= z.since AND local - z.shift < z.until").arg(clocks);
    return QStringLiteral(
               "(WITH given(own, y, s) AS MATERIALIZED (\n            SELECT z.shift, %1 + z.shift, floor((%1 + "
               "z.shift) "
               "/ 1000.0)\n            FROM %2 z WHERE %1 >= z.since AND %1 < z.until),\n        wanted(own, local) AS "
               "MATERIALIZED (\n            SELECT own, %3 FROM given)\n        SELECT CAST(local - coalesce((SELECT "
               "z.shift %4 AND z.shift + 0 = own),\n            (SELECT z.shift %4), own) AS INTEGER) FROM wanted)")
        .arg(x, clocks, local, fits);
}

QString sqlAnniversary(const QString &x, const Window &window, SqlNode &node)
{
    return anniversary(sqlLocal(QStringLiteral("%m-%d"), x, true, node), x, window, node.moment.frame);
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
    if (range.from != TimeRange::Start) {
        QDate first = QDateTime::fromMSecsSinceEpoch(range.from, zone).date();
        if (startOfDayMs(first, zone) < range.from)
            first = first.addDays(1);
        parts.append(QStringLiteral("%1 >= '%2'").arg(day, first.toString(Qt::ISODate)));
    }
    if (range.to != TimeRange::End) {
        const QDate last = QDateTime::fromMSecsSinceEpoch(range.to, zone).date();
        parts.append(QStringLiteral("%1 <= '%2'").arg(day, last.toString(Qt::ISODate)));
    }
    const QString clock = clockTest(window, QStringLiteral("strftime('%w', %1)").arg(day), firstHour(day, zone));
    if (!clock.isEmpty())
        parts.append(clock);
    return u'(' + parts.join(QStringLiteral(" AND ")) + u')';
}

SqlWindow::SqlWindow(const Window &window, Ends ends, SqlNode &node, const QString &alias)
    : m_window(window)
    , m_node(node)
    , m_range(rangeOf(window, node.moment.frame))
    , m_ahead(ends == Ends::Anywhen)
    , m_alias(alias)
{
    if (!m_ahead)
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
        .arg(test, m_node.query.clocks(m_node.moment.frame.zone, m_ahead), x);
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
