// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql/sqltests.h"

#include "core/segment/sql/sqlclock.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QStringList textsOf(const Test &test)
{
    QStringList texts;
    for (const Operand &operand : test.values)
        texts.append(sqlText(std::get<QString>(operand)));
    return texts;
}

QString negatedIf(bool negative, const QString &condition)
{
    return negative ? QStringLiteral("NOT (%1)").arg(condition) : condition;
}

// The texts are expressions.
QString positiveTextTest(const QString &x, Op op, const QStringList &texts)
{
    switch (op) {
    case Op::Contains:
    case Op::ContainsNot:
        return QStringLiteral("instr(%1, %2) > 0").arg(x, texts.first());
    case Op::StartsWith:
    case Op::StartsNotWith:
        return QStringLiteral("instr(%1, %2) = 1").arg(x, texts.first());
    case Op::EndsWith:
    case Op::EndsNotWith:
        // By bytes: the length of a text and its end are where its first NUL is. Of no bytes there is no substr().
        return QStringLiteral(
                   "(coalesce(substr(CAST(%1 AS BLOB), -length(CAST(%2 AS BLOB))), %1) = CAST(%2 AS BLOB) OR "
                   "%2 = '' AND %1 IS NOT NULL)")
            .arg(x, texts.first());
    case Op::IsAnyOf:
    case Op::IsNoneOf:
        return QStringLiteral("%1 IN (%2)").arg(x, texts.join(QStringLiteral(", ")));
    default:
        return QStringLiteral("%1 = %2").arg(x, texts.first());
    }
}

// A real number of JSON that is whole, 41.0, as a whole one.
QString wholeOf(const QString &x)
{
    return QStringLiteral(
               "nullif(CAST(%1 AS INTEGER), CASE WHEN %1 <> CAST(%1 AS INTEGER) THEN CAST(%1 AS INTEGER) END)")
        .arg(x);
}

// The text of a JSON value that is one or a whole number, else NULL.
QString jsonText(const QString &alias)
{
    return QStringLiteral("CASE %1.type WHEN 'text' THEN %1.value WHEN 'integer' THEN CAST(%1.value AS TEXT) WHEN "
                          "'real' THEN CAST(%2 AS TEXT) END")
        .arg(alias, wholeOf(alias + QStringLiteral(".value")));
}

QString listTest(const QString &x, const Test &test)
{
    const QString items = QStringLiteral("(SELECT %2 FROM json_each(%1) i)").arg(x, jsonText(QStringLiteral("i")));
    QStringList each;
    for (const QString &text : textsOf(test))
        each.append(QStringLiteral("coalesce(%1 IN %2, 0)").arg(text, items));
    const QString glue = test.op == Op::HasAllOf ? QStringLiteral(" AND ") : QStringLiteral(" OR ");
    return negatedIf(operatorOf(*test.op).negative, u'(' + each.join(glue) + u')');
}

QString dateTest(const QString &x, const Test &test, const SqlWindow &window, SqlNode &node)
{
    if (test.op == Op::AnniversaryWithin)
        return sqlAnniversary(x, test.window, node);
    return negatedIf(operatorOf(*test.op).negative, window.whereKnown(window.holds(x)));
}

QString dayTest(const QString &day, const Test &test, SqlNode &node)
{
    if (test.op == Op::AnniversaryWithin)
        return sqlDayAnniversary(day, test.window, node);
    return negatedIf(operatorOf(*test.op).negative, sqlDayWithin(day, test.window, node));
}

// Milliseconds, a day, or a moment with its offset; of days and moments those that the calendar has.
QString jsonDateTest(const QString &alias, const Test &test, SqlNode &node)
{
    const SqlWindow window(test.window, SqlWindow::Ends::Anywhen, node);
    const QString value = alias + QStringLiteral(".value");
    const QString moment =
        QStringLiteral("CAST(round((julianday(%1) - 2440587.5) * 86400000.0) AS INTEGER)").arg(value);
    return QStringLiteral("CASE WHEN %1.type = 'integer' OR %1.type = 'real' AND %3 = CAST(%3 AS INTEGER) THEN %2\n    "
                          "    WHEN %1.type <> 'text' OR date(substr(%3, 1, "
                          "10)) IS NOT substr(%3, 1, 10) THEN NULL\n        WHEN length(%3) = 10 THEN %4\n        WHEN "
                          "%3 GLOB '*T*Z' OR %3 GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]' THEN %5 END")
        .arg(alias, dateTest(value, test, window, node), value, dayTest(value, test, node),
             dateTest(moment, test, window, node));
}

// A written number as digits and how many of them are decimals, shifted by `decimals`.
struct Shifted
{
    QString digits;
    QString unit; // what the other side must be multiplied by
};

Shifted shifted(double number, int decimals)
{
    QString text = QString::number(number, 'f', QLocale::FloatingPointShortest);
    const qsizetype point = text.indexOf(u'.');
    qsizetype places = point < 0 ? 0 : text.size() - point - 1;
    if (point >= 0)
        text.remove(point, 1);
    for (; places < decimals; ++places)
        text += u'0';
    return {text, QStringLiteral("1") + QString(places - decimals, u'0')};
}

} // namespace

Result<QString> sqlTextTest(const QString &x, const Test &test, const QString &where)
{
    if (test.op == Op::Matches || test.op == Op::MatchesNot)
        return failure(ErrorKind::Invalid,
                       tr("Plain SQLite has no regular expressions, so this segment cannot be shown as SQL."),
                       where + QStringLiteral(".op"));
    return negatedIf(operatorOf(*test.op).negative, positiveTextTest(x, *test.op, textsOf(test)));
}

