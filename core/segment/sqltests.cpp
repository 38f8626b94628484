// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sqltests.h"

#include "core/base/money.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

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

QString positiveTextTest(const QString &x, const Test &test)
{
    const QStringList texts = textsOf(test);
    switch (*test.op) {
    case Op::Contains:
    case Op::ContainsNot:
        return QStringLiteral("instr(%1, %2) > 0").arg(x, texts.first());
    case Op::StartsWith:
    case Op::StartsNotWith:
        return QStringLiteral("substr(%1, 1, length(%2)) = %2").arg(x, texts.first());
    case Op::EndsWith:
    case Op::EndsNotWith:
        return QStringLiteral("substr(%1, -length(%2)) = %2").arg(x, texts.first());
    case Op::IsAnyOf:
    case Op::IsNoneOf:
        return QStringLiteral("%1 IN (%2)").arg(x, texts.join(QStringLiteral(", ")));
    default:
        return QStringLiteral("%1 = %2").arg(x, texts.first());
    }
}

Result<QString> textTest(const QString &x, const Test &test, const QString &where)
{
    if (test.op == Op::Matches || test.op == Op::MatchesNot)
        return failure(ErrorKind::Invalid,
                       tr("Plain SQLite has no regular expressions, so this segment cannot be shown as SQL."),
                       where + QStringLiteral(".op"));
    return negatedIf(operatorOf(*test.op).negative, positiveTextTest(x, test));
}

QString listTest(const QString &x, const Test &test)
{
    const QString items =
        QStringLiteral("(SELECT CASE i.type WHEN 'text' THEN i.value WHEN 'integer' THEN CAST(i.value AS TEXT) "
                       "END FROM json_each(%1) i)")
            .arg(x);
    QStringList each;
    for (const QString &text : textsOf(test))
        each.append(QStringLiteral("coalesce(%1 IN %2, 0)").arg(text, items));
    const QString glue = test.op == Op::HasAllOf ? QStringLiteral(" AND ") : QStringLiteral(" OR ");
    return negatedIf(operatorOf(*test.op).negative, u'(' + each.join(glue) + u')');
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

Result<QString> anniversaryTest(const QString &x, const Test &test, const TimeFrame &frame, const QString &where)
{
    if (frame.zone.hasTransitions())
        return failure(ErrorKind::Invalid,
                       tr("SQLite does not know time zones, so an anniversary in this zone cannot be shown as SQL."),
                       where);
    const TimeRange range = rangeOf(test.window, frame);
    const bool endless = range.from == TimeRange::Start || range.to == TimeRange::End;
    if (endless || range.to - range.from > 366 * Instant::DayMs)
        return QStringLiteral("%1 IS NOT NULL OR NULL").arg(x);
    const int offset = frame.zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(frame.now.ms, Qt::UTC));
    return QStringLiteral(
               "CASE WHEN %1 IS NOT NULL THEN strftime('%m-%d', floor(%1 / 1000.0) + %2, 'unixepoch') IN (%3) END")
        .arg(x, QString::number(offset), monthDays(range, frame.zone).join(QStringLiteral(", ")));
}

Result<QString> dateTest(const QString &x, const Test &test, const TimeFrame &frame, const QString &where)
{
    if (test.op == Op::AnniversaryWithin)
        return anniversaryTest(x, test, frame, where);
    return negatedIf(operatorOf(*test.op).negative, sqlRange(x, rangeOf(test.window, frame)));
}

// Days written without a time, as texts: those whose start lies in the range.
QString dayRange(const QString &x, const TimeRange &range, const QTimeZone &zone)
{
    QStringList parts{QStringLiteral("%1 IS NOT NULL").arg(x)};
    if (range.from != TimeRange::Start) {
        QDate first = QDateTime::fromMSecsSinceEpoch(range.from, zone).date();
        if (startOfDayMs(first, zone) < range.from)
            first = first.addDays(1);
        parts.append(QStringLiteral("%1 >= %2").arg(x, sqlText(first.toString(Qt::ISODate))));
    }
    if (range.to != TimeRange::End) {
        const QDate last = QDateTime::fromMSecsSinceEpoch(range.to, zone).date();
        parts.append(QStringLiteral("%1 <= %2").arg(x, sqlText(last.toString(Qt::ISODate))));
    }
    return parts.join(QStringLiteral(" AND "));
}

