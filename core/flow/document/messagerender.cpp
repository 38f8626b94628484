// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/messagetext.h"

#include "core/base/money.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QLocale>

#include <cmath>

// A message text filled in: every filter takes a value and yields one.

namespace perennial {

namespace {

constexpr int DefaultDigits = -1; // one, and none where the number is whole

bool isEmpty(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().isEmpty()) ||
           (value.isArray() && value.toArray().isEmpty());
}

QString plain(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QCoreApplication::translate("perennial::MessageText", "yes")
                              : QCoreApplication::translate("perennial::MessageText", "no");
    if (value.isDouble()) {
        const double number = value.toDouble();
        return number == std::floor(number) && std::abs(number) < 1e15 ? QString::number(number, 'f', 0)
                                                                       : QString::number(number, 'g', 12);
    }
    if (!value.isArray())
        return value.toString();
    QStringList items;
    for (const QJsonValue &item : value.toArray())
        items.append(plain(item));
    return items.join(QStringLiteral(", "));
}

std::optional<double> numberOf(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toDouble();
    bool fine = false;
    const double number = value.toString().toDouble(&fine);
    return fine ? std::optional(number) : std::nullopt;
}

QString titled(const QString &text)
{
    QString result = text.toLower();
    for (qsizetype i = 0; i < result.size(); ++i) {
        const bool begins = i == 0 || !(result.at(i - 1).isLetterOrNumber() || result.at(i - 1) == u'\'');
        if (begins)
            result[i] = result.at(i).toUpper();
    }
    return result;
}

QString truncated(const QString &text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    return most > 0 ? text.left(most - 1) + QStringLiteral("…") : QString();
}

// "2": so many digits; "-2": only where there are any.
QString fixed(double number, int digits)
{
    const int most = std::abs(digits);
    const double rounded = std::round(number * std::pow(10, most)) / std::pow(10, most);
    const bool whole = digits < 0 && rounded == std::floor(rounded);
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(rounded, 'f', whole ? 0 : most);
}

QString symbolOf(const QString &currency)
{
    static const QHash<QString, QString> symbols{{"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"JPY", "¥"}, {"INR", "₹"}};
    return symbols.value(currency, currency + QChar::Nbsp);
}

QString moneyWords(double number, const QString &currency)
{
    const int digits = minorDigits(currency);
    return currency.isEmpty() ? QLocale().toString(number, 'f', digits)
                              : QLocale().toCurrencyString(number, symbolOf(currency), digits);
}

// One letter of a date's pattern, as Django writes them.
QString dateLetter(QChar letter, const QDateTime &at)
{
    const QLocale locale;
    const auto as = [&](const char *format) { return locale.toString(at, QLatin1String(format)); };
    switch (letter.unicode()) {
    case u'd':
        return as("dd");
    case u'j':
        return as("d");
    case u'D':
        return as("ddd");
    case u'l':
        return as("dddd");
    case u'm':
        return as("MM");
    case u'n':
        return as("M");
    case u'M':
        return as("MMM");
    case u'F':
        return as("MMMM");
    case u'y':
        return as("yy");
    case u'Y':
        return as("yyyy");
    case u'H':
        return as("HH");
    case u'G':
        return as("H");
    case u'h':
        return QString::number((at.time().hour() + 11) % 12 + 1).rightJustified(2, u'0');
    case u'g':
        return QString::number((at.time().hour() + 11) % 12 + 1);
    case u'i':
        return as("mm");
    case u'A':
        return at.time().hour() < 12 ? locale.amText() : locale.pmText();
    default:
        return letter;
    }
}

std::optional<QDateTime> momentOf(const QJsonValue &value, const QTimeZone &zone)
{
    const QString text = value.toString();
    if (text.size() == QStringLiteral("2026-01-31").size()) {
        const QDate day = QDate::fromString(text, Qt::ISODate);
        return day.isValid() ? std::optional(QDateTime(day, QTime(0, 0), Qt::UTC)) : std::nullopt;
    }
    const QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!at.isValid())
        return std::nullopt;
    return at.timeSpec() == Qt::LocalTime || !zone.isValid() ? at : at.toTimeZone(zone);
}

QString dated(const QJsonValue &value, const QString &pattern, const QTimeZone &zone)
{
    const auto at = momentOf(value, zone);
    if (!at)
        return plain(value);
    if (pattern.isEmpty())
        return QLocale().toString(at->date(), QLocale::LongFormat);
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool escaped = pattern.at(i) == u'\\' && i + 1 < pattern.size();
        text += escaped ? QString(pattern.at(++i)) : dateLetter(pattern.at(i), *at);
    }
    return text;
}

QString joined(const QJsonValue &value, const QString &between)
{
    if (!value.isArray())
        return plain(value);
    QStringList items;
    for (const QJsonValue &item : value.toArray())
        items.append(plain(item));
    return items.join(between);
}

QJsonValue filtered(const QJsonValue &value, const TextFilter &filter, const FieldValues &values)
{
    using enum TextFilterKind;
    const QString &argument = filter.argument;
    if (filter.kind == Default)
        return isEmpty(value) ? QJsonValue(argument) : value;
    if (isEmpty(value))
        return filter.kind == Length ? QJsonValue(0) : value;
    const auto number = numberOf(value);
    switch (filter.kind) {
    case Upper:
        return plain(value).toUpper();
    case Lower:
        return plain(value).toLower();
    case CapFirst:
        return plain(value).left(1).toUpper() + plain(value).mid(1);
    case Title:
        return titled(plain(value));
    case TruncateChars:
        return truncated(plain(value), argument.toInt());
    case Join:
        return joined(value, argument);
    case Length:
        return value.isArray() ? value.toArray().size() : plain(value).size();
    case Date:
        return dated(value, argument, values.zone);
    case FloatFormat:
        return number ? QJsonValue(fixed(*number, filter.hasArgument ? argument.toInt() : DefaultDigits)) : value;
    case Money:
        return number ? QJsonValue(moneyWords(*number, filter.hasArgument ? argument : values.currency)) : value;
    case Default:
        break;
    }
    return value;
}

} // namespace

QString rendered(const TextField &field, const FieldValues &values)
{
    QJsonValue value = values.find ? values.find(field.of, fieldKey(field.name)) : QJsonValue(QJsonValue::Undefined);
    for (const TextFilter &filter : field.filters)
        value = filtered(value, filter, values);
    return isEmpty(value) ? QString() : plain(value);
}

QString rendered(const MessageText &text, const FieldValues &values)
{
    QString result;
    for (const auto &part : text.parts) {
        if (const auto *field = std::get_if<TextField>(&part))
            result += rendered(*field, values);
        else
            result += std::get<QString>(part);
    }
    return result;
}

} // namespace perennial
