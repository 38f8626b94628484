// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/rowvalue.h"

#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace perennial {

namespace {

// 41 and 41.0, which Qt reads as the same.
bool isWhole(const QJsonValue &json)
{
    return json.isDouble() && json.toVariant().typeId() == QMetaType::LongLong;
}

std::optional<QString> textIn(const QJsonValue &json)
{
    if (json.isString())
        return json.toString();
    if (isWhole(json))
        return QString::number(json.toInteger());
    return std::nullopt;
}

std::optional<qint64> dateIn(const QJsonValue &json, const QTimeZone &zone)
{
    if (isWhole(json))
        return json.toInteger();
    return json.isString() ? momentOf(json.toString(), zone) : std::nullopt;
}

QString textOperand(const Test &test, size_t i = 0)
{
    return std::get<QString>(test.values.at(i));
}

bool isAmongOperands(const Test &test, const QString &text)
{
    return std::ranges::any_of(test.values, [&](const Operand &o) { return std::get<QString>(o) == text; });
}

RowVerdict judgeDate(const Test &test, qint64 date, const RowQuestion &question, const RowPerson &person)
{
    const auto span = spanOf(test.window, question, person);
    if (!span)
        return RowVerdict::Unknown;
    if (*test.op == Op::AnniversaryWithin)
        return verdictOf(hasAnniversaryIn(date, *span, question.zone));
    return verdictOf(liesIn(date, *span, test.window, question.zone) == (*test.op == Op::DateWithin));
}

} // namespace

RowNumber RowNumber::written(double number)
{
    QString text = QString::number(number, 'f', QLocale::FloatingPointShortest);
    const qsizetype point = text.indexOf(u'.');
    RowNumber made = ofReal(number);
    made.under = 1;
    for (qsizetype i = point < 0 ? text.size() : point + 1; i < text.size(); ++i)
        made.under *= 10;
    const bool negative = text.startsWith(u'-');
    for (const QChar digit : text.remove(u'.').remove(u'-'))
        made.over = made.over * 10 + digit.digitValue();
    made.over *= negative ? -1 : 1;
    return made;
}

double RowNumber::toReal() const
{
    return under == 0 ? real : static_cast<double>(over) / static_cast<double>(under);
}

int compared(const RowNumber &a, const RowNumber &b)
{
    if (a.under != 0 && b.under != 0) {
        const __int128 left = a.over * b.under, right = b.over * a.under;
        return left < right ? -1 : left > right;
    }
    const double left = a.toReal(), right = b.toReal();
    return left < right ? -1 : left > right;
}

bool passesNumber(Op op, const RowNumber &number, const std::vector<RowNumber> &operands)
{
    const auto against = [&](size_t i) { return compared(number, operands.at(i)); };
    const auto lies = [&] { return (against(0) >= 0 && against(1) <= 0) || (against(1) >= 0 && against(0) <= 0); };
    switch (op) {
    case Op::AtLeastOnce:
        return compared(number, RowNumber::fraction(1, 1)) >= 0;
    case Op::ZeroTimes:
        return compared(number, RowNumber::fraction(0, 1)) == 0;
    case Op::Equals:
        return against(0) == 0;
    case Op::NotEquals:
        return against(0) != 0;
    case Op::Less:
        return against(0) < 0;
    case Op::AtMost:
        return against(0) <= 0;
    case Op::More:
        return against(0) > 0;
    case Op::AtLeast:
        return against(0) >= 0;
    case Op::Between:
        return lies();
    case Op::NotBetween:
        return !lies();
    default:
        qFatal("no operator of numbers");
    }
}

bool passesNumber(const Test &test, const RowNumber &number)
{
    std::vector<RowNumber> operands;
    for (const Operand &operand : test.values)
        operands.push_back(RowNumber::written(std::get<double>(operand)));
    return passesNumber(*test.op, number, operands);
}

