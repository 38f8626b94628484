// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace perennial {

// What a value must look like where it may be one of several things, as Klaviyo's conditions and actions are: rules by
// name, written as JSON that looks like the value.
//   "string", "number", "integer", "boolean", "object" (of anything), "true", "false"
//   "moment" (RFC 3339), "day", "time", "zone" (of IANA, or "profile")
//   "=list|segment"        one of these words
//   "@rule"                as that rule says
//   [shape]                any number of such values
//   {"|": [shape, …]}      at least one of them
//   {"key!": shape, …}     an object of these keys and no others; those with a ! must be there
// A "?" at the end of a text, as the first of two in an array (["?", shape]) or {"?": true} lets null stand there.
class JsonGrammar
{
public:
    struct Fault
    {
        QString pointer; // "/condition_groups/0/conditions/1/filter"
        QString what;
    };

    explicit JsonGrammar(const QJsonObject &rules)
        : m_rules(rules)
    {
    }

    // What is wrong with the value, as that rule says; of alternatives the fault of the one that fits longest.
    [[nodiscard]] std::optional<Fault> faultOf(const QJsonValue &value, const QString &rule) const;

private:
    using Found = std::optional<Fault>;

    [[nodiscard]] Found look(const QJsonValue &value, const QJsonValue &shape, const QString &at) const;
    [[nodiscard]] Found lookAtText(const QJsonValue &value, QString shape, const QString &at) const;
    [[nodiscard]] Found lookAtArray(const QJsonValue &value, const QJsonArray &shape, const QString &at) const;
    [[nodiscard]] Found lookAtObject(const QJsonValue &value, const QJsonObject &shape, const QString &at) const;
    [[nodiscard]] Found lookAtEither(const QJsonValue &value, const QJsonArray &shapes, const QString &at) const;

    QJsonObject m_rules;
};

} // namespace perennial
