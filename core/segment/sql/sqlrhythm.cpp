// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqlclock.h"
#include "core/segment/sql/sqlevents.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltests.h"

namespace perennial {

namespace {

const QString At = QStringLiteral("e.at");

// What a person's events say, and the test of it; `table` holds the events.
struct Asked
{
    QString each; // a SELECT with `id`
    QString test; // of it as `a`
};

Asked firstTime(const QString &table, const SqlWindow &window)
{
    return {QStringLiteral("SELECT id, min(at) AS at FROM %1 GROUP BY id").arg(table),
            window.known(window.holds(QStringLiteral("a.at")))};
}

Asked stopped(const QString &table, const SqlWindow &window)
{
    return {
        QStringLiteral("SELECT e.id, max(%1) AS earlier, max(%2) AS within\n        FROM %3 e%4\n        GROUP BY e.id")
            .arg(window.precedes(At), window.holds(At), table, window.join(QStringLiteral("e.id"))),
        window.known(QStringLiteral("a.earlier AND NOT a.within"))};
}

Asked startedAgain(const RhythmCondition &condition, const QString &table, const SqlWindow &window, SqlNode &node)
{
    const TimeSpan &period = *condition.period;
    return {QStringLiteral(
                "SELECT DISTINCT e.id\n        FROM (SELECT id, at, lag(at) OVER (PARTITION BY id ORDER BY at) AS "
                "earlier FROM %1) e%2\n        WHERE %3 AND e.earlier < %4")
                .arg(table, window.join(QStringLiteral("e.id")), window.holds(At),
                     sqlShifted(At, -period.n, period.unit, node)),
            window.known(QStringLiteral("a.id IS NOT NULL"))};
}

// Of a calendar's periods each has its own length.
QString periodRows(const TimeSpan &period, int count, const TimeFrame &frame)
{
    const auto ago = [&](int i) { return shiftedBack(frame.now.ms, i * period.n, period.unit, frame.zone); };
    QStringList rows;
    for (int i = 0; i < count; ++i)
        rows.append(QStringLiteral("(%1, %2, %3)").arg(i).arg(ago(i + 1)).arg(ago(i)));
    return rows.join(QStringLiteral(", "));
}

// 0: it goes by the calendar.
qint64 lengthOf(const TimeSpan &span)
{
    const bool byCalendar = span.unit == TimeUnit::Month || span.unit == TimeUnit::Year;
    return byCalendar ? 0 : -shiftedBack(0, span.n, span.unit, QTimeZone::utc());
}

Asked regularly(const RhythmCondition &condition, const QString &table, SqlNode &node)
{
    const TimeSpan period = condition.period.value_or(TimeSpan{1, TimeUnit::Month});
    const TimeFrame &frame = node.moment.frame;
    const QString test = QStringLiteral("coalesce(a.periods >= %1, 0)").arg(*condition.periods);
    if (const qint64 fixed = lengthOf(period); fixed > 0)
        return {QStringLiteral("SELECT id, count(DISTINCT (%1 - at) / %2) AS periods FROM %3 WHERE at > %4 GROUP BY id")
                    .arg(node.now(), QString::number(fixed), table,
                         QString::number(frame.now.ms - *condition.ofLast * fixed)),
                test};
    node.query.add(node.name + QStringLiteral("_periods(place, after, upto)"),
                   QStringLiteral("VALUES ") + periodRows(period, *condition.ofLast, frame));
    return {QStringLiteral("SELECT e.id, count(DISTINCT q.place) AS periods\n        FROM %1 e CROSS JOIN %2_periods q "
                           "ON e.at > q.after "
                           "AND e.at <= q.upto\n        GROUP BY e.id")
                .arg(table, node.name),
            test};
}

Asked overdue(const RhythmCondition &condition, const QString &table, const SqlNode &node)
{
    return {
        QStringLiteral(
            "SELECT id, latest, sum(gap) AS gaps, count(*) AS known\n        FROM (SELECT id, latest, gap, "
            "row_number() OVER "
            "(PARTITION BY id ORDER BY gap) AS place, count(*) OVER (PARTITION BY id) AS many\n            FROM "
            "(SELECT id, at - lag(at) OVER (PARTITION BY id ORDER BY at) AS gap, max(at) OVER (PARTITION BY id) AS "
            "latest FROM %1)\n            WHERE gap IS NOT NULL)\n        WHERE place IN ((many + 1) / 2, (many + 2) / "
            "2)\n        GROUP BY id")
            .arg(table),
        sqlFractionTest(QStringLiteral("(%1 - a.latest) * a.known").arg(node.now()), QStringLiteral("a.gaps"),
                        {Op::More, {condition.factor.value_or(1)}, {}}, 0)};
}

Asked asked(const RhythmCondition &condition, const QString &table, const SqlWindow &window, SqlNode &node)
{
    switch (condition.pattern) {
    case Rhythm::FirstTime:
        return firstTime(table, window);
    case Rhythm::Stopped:
        return stopped(table, window);
    case Rhythm::StartedAgain:
        return startedAgain(condition, table, window, node);
    case Rhythm::Regularly:
        return regularly(condition, table, node);
    case Rhythm::Overdue:
        break;
    }
    return overdue(condition, table, node);
}

} // namespace

Result<QString> sqlBody(const RhythmCondition &condition, SqlNode &node)
{
    const QString table = node.name + QStringLiteral("_events");
    const SqlEvents all{condition.metric,
                        condition.filters,
                        SqlPerson + QStringLiteral(", e.at"),
                        {},
                        QStringLiteral("e.at <= %1").arg(node.now())};
    const auto events = sqlEvents(all, node, node.where);
    if (!events)
        return events;
    node.query.add(table + QStringLiteral("(id, at)"), *events);
    const SqlWindow window(condition.window, SqlWindow::Ends::AtNow, node);
    const Asked what = asked(condition, table, window, node);
    return node.peopleWho(QStringLiteral("\n    LEFT JOIN (%1) a ON a.id = p.id").arg(what.each) +
                              window.leftJoin(QStringLiteral("p.id")),
                          what.test);
}

} // namespace perennial
