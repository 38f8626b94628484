// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/sqltemplate.h"

#include "core/segment/document/jsonreader.h"
#include "core/segment/document/jsonvalues.h"
#include "core/segment/document/jsonwriter.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace perennial {

template <>
struct EnumIds<ParameterType>
{
    static constexpr std::array ids{"text", "number", "date", "yes_no"};
};

template <class Io>
void fields(Io &io, TemplateParameter &x)
{
    io("name", x.name);
    io("type", x.type);
    io("default", x.standard);
}

template <class Io>
void fields(Io &io, SqlTemplate &x)
{
    io("name", x.name);
    io("query", x.query);
    io("parameters", x.parameters);
    io("note", x.note);
}

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

std::optional<SqlValue> dateValue(const QString &text, const QTimeZone &zone)
{
    const auto ms = isDateText(text) ? dateOf(QJsonValue(text), zone) : std::nullopt;
    return ms ? std::optional<SqlValue>(*ms) : std::nullopt;
}

std::optional<SqlValue> yesNoValue(const QString &text)
{
    if (text == QLatin1String("yes"))
        return SqlValue(qint64(1));
    return text == QLatin1String("no") ? std::optional<SqlValue>(qint64(0)) : std::nullopt;
}

std::optional<SqlValue> textValue(ParameterType type, const QString &text, const QTimeZone &zone)
{
    switch (type) {
    case ParameterType::Text:
        return SqlValue(text);
    case ParameterType::Date:
        return dateValue(text, zone);
    case ParameterType::YesNo:
        return yesNoValue(text);
    case ParameterType::Number:
        break;
    }
    return std::nullopt;
}

std::optional<SqlValue> numberValue(ParameterType type, double number)
{
    constexpr double exact = 9007199254740992.0;
    if (type == ParameterType::YesNo && (number == 0 || number == 1))
        return SqlValue(static_cast<qint64>(number));
    if (type != ParameterType::Number || !std::isfinite(number))
        return std::nullopt;
    const bool whole = std::abs(number) < exact && number == std::floor(number);
    if (whole)
        return static_cast<qint64>(number);
    return number;
}

QString wantedWords(ParameterType type)
{
    switch (type) {
    case ParameterType::Text:
        return tr("Here must stand a text.");
    case ParameterType::Number:
        return tr("Here must stand a number.");
    case ParameterType::Date:
        return tr("Here must stand a date like 2026-01-31 or a moment like 2026-01-31T08:00:00Z.");
    case ParameterType::YesNo:
        return tr("Here must stand “yes” or “no”.");
    }
    return {};
}

} // namespace

Result<SqlTemplate> SqlTemplate::fromJson(const QByteArray &text)
{
    QJsonParseError problem;
    const QJsonDocument json = QJsonDocument::fromJson(text, &problem);
    if (!json.isObject())
        return failure(ErrorKind::Invalid, tr("A query is a JSON object with “name” and “query”."), {},
                       problem.errorString());
    return fromJsonObject(json.object());
}

Result<SqlTemplate> SqlTemplate::fromJsonObject(const QJsonObject &object)
{
    SqlTemplate query;
    JsonReader::State state;
    JsonReader reader(object, {}, state);
    fields(reader, query);
    reader.finish();
    if (state.error)
        return failure(*state.error);
    return query;
}

QJsonObject SqlTemplate::toJsonObject() const
{
    SqlTemplate copy = *this;
    JsonWriter writer;
    fields(writer, copy);
    return writer.object();
}

const TemplateParameter *SqlTemplate::parameter(const QString &parameterName) const
{
    const auto place = std::ranges::find(parameters, parameterName, &TemplateParameter::name);
    return place == parameters.end() ? nullptr : &*place;
}

Result<SqlValue> sqlValue(ParameterType type, const Operand &value, const QTimeZone &zone, const QString &where)
{
    const auto *text = std::get_if<QString>(&value);
    const auto made = text ? textValue(type, *text, zone) : numberValue(type, std::get<double>(value));
    if (!made)
        return failure(ErrorKind::Invalid, wantedWords(type), where);
    return *made;
}

} // namespace perennial