Result<QString> jsonDateTest(const Test &test, const TimeFrame &frame, const QString &where)
{
    if (test.op == Op::AnniversaryWithin)
        return failure(ErrorKind::Invalid, tr("An anniversary among an event's properties cannot be shown as SQL."),
                       where);
    const TimeRange range = rangeOf(test.window, frame);
    const QString moment = QStringLiteral("CAST(round((julianday(j.value) - 2440587.5) * 86400000.0) AS INTEGER)");
    const QString condition =
        QStringLiteral("CASE WHEN j.type = 'integer' THEN %1 WHEN j.type = 'text' AND j.value GLOB "
                       "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' THEN %2 WHEN j.type = 'text' AND "
                       "(j.value GLOB '*T*Z' OR j.value GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]') THEN %3 END")
            .arg(sqlRange(QStringLiteral("j.value"), range), dayRange(QStringLiteral("j.value"), range, frame.zone),
                 sqlRange(moment, range));
    return negatedIf(operatorOf(*test.op).negative, condition);
}

Result<QString> jsonTest(const Test &test, const TimeFrame &frame, const QString &where)
{
    const QString value = QStringLiteral("j.value");
    switch (operatorOf(*test.op).type) {
    case ValueType::Text:
        return textTest(
            QStringLiteral("CASE j.type WHEN 'text' THEN j.value WHEN 'integer' THEN CAST(j.value AS TEXT) END"), test,
            where);
    case ValueType::Number:
        return QStringLiteral("j.type IN ('integer', 'real') AND %1").arg(sqlNumberTest(value, test));
    case ValueType::Boolean:
        return QStringLiteral("j.type = '%1'")
            .arg(test.op == Op::IsTrue ? QStringLiteral("true") : QStringLiteral("false"));
    case ValueType::Date:
        return jsonDateTest(test, frame, where);
    case ValueType::List:
        return QStringLiteral("j.type = 'array' AND %1").arg(listTest(value, test));
    default:
        return QStringLiteral("j.type <> 'null'");
    }
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

QString sqlText(const QString &text)
{
    QString escaped = text;
    return u'\'' + escaped.replace(u'\'', QStringLiteral("''")) + u'\'';
}

QString sqlNumber(double number)
{
    const QString text = QString::number(number, 'g', QLocale::FloatingPointShortest);
    return text;
}

QString sqlRange(const QString &x, const TimeRange &range)
{
    const QString from = QString::number(range.from), to = QString::number(range.to);
    if (range.from == TimeRange::Start && range.to == TimeRange::End)
        return QStringLiteral("(%1 IS NOT NULL OR NULL)").arg(x);
    if (range.from == TimeRange::Start)
        return QStringLiteral("%1 <= %2").arg(x, to);
    if (range.to == TimeRange::End)
        return QStringLiteral("%1 >= %2").arg(x, from);
    return QStringLiteral("%1 BETWEEN %2 AND %3").arg(x, from, to);
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

Result<QString> sqlValueTest(const QString &x, const Test &test, const TimeFrame &frame, const QString &where)
{
    switch (operatorOf(*test.op).type) {
    case ValueType::Text:
        return textTest(x, test, where);
    case ValueType::Number:
        return sqlNumberTest(x, test);
    case ValueType::Boolean:
        return QStringLiteral("%1 %2 0").arg(x, test.op == Op::IsTrue ? QStringLiteral("<>") : QStringLiteral("="));
    case ValueType::Date:
        return dateTest(x, test, frame, where);
    case ValueType::List:
        return QStringLiteral("CASE WHEN %1 IS NOT NULL THEN %2 END").arg(x, listTest(x, test));
    default:
        return QStringLiteral("%1 IS %2NULL").arg(x, test.op == Op::IsSet ? QStringLiteral("NOT ") : QString());
    }
}

Result<QString> sqlDetailsTest(const QString &properties, const PropertyFilter &filter, const TimeFrame &frame,
                               const QString &where)
{
    const auto test = jsonTest(filter.test, frame, where);
    if (!test)
        return test;
    const QString exists = QStringLiteral("EXISTS (SELECT 1 FROM json_each(%1) j WHERE j.key = %2 AND (%3))")
                               .arg(properties, sqlText(filter.property), *test);
    return filter.test.op == Op::IsNotSet ? QString(QStringLiteral("NOT ") + exists) : exists;
}

} // namespace perennial
