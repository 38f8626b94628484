// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/finished.h"
#include "core/segment/sql/sqlclock.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltests.h"
#include "core/segment/sql/sqltext.h"

namespace perennial {

namespace {

// What follows the last " - " or " / " of a name. With every space doubled the two cannot overlap; what is trimmed off
// the end is all but the separator, which leaves the length of what stands before.
QString variantOf(const QString &name)
{
    const QString parted =
        QStringLiteral("replace(replace(replace(%1, ' ', '  '), ' - ', char(31)), ' / ', char(31))").arg(name);
    return QStringLiteral(
               "CASE WHEN instr(%1, ' - ') OR instr(%1, ' / ') THEN replace(substr(%2, length(rtrim(%2, replace(%2, "
               "char(31), ''))) + 2), '  ', ' ') END")
        .arg(name, parted);
}

QString isKnown(const QString &x, Op op)
{
    return QStringLiteral("%1 IS %2NULL").arg(x, op == Op::IsSet ? QStringLiteral("NOT ") : QString());
}

Result<QString> textFilter(const QString &x, const Test &test, const QString &where)
{
    const ValueType type = operatorOf(*test.op).type;
    if (type == ValueType::Any)
        return isKnown(x, *test.op);
    if (type != ValueType::Text)
        return QStringLiteral("0");
    return sqlTextTest(x, test, where).map([](const QString &t) { return QStringLiteral("coalesce(%1, 0)").arg(t); });
}

QString numberFilter(const QString &x, const Test &test, int decimals)
{
    const ValueType type = operatorOf(*test.op).type;
    if (type == ValueType::Any)
        return isKnown(x, *test.op);
    return type == ValueType::Number
               ? QStringLiteral("coalesce(%1, 0)").arg(sqlFractionTest(x, QString(), test, decimals))
               : QStringLiteral("0");
}

// Texts parted by commas, without the white space around them. A negative test asks all of them.
Result<QString> listFilter(const QString &list, const Test &test, const QString &where)
{
    const QString item = QStringLiteral("trim(i.value, ' ' || char(9, 10, 11, 12, 13))");
    const QString items =
        QStringLiteral("json_each('[' || replace(json_quote(%1), ',', '\",\"') || ']') i WHERE %2 <> ''")
            .arg(list, item);
    const Operator &op = operatorOf(*test.op);
    const QString any = QStringLiteral("EXISTS (SELECT 1 FROM %1)").arg(items);
    if (op.type == ValueType::Any)
        return (test.op == Op::IsSet ? QString() : QStringLiteral("NOT ")) + any;
    if (op.type != ValueType::Text)
        return QStringLiteral("0");
    return sqlTextTest(item, test, where).map([&](const QString &t) {
        return op.negative ? QStringLiteral("(%1 AND NOT EXISTS (SELECT 1 FROM %2 AND NOT (%3)))").arg(any, items, t)
                           : QStringLiteral("EXISTS (SELECT 1 FROM %1 AND %2)").arg(items, t);
    });
}

Result<QString> filterTest(const PropertyFilter &filter, const SqlNode &node, const QString &where)
{
    const auto is = [&](const char *name) { return filter.property == QLatin1String(name); };
    if (is("product"))
        return textFilter(QStringLiteral("l.name"), filter.test, where);
    if (is("variant"))
        return textFilter(variantOf(QStringLiteral("l.name")), filter.test, where);
    if (is("sku"))
        return textFilter(QStringLiteral("l.sku"), filter.test, where);
    if (is("vendor"))
        return textFilter(QStringLiteral("l.vendor"), filter.test, where);
    if (is("quantity"))
        return numberFilter(QStringLiteral("l.quantity"), filter.test, 0);
    if (is("price"))
        return numberFilter(QStringLiteral("CASE WHEN o.own THEN l.price END"), filter.test, node.query.decimals());
    if (is("tag"))
        return listFilter(QStringLiteral("o.tags"), filter.test, where);
    if (is("discount_code"))
        return listFilter(QStringLiteral("o.codes"), filter.test, where);
    return textFilter(QStringLiteral("NULL"), filter.test, where);
}

Result<QString> filtersTest(const FilterSet &filters, const SqlNode &node)
{
    QStringList parts;
    for (size_t i = 0; i < filters.of.size(); ++i) {
        if (!isFinished(filters.of[i]))
            continue;
        const auto part = filterTest(filters.of[i], node, QStringLiteral("%1.filters.of[%2]").arg(node.where).arg(i));
        if (!part)
            return part;
        parts.append(*part);
    }
    if (parts.isEmpty())
        return QString();
    const QString glue = filters.match == FilterMatch::All ? QStringLiteral(" AND ") : QStringLiteral(" OR ");
    return QString(u'(' + parts.join(glue) + u')');
}

// The orders that stand at now: which of a person's it is, and whether its amounts are in the store's currency.
QString standingOrders(const SqlNode &node)
{
    return QStringLiteral(
               "SELECT %1, o.id, o.created_at, row_number() OVER (PARTITION BY %1 ORDER BY o.created_at, o.id),\n"
               "    o.currency = %2, o.tags, o.discount_codes\nFROM orders o\n    JOIN profiles m ON m.id = "
               "o.profile_id\nWHERE o.created_at <= %3 AND NOT o.test\n    AND NOT (o.cancelled AND "
               "coalesce(o.cancelled_at <= %3, 1))")
        .arg(SqlPerson, sqlText(node.query.setting().currency), node.now());
}

QString measure(LineMeasure measure)
{
    switch (measure) {
    case LineMeasure::Orders:
        return QStringLiteral("count(DISTINCT o.order_id)");
    case LineMeasure::Quantity:
        return QStringLiteral("sum(l.quantity)");
    case LineMeasure::Amount:
        break;
    }
    return QStringLiteral("sum(CASE WHEN o.own THEN l.quantity * l.price - coalesce(l.discount, 0) END)");
}

} // namespace

Result<QString> sqlBody(const OrderLineCondition &condition, SqlNode &node)
{
    const QString orders = node.name + QStringLiteral("_orders");
    node.query.add(orders + QStringLiteral("(id, order_id, at, place, own, tags, codes)"), standingOrders(node));
    const SqlWindow window(condition.window, SqlWindow::Ends::AtNow, node);
    const auto passing = filtersTest(condition.filters, node);
    if (!passing)
        return passing;
    const QString which =
        condition.orderNumber ? QStringLiteral(" AND o.place = %1").arg(*condition.orderNumber) : QString();
    // An order without lines counts where nothing is asked of them.
    const QString lines = QStringLiteral("\n            %1JOIN order_lines l ON l.order_id = o.order_id")
                              .arg(passing->isEmpty() ? QStringLiteral("LEFT ") : QString());
    const QString each =
        QStringLiteral("SELECT o.id, %1 AS amount\n        FROM %2 o%3%4\n        WHERE %5%6%7\n        GROUP BY o.id")
            .arg(measure(condition.measure), orders, lines, window.join(QStringLiteral("o.id")),
                 window.holds(QStringLiteral("o.at")), which,
                 passing->isEmpty() ? QString() : QStringLiteral("\n            AND ") + *passing);
    const int decimals = condition.measure == LineMeasure::Amount ? node.query.decimals() : 0;
    return node.peopleWho(
        QStringLiteral("\n    LEFT JOIN (%1) a ON a.id = p.id").arg(each) + window.leftJoin(QStringLiteral("p.id")),
        sqlFractionTest(window.known(QStringLiteral("a.amount")), QString(), condition.compare, decimals));
}

} // namespace perennial
