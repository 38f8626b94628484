// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqlevents.h"

#include "core/segment/document/finished.h"
#include "core/segment/sql/sqlclock.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltests.h"
#include "core/segment/sql/sqltext.h"

#include <algorithm>

namespace perennial {

namespace {

Result<QString> filterTest(const PropertyFilter &filter, SqlNode &node, const QString &where)
{
    if (filter.property != ValueProperty)
        return sqlDetailsTest(QStringLiteral("d.properties"), filter, node, where);
    const QString value = sqlEventValue(node);
    switch (operatorOf(*filter.test.op).type) {
    case ValueType::Number:
        return QStringLiteral("coalesce(%1, 0)")
            .arg(sqlFractionTest(value, QString(), filter.test, node.query.decimals()));
    case ValueType::Any:
        return QStringLiteral("%1 IS %2NULL")
            .arg(value, filter.test.op == Op::IsSet ? QStringLiteral("NOT ") : QString());
    default:
        return QStringLiteral("0");
    }
}

Result<QString> filtersTest(const FilterSet &filters, SqlNode &node, const QString &where)
{
    QStringList parts;
    for (size_t i = 0; i < filters.of.size(); ++i) {
        if (!isFinished(filters.of[i]))
            continue;
        const auto part = filterTest(filters.of[i], node, QStringLiteral("%1.filters.of[%2]").arg(where).arg(i));
        if (!part)
            return part;
        parts.append(*part);
    }
    if (parts.isEmpty())
        return QString();
    const QString glue =
        filters.match == FilterMatch::All ? QStringLiteral("\n        AND ") : QStringLiteral("\n        OR ");
    return QString(QStringLiteral("\n    AND (") + parts.join(glue) + u')');
}

// A quantity as a table of (id, …) and what of it is compared.
struct Quantity
{
    QString table;
    SqlWindow window;
    bool isMoney; // in minor units
    bool isReal;  // of a property: a number of any kind
};

bool isOfValue(const EventQuantity &quantity)
{
    return quantity.property.isEmpty() || quantity.property == ValueProperty;
}

bool isPick(Aggregate aggregate)
{
    return aggregate >= Aggregate::First;
}

bool isNumberOfTimes(Aggregate aggregate)
{
    return aggregate == Aggregate::Count || aggregate == Aggregate::Distinct;
}

QString numberOf(const EventQuantity &quantity, const SqlNode &node)
{
    if (isOfValue(quantity))
        return sqlEventValue(node);
    return QStringLiteral("(SELECT j.value FROM json_each(d.properties) j WHERE j.key = %1 AND j.type IN ('integer', "
                          "'real'))")
        .arg(sqlText(quantity.property));
}

// What is taken of each event.
QString columnsOf(const EventQuantity &quantity, const SqlNode &node)
{
    const QString id = SqlPerson + QStringLiteral(" AS id");
    switch (quantity.aggregate) {
    case Aggregate::Count:
        return id;
    case Aggregate::Distinct:
        return id + QStringLiteral(", %1 AS amount").arg(sqlEventKey(quantity.property, node));
    case Aggregate::First:
    case Aggregate::Last:
    case Aggregate::Nth: {
        const bool last = quantity.aggregate == Aggregate::Last;
        const QString order = last ? QStringLiteral("e.at DESC, e.profile_id DESC, e.key DESC")
                                   : QStringLiteral("e.at, e.profile_id, e.key");
        const QString what =
            isOfValue(quantity) ? sqlEventValue(node) + QStringLiteral(" AS amount") : QStringLiteral("d.properties");
        return id + QStringLiteral(", %1,\n    row_number() OVER (PARTITION BY %2 ORDER BY %3) AS place")
                        .arg(what, SqlPerson, order);
    }
    default:
        return id + QStringLiteral(", %1 AS amount").arg(numberOf(quantity, node));
    }
}

QString indented(QString text)
{
    return text.replace(u'\n', QStringLiteral("\n    "));
}

// A person's values in their order, and how many there are.
QString middleOf(const QString &values)
{
    return QStringLiteral(
               "SELECT id, sum(amount) AS amount, count(*) AS known\nFROM (SELECT id, amount, row_number() "
               "OVER (PARTITION BY id ORDER BY amount) AS place, count(*) OVER (PARTITION BY id) AS many\n"
               "    FROM (%1)\n    WHERE amount IS NOT NULL)\nWHERE place IN ((many + 1) / 2, (many + 2) / 2)\n"
               "GROUP BY id")
        .arg(indented(indented(values)));
}

QString pickOf(const EventQuantity &quantity, const QString &values)
{
    const QString place = QString::number(quantity.aggregate == Aggregate::Nth ? *quantity.nth : 1);
    if (isOfValue(quantity))
        return QStringLiteral("SELECT id, amount\nFROM (%1)\nWHERE place = %2").arg(indented(values), place);
    return QStringLiteral(
               "SELECT v.id, j.type, j.value\nFROM (%1) v\n    LEFT JOIN json_each(v.properties) j ON j.key = %2\n"
               "WHERE v.place = %3")
        .arg(indented(values), sqlText(quantity.property), place);
}

QString aggregated(const EventQuantity &quantity, const QString &values)
{
    const auto grouped = [&](const char *amount) {
        return QStringLiteral("SELECT id, %1\nFROM (%2)\nGROUP BY id").arg(QLatin1String(amount), indented(values));
    };
    switch (quantity.aggregate) {
    case Aggregate::Count:
        return grouped("count(*) AS amount");
    case Aggregate::Distinct:
        return grouped("count(DISTINCT amount) AS amount");
    case Aggregate::Sum:
        return grouped("sum(amount) AS amount");
    case Aggregate::Average:
        return grouped("sum(amount) AS amount, nullif(count(amount), 0) AS known");
    case Aggregate::Min:
        return grouped("min(amount) AS amount");
    case Aggregate::Max:
        return grouped("max(amount) AS amount");
    case Aggregate::Median:
        return middleOf(values);
    default:
        return pickOf(quantity, values);
    }
}

Result<Quantity> quantityOf(const EventQuantity &quantity, SqlNode &node, const QString &alias, const QString &where)
{
    const SqlWindow window(quantity.window, SqlWindow::Ends::AtNow, node, alias);
    const bool numbers = !isNumberOfTimes(quantity.aggregate);
    const SqlEvents events{quantity.metric,
                           quantity.filters,
                           columnsOf(quantity, node),
                           window.join(SqlPerson),
                           window.holds(QStringLiteral("e.at")),
                           quantity.aggregate != Aggregate::Count && !isOfValue(quantity)};
    return sqlEvents(events, node, where).map([&](const QString &values) {
        return Quantity{aggregated(quantity, values), window, numbers && isOfValue(quantity),
                        numbers && !isOfValue(quantity)};
    });
}

// A quantity as numerator and denominator, the latter empty where it is 1.
struct Fraction
{
    QString above;
    QString below;
};

// Who has no such event has none, and in all 0. Of no events there is no average.
Fraction fractionOf(const EventQuantity &quantity, const Quantity &written, const QString &table)
{
    const QString amount = table + QStringLiteral(".amount");
    const Aggregate aggregate = quantity.aggregate;
    if (aggregate == Aggregate::Average || aggregate == Aggregate::Median)
        return {amount, table + QStringLiteral(".known")};
    if (isPick(aggregate) && !isOfValue(quantity))
        return {QStringLiteral("CASE WHEN %1.type IN ('integer', 'real') THEN %1.value END").arg(table), {}};
    const bool always = isNumberOfTimes(aggregate) || aggregate == Aggregate::Sum;
    return {always ? written.window.known(amount) : amount, {}};
}

// Of the one event that is looked at; nothing is known where there is none.
Result<QString> pickTest(const EventCondition &condition, SqlNode &node)
{
    const bool ofValue = isOfValue(condition.quantity);
    const ValueType type = operatorOf(*condition.compare.op).type;
    if (type == ValueType::Any) {
        const QString value = ofValue ? QStringLiteral("a.amount") : QStringLiteral("nullif(a.type, 'null')");
        return QStringLiteral("CASE WHEN a.id IS NOT NULL THEN %1 IS %2NULL END")
            .arg(value, condition.compare.op == Op::IsSet ? QStringLiteral("NOT ") : QString());
    }
    if (!ofValue)
        return sqlJsonTest(QStringLiteral("a"), condition.compare, node, node.where + QStringLiteral(".compare"));
    return type == ValueType::Number
               ? sqlFractionTest(QStringLiteral("a.amount"), QString(), condition.compare, node.query.decimals())
               : QStringLiteral("NULL");
}

Result<QString> valueTest(const EventCondition &condition, const Quantity &left, SqlNode &node)
{
    const EventQuantity &quantity = condition.quantity;
    if (isPick(quantity.aggregate))
        return pickTest(condition, node);
    const Fraction fraction = fractionOf(quantity, left, QStringLiteral("a"));
    if (left.isReal && !fraction.below.isEmpty())
        return sqlNumberTest(QStringLiteral("CAST(%1 AS REAL) / %2").arg(fraction.above, fraction.below),
                             condition.compare);
    return sqlFractionTest(fraction.above, fraction.below, condition.compare, left.isMoney ? node.query.decimals() : 0);
}

QString times(const QString &a, const QString &b)
{
    return b.isEmpty() ? a : a.isEmpty() ? b : QStringLiteral("%1 * %2").arg(a, b);
}

QString comparison(const EventCondition &condition, const Quantity &left, const Quantity &right, const SqlNode &node)
{
    const QString unit = QStringLiteral("1") + QString(node.query.decimals(), u'0');
    const QString leftUnit = left.isMoney && !right.isMoney ? unit : QString(),
                  rightUnit = right.isMoney && !left.isMoney ? unit : QString();
    const Fraction a = fractionOf(condition.quantity, left, QStringLiteral("a")),
                   b = fractionOf(*condition.with, right, QStringLiteral("b"));
    const QString sign = sqlSign(*condition.compare.op);
    if (!left.isReal && !right.isReal)
        return QStringLiteral("%1 %2 %3")
            .arg(times(times(a.above, b.below), rightUnit), sign, times(times(b.above, a.below), leftUnit));
    const auto quotient = [](const Fraction &f, const QString &units) {
        const QString below = times(f.below, units);
        return below.isEmpty() ? QStringLiteral("CAST(%1 AS REAL)").arg(f.above)
                               : QStringLiteral("CAST(%1 AS REAL) / (%2)").arg(f.above, below);
    };
    return QStringLiteral("%1 %2 %3").arg(quotient(a, leftUnit), sign, quotient(b, rightUnit));
}

QString joined(const Quantity &quantity, const QString &alias)
{
    return QStringLiteral("\n    LEFT JOIN (%1) %2 ON %2.id = p.id").arg(indented(indented(quantity.table)), alias) +
           quantity.window.leftJoin(QStringLiteral("p.id"));
}

} // namespace

QString sqlEventValue(const SqlNode &node)
{
    return QStringLiteral("CASE WHEN e.currency IS NULL OR e.currency = %1 THEN e.value END")
        .arg(sqlText(node.query.setting().currency));
}

QString sqlEventKey(const QString &property, const SqlNode &node)
{
    if (property == OrderProperty)
        return QStringLiteral("e.order_key");
    return property == ValueProperty ? sqlEventValue(node) : sqlDetailsKey(QStringLiteral("d.properties"), property);
}

Result<QString> sqlEvents(const SqlEvents &events, SqlNode &node, const QString &where)
{
    const auto passing = filtersTest(events.filters, node, where);
    if (!passing)
        return passing;
    const QString details = events.details || !passing->isEmpty()
                                ? QStringLiteral("\n    LEFT JOIN event_details d ON d.id = e.details_id")
                                : QString();
    return QStringLiteral(
               "SELECT %1\nFROM events e\n    JOIN profiles m ON m.id = e.profile_id%2%3\nWHERE e.metric_id = "
               "(SELECT id FROM metrics WHERE name = %4)\n    AND %5%6")
        .arg(events.columns, details, events.joins, sqlText(events.metric), events.when, *passing);
}

Result<QString> sqlBody(const EventCondition &condition, SqlNode &node)
{
    const auto left = quantityOf(condition.quantity, node, QStringLiteral("w"), node.where);
    if (!left)
        return failure(left.error());
    QString joins = joined(*left, QStringLiteral("a"));
    if (!condition.with) {
        return valueTest(condition, *left, node).map([&](const QString &test) { return node.peopleWho(joins, test); });
    }
    const auto right =
        quantityOf(*condition.with, node, QStringLiteral("v"), node.where + QStringLiteral(".compare.with"));
    if (!right)
        return failure(right.error());
    joins += joined(*right, QStringLiteral("b"));
    return node.peopleWho(joins, comparison(condition, *left, *right, node));
}

} // namespace perennial
