// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/condition.h"

#include <QJsonObject>

namespace perennial {

enum class ParameterType { Text, Number, Date, YesNo };

// The moment a question is asked for, in milliseconds: what every query may use without declaring it.
inline const QString AsOfParameter = QStringLiteral("as_of");

struct TemplateParameter
{
    QString name; // "amount", which the query writes ":amount"
    ParameterType type = ParameterType::Text;
    std::optional<Operand> standard; // taken where no value is given

    friend bool operator==(const TemplateParameter &, const TemplateParameter &) = default;
};

// A saved query whose first column yields profile ids.
struct SqlTemplate
{
    QString name;
    QString query;
    std::vector<TemplateParameter> parameters;
    QString note;

    // {"name", "query", "parameters": [{"name", "type", "default"}], "note"}. Errors name the JSON path.
    [[nodiscard]] static Result<SqlTemplate> fromJson(const QByteArray &text);
    [[nodiscard]] static Result<SqlTemplate> fromJsonObject(const QJsonObject &object);
    [[nodiscard]] QJsonObject toJsonObject() const;
    // Null where it has none of that name.
    [[nodiscard]] const TemplateParameter *parameter(const QString &parameterName) const;

    friend bool operator==(const SqlTemplate &, const SqlTemplate &) = default;
};

// What SQLite is handed for a parameter.
using SqlValue = std::variant<qint64, double, QString>;

// Dates are milliseconds, a day its start in `zone`; yes and no ("yes", "no", 1, 0) are 1 and 0. A value of another
// type is an error at `where`.
[[nodiscard]] Result<SqlValue> sqlValue(ParameterType type, const Operand &value, const QTimeZone &zone,
                                        const QString &where);

} // namespace perennial
