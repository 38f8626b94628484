// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqlproperties.h"

#include "core/segment/sql/sqlclock.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltests.h"
#include "core/segment/sql/sqltext.h"

namespace perennial {

namespace {

QString typeOf(const QString &property)
{
    if (property == CreatedAtProperty)
        return QStringLiteral("'date'");
    return QStringLiteral("(SELECT type FROM properties WHERE name = %1)").arg(sqlText(property));
}

// Both of one type, which the operator takes.
QString comparison(const PropertyCondition &condition)
{
    const Op op = *condition.test.op;
    const bool ofTexts = operatorOf(op).type == ValueType::Text;
    const QString a = QStringLiteral("a.value"), b = QStringLiteral("b.value");
    return QStringLiteral("CASE WHEN %1 = %2 AND %1 IN (%3) THEN %4 END")
        .arg(typeOf(condition.property), typeOf(condition.other),
             ofTexts ? QStringLiteral("'text'") : QStringLiteral("'number', 'date'"),
             ofTexts ? sqlTextComparison(a, op, b) : QStringLiteral("%1 %2 %3").arg(a, sqlSign(op), b));
}

} // namespace

// The newest since then or before, else the earliest of all; of two since one moment the survivor's own, then that of
// the higher id.
QString sqlHeldValues(const QString &property, const SqlNode &node)
{
    if (property == CreatedAtProperty)
        return QStringLiteral("SELECT id, created_at AS value FROM profiles");
    return QStringLiteral(
               "SELECT id, value\nFROM (SELECT %1 AS id, v.value, row_number() OVER (PARTITION BY %1\n        ORDER BY "
               "v.since <= %2 DESC, CASE WHEN v.since <= %2 THEN -v.since ELSE v.since END, m.merged_into IS NULL "
               "DESC, m.id DESC) AS place\n    FROM property_values v JOIN profiles m ON m.id = v.profile_id\n    "
               "WHERE v.property_id = (SELECT id FROM properties WHERE name = %3))\nWHERE place = 1")
        .arg(SqlPerson, node.now(), sqlText(property));
}

QString sqlHeldJoin(const QString &property, const QString &alias, const SqlNode &node)
{
    QString values = sqlHeldValues(property, node);
    values.replace(u'\n', QStringLiteral("\n        "));
    return QStringLiteral("\n    LEFT JOIN (%1) %2 ON %2.id = p.id").arg(values, alias);
}

Result<QString> sqlBody(const PropertyCondition &condition, SqlNode &node)
{
    const QString own = QStringLiteral("a");
    QString joins = sqlHeldJoin(condition.property, own, node);
    if (!condition.other.isEmpty())
        return node.peopleWho(joins + sqlHeldJoin(condition.other, QStringLiteral("b"), node), comparison(condition));
    const SqlWindow window(condition.test.window, SqlWindow::Ends::Anywhen, node);
    joins += window.leftJoin(QStringLiteral("p.id"));
    return sqlValueTest(QStringLiteral("a.value"), condition.test, window, node).map([&](const QString &test) {
        return node.peopleWho(joins, test);
    });
}

} // namespace perennial