QString sqlSign(Op op)
{
    switch (op) {
    case Op::Equals:
        return QStringLiteral("=");
    case Op::NotEquals:
        return QStringLiteral("<>");
    case Op::Less:
        return QStringLiteral("<");
    case Op::AtMost:
        return QStringLiteral("<=");
    case Op::More:
        return QStringLiteral(">");
    default:
        return QStringLiteral(">=");
    }
}

QString sqlTextComparison(const QString &a, Op op, const QString &b)
{
    return negatedIf(operatorOf(op).negative, positiveTextTest(a, op, {b}));
}

QString sqlNumberTest(const QString &x, const Test &test)
{
    return sqlFractionTest(x, QString(), test, 0);
}

QString sqlFractionTest(const QString &sum, const QString &count, const Test &test, int decimals)
{
    const auto against = [&](const char *sign, double number) {
        if (count.isEmpty() && decimals == 0)
            return QStringLiteral("%1 %2 %3").arg(sum, QLatin1String(sign), sqlNumber(number));
        const Shifted value = shifted(number, decimals);
        const QString left = value.unit == QLatin1String("1") ? sum : QStringLiteral("%1 * %2").arg(sum, value.unit);
        const QString right = count.isEmpty() ? value.digits : QStringLiteral("%1 * %2").arg(value.digits, count);
        return QStringLiteral("%1 %2 %3").arg(left, QLatin1String(sign), right);
    };
    const auto value = [&](size_t i) { return std::get<double>(test.values[i]); };
    switch (*test.op) {
    case Op::AtLeastOnce:
        return QStringLiteral("%1 >= 1").arg(sum);
    case Op::ZeroTimes:
        return QStringLiteral("%1 = 0").arg(sum);
    case Op::Equals:
        return against("=", value(0));
    case Op::NotEquals:
        return against("<>", value(0));
    case Op::Less:
        return against("<", value(0));
    case Op::AtMost:
        return against("<=", value(0));
    case Op::More:
        return against(">", value(0));
    case Op::AtLeast:
        return against(">=", value(0));
    default:
        return negatedIf(test.op == Op::NotBetween, QStringLiteral("(%1 AND %2)")
                                                        .arg(against(">=", std::min(value(0), value(1))),
                                                             against("<=", std::max(value(0), value(1)))));
    }
}

Result<QString> sqlValueTest(const QString &x, const Test &test, const SqlWindow &window, SqlNode &node)
{
    switch (operatorOf(*test.op).type) {
    case ValueType::Text:
        return sqlTextTest(x, test, node.where);
    case ValueType::Number:
        return sqlNumberTest(x, test);
    case ValueType::Boolean:
        return QStringLiteral("%1 %2 0").arg(x, test.op == Op::IsTrue ? QStringLiteral("<>") : QStringLiteral("="));
    case ValueType::Date:
        return dateTest(x, test, window, node);
    case ValueType::List:
        return QStringLiteral("CASE WHEN %1 IS NOT NULL THEN %2 END").arg(x, listTest(x, test));
    default:
        return QStringLiteral("%1 IS %2NULL").arg(x, test.op == Op::IsSet ? QStringLiteral("NOT ") : QString());
    }
}

Result<QString> sqlJsonTest(const QString &alias, const Test &test, SqlNode &node, const QString &where)
{
    const QString value = alias + QStringLiteral(".value");
    const auto typed = [&](const char *types, const QString &condition) {
        return QStringLiteral("CASE WHEN %1.type IN (%2) THEN %3 END").arg(alias, QLatin1String(types), condition);
    };
    switch (operatorOf(*test.op).type) {
    case ValueType::Text:
        // Of a table, so that the test may name it more than once.
        return sqlTextTest(QStringLiteral("x.value"), test, where).map([&](const QString &condition) {
            return QStringLiteral("(SELECT %1 FROM (SELECT %2 AS value) x)").arg(condition, jsonText(alias));
        });
    case ValueType::Number:
        return typed("'integer', 'real'", sqlNumberTest(value, test));
    case ValueType::Boolean:
        return typed("'true', 'false'",
                     QStringLiteral("%1 = %2").arg(value, QString(test.op == Op::IsTrue ? u'1' : u'0')));
    case ValueType::Date:
        return jsonDateTest(alias, test, node);
    case ValueType::List:
        return typed("'array'", listTest(value, test));
    default:
        return QStringLiteral("%1.type <> 'null'").arg(alias);
    }
}

Result<QString> sqlDetailsTest(const QString &properties, const PropertyFilter &filter, SqlNode &node,
                               const QString &where)
{
    const auto test = sqlJsonTest(QStringLiteral("j"), filter.test, node, where);
    if (!test)
        return test;
    const QString exists = QStringLiteral("EXISTS (SELECT 1 FROM json_each(%1) j WHERE j.key = %2 AND %3)")
                               .arg(properties, sqlText(filter.property), *test);
    return filter.test.op == Op::IsNotSet ? QString(QStringLiteral("NOT ") + exists) : exists;
}

QString sqlDetailsKey(const QString &properties, const QString &property)
{
    return QStringLiteral(
               "(SELECT CASE WHEN j.type IN ('integer', 'real') THEN j.value ELSE j.type || j.value END FROM "
               "json_each(%1) j WHERE j.key = %2 AND j.type <> 'null')")
        .arg(properties, sqlText(property));
}

} // namespace perennial
