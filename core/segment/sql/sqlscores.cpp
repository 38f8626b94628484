// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqlproperties.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltests.h"

#include <QRegularExpression>

namespace perennial {

namespace {

// "rfm_score" is kept as "RFM Score", "churn_risk" as "Churn Risk"; any other name is that of a property.
QString propertyOf(const QString &score)
{
    static const QRegularExpression id(QStringLiteral("^[a-z]+(_[a-z]+)+$"));
    if (!id.match(score).hasMatch())
        return score;
    QStringList words = score.split(u'_');
    for (QString &word : words) {
        const bool initials = word == QLatin1String("rfm") || word == QLatin1String("clv");
        word = initials ? word.toUpper() : word.left(1).toUpper() + word.mid(1);
    }
    return words.join(u' ');
}

// Everybody known with a value, and in which group.
QString valuesOf(const QString &property, const QString &within, const SqlNode &node)
{
    const QString group = within.isEmpty() ? QStringLiteral("0") : QStringLiteral("b.value");
    const QString groups = within.isEmpty() ? QString() : sqlHeldJoin(within, QStringLiteral("b"), node);
    return QStringLiteral(
               "SELECT p.id, a.value, %1\nFROM %2 p%3%4\nWHERE typeof(a.value) IN ('integer', 'real') AND %1 IS "
               "NOT NULL")
        .arg(group, node.moment.people, sqlHeldJoin(property, QStringLiteral("a"), node), groups);
}

} // namespace

// A place among all is asked of everybody with a value: ranks fall with the value, percentiles count who has less.
Result<QString> sqlBody(const ScoreCondition &condition, SqlNode &node)
{
    const QString property = propertyOf(condition.score);
    if (condition.scale == ScoreScale::Value)
        return sqlBody(PropertyCondition{property, condition.test, {}}, node);
    const QString values = node.name + QStringLiteral("_values");
    node.query.add(values + QStringLiteral("(id, value, peers)"), valuesOf(property, condition.within, node));
    const QString places =
        QStringLiteral(
            "\n    LEFT JOIN (SELECT id, rank() OVER (PARTITION BY peers ORDER BY value DESC) AS place,\n"
            "            100 * (rank() OVER (PARTITION BY peers ORDER BY value) - 1) AS lower, count(*) OVER "
            "(PARTITION BY peers) AS peers\n        FROM %1) a ON a.id = p.id")
            .arg(values);
    const bool byRank = condition.scale == ScoreScale::Rank;
    return node.peopleWho(
        places, byRank ? sqlNumberTest(QStringLiteral("a.place"), condition.test)
                       : sqlFractionTest(QStringLiteral("a.lower"), QStringLiteral("a.peers"), condition.test, 0));
}

} // namespace perennial