bool passesText(const Test &test, const QString &text)
{
    switch (*test.op) {
    case Op::Is:
        return text == textOperand(test);
    case Op::IsNot:
        return text != textOperand(test);
    case Op::Contains:
        return text.contains(textOperand(test));
    case Op::ContainsNot:
        return !text.contains(textOperand(test));
    case Op::StartsWith:
        return text.startsWith(textOperand(test));
    case Op::StartsNotWith:
        return !text.startsWith(textOperand(test));
    case Op::EndsWith:
        return text.endsWith(textOperand(test));
    case Op::EndsNotWith:
        return !text.endsWith(textOperand(test));
    case Op::Matches:
        return QRegularExpression(textOperand(test)).match(text).hasMatch();
    case Op::MatchesNot:
        return !QRegularExpression(textOperand(test)).match(text).hasMatch();
    case Op::IsAnyOf:
        return isAmongOperands(test, text);
    case Op::IsNoneOf:
        return !isAmongOperands(test, text);
    default:
        qFatal("no operator of texts");
    }
}

bool passesList(const Test &test, const QJsonArray &list)
{
    const auto holds = [&](const Operand &wanted) {
        return std::ranges::any_of(list,
                                   [&](const QJsonValue &item) { return textIn(item) == std::get<QString>(wanted); });
    };
    switch (*test.op) {
    case Op::Has:
    case Op::HasAnyOf:
        return std::ranges::any_of(test.values, holds);
    case Op::HasAllOf:
        return std::ranges::all_of(test.values, holds);
    case Op::HasNot:
    case Op::HasNoneOf:
        return std::ranges::none_of(test.values, holds);
    default:
        qFatal("no operator of lists");
    }
}

std::optional<RowValue> readAs(ValueType type, const QJsonValue &json, const QTimeZone &zone)
{
    if (json.isNull() || json.isUndefined())
        return std::nullopt;
    RowValue value{.type = type};
    if (type == ValueType::Number && json.isDouble())
        value.number = RowNumber::ofReal(json.toDouble());
    else if (const auto text = textIn(json); type == ValueType::Text && text)
        value.text = *text;
    else if (type == ValueType::Boolean && json.isBool())
        value.yes = json.toBool();
    else if (const auto date = dateIn(json, zone); type == ValueType::Date && date)
        value.date = *date;
    else if (type == ValueType::List && json.isArray())
        value.list = json.toArray();
    else if (type != ValueType::Any)
        return std::nullopt;
    return value;
}

RowVerdict judgeValue(const Test &test, const RowValue &value, const RowQuestion &question, const RowPerson &person)
{
    switch (operatorOf(*test.op).type) {
    case ValueType::Number:
    case ValueType::Count:
        return verdictOf(passesNumber(test, value.number));
    case ValueType::Text:
        return verdictOf(passesText(test, value.text));
    case ValueType::Boolean:
        return verdictOf(value.yes == (*test.op == Op::IsTrue));
    case ValueType::Date:
        return judgeDate(test, value.date, question, person);
    case ValueType::List:
        return verdictOf(passesList(test, value.list));
    case ValueType::Any:
        return verdictOf(*test.op == Op::IsSet);
    }
    return RowVerdict::Unknown;
}

RowVerdict judgeMaybe(const Test &test, const std::optional<RowValue> &value, const RowQuestion &question,
                      const RowPerson &person)
{
    if (value)
        return judgeValue(test, *value, question, person);
    return operatorOf(*test.op).type == ValueType::Any ? verdictOf(*test.op == Op::IsNotSet) : RowVerdict::Unknown;
}

std::optional<RowNumber> amountOf(std::optional<qint64> minor, const QString &currency, const RowStore &store)
{
    if (!minor || (!currency.isEmpty() && currency != store.currency))
        return std::nullopt;
    return RowNumber::fraction(*minor, store.minorUnits);
}

QString identityOf(const QJsonValue &json)
{
    if (json.isDouble())
        return QStringLiteral("number ") + QString::number(json.toDouble(), 'g', 17);
    return QString::fromUtf8(QJsonDocument(QJsonArray{json}).toJson(QJsonDocument::Compact));
}

} // namespace perennial
