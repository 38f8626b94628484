// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>

namespace perennial {

// Holds bodies of requests against an OpenAPI document, as its server does: keys that are not in it are refused, "one
// of" means at least one, and what is nullable may be null beside a reference too.
class OpenApiBody
{
public:
    explicit OpenApiBody(QJsonObject document)
        : m_document(std::move(document))
    {
    }

    // Empty where the body fits the schema of this name; else the place and why not.
    [[nodiscard]] QString whyNot(const QJsonValue &body, const QString &schema) const;

private:
    [[nodiscard]] QString check(const QJsonValue &value, const QJsonObject &schema, const QString &where) const;
    [[nodiscard]] QString checkObject(const QJsonObject &object, const QJsonObject &schema, const QString &where) const;
    [[nodiscard]] QString checkOneOf(const QJsonValue &value, const QJsonArray &schemas, const QString &where) const;
    [[nodiscard]] QJsonObject named(const QString &name) const;

    QJsonObject m_document;
};

} // namespace perennial
