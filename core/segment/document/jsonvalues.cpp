// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/jsonvalues.h"

#include "core/segment/document/window.h"

namespace perennial {

namespace {

// However it is written: 41.0 is 41. What is not whole becomes what toInteger() is told.
bool isWhole(const QJsonValue &value)
{
    return value.isDouble() && value.toInteger(0) == value.toInteger(1);
}

} // namespace

ValueType typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return ValueType::Boolean;
    case QJsonValue::Double:
        return ValueType::Number;
    case QJsonValue::Array:
        return ValueType::List;
    case QJsonValue::String:
        return isDateText(value.toString()) ? ValueType::Date : ValueType::Text;
    default:
        return ValueType::Any;
    }
}

std::optional<QString> textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    return isWhole(value) ? std::optional(QString::number(value.toInteger())) : std::nullopt;
}

std::optional<double> numberOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<qint64> dateOf(const QJsonValue &value, const QTimeZone &zone)
{
    if (isWhole(value))
        return value.toInteger();
    const QString text = value.toString();
    if (const QDate day = QDate::fromString(text, Qt::ISODate); text.size() == 10 && day.isValid())
        return startOfDayMs(day, zone);
    const auto instant = Instant::fromIso(text);
    return instant ? std::optional(instant->ms) : std::nullopt;
}

} // namespace perennial
