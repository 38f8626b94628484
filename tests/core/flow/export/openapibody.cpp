// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/flow/export/openapibody.h"

#include <QDateTime>
#include <QJsonArray>

namespace perennial {

namespace {

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == QLatin1String("object"))
        return value.isObject();
    if (type == QLatin1String("array"))
        return value.isArray();
    if (type == QLatin1String("string"))
        return value.isString();
    if (type == QLatin1String("boolean"))
        return value.isBool();
    if (type == QLatin1String("integer"))
        return value.isDouble() && value.toInteger(0) == value.toInteger(1);
    return type == QLatin1String("number") ? value.isDouble() : true;
}

bool hasFormat(const QString &text, const QString &format)
{
    if (format == QLatin1String("date-time"))
        return QDateTime::fromString(text, Qt::ISODate).isValid();
    if (format == QLatin1String("time"))
        return QTime::fromString(text, Qt::ISODate).isValid();
    return true;
}

} // namespace

QString OpenApiBody::whyNot(const QJsonValue &body, const QString &schema) const
{
    return check(body, named(schema), {});
}

QJsonObject OpenApiBody::named(const QString &name) const
{
    return m_document[QLatin1String("components")][QLatin1String("schemas")][name].toObject();
}

QString OpenApiBody::check(const QJsonValue &value, const QJsonObject &schema, const QString &where) const
{
    if (value.isNull() && schema[QLatin1String("nullable")].toBool())
        return {};
    if (schema.contains(QLatin1String("$ref")))
        return check(value, named(schema[QLatin1String("$ref")].toString().section(u'/', -1)), where);
    if (schema.contains(QLatin1String("oneOf")))
        return checkOneOf(value, schema[QLatin1String("oneOf")].toArray(), where);
    if (schema.contains(QLatin1String("enum")) && !schema[QLatin1String("enum")].toArray().contains(value))
        return where + QStringLiteral(": not one of those listed");
    const QString type = schema[QLatin1String("type")].toString();
    if (!isOfType(value, type))
        return where + QStringLiteral(": not of type ") + type;
    if (value.isString() && !hasFormat(value.toString(), schema[QLatin1String("format")].toString()))
        return where + QStringLiteral(": not of the format");
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString here = QStringLiteral("%1[%2]").arg(where).arg(i);
        if (const QString why = check(array[i], schema[QLatin1String("items")].toObject(), here); !why.isEmpty())
            return why;
    }
    return value.isObject() ? checkObject(value.toObject(), schema, where) : QString();
}

QString OpenApiBody::checkObject(const QJsonObject &object, const QJsonObject &schema, const QString &where) const
{
    const QJsonObject properties = schema[QLatin1String("properties")].toObject();
    for (const QJsonValue &key : schema[QLatin1String("required")].toArray()) {
        if (!object.contains(key.toString()))
            return where + QStringLiteral(": no ") + key.toString();
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (properties.isEmpty())
            continue;
        if (!properties.contains(it.key()))
            return where + QStringLiteral(": ") + it.key() + QStringLiteral(" is not known");
        const QString why = check(*it, properties[it.key()].toObject(), where + u'.' + it.key());
        if (!why.isEmpty())
            return why;
    }
    return {};
}

// Of several the one is told that says most.
QString OpenApiBody::checkOneOf(const QJsonValue &value, const QJsonArray &schemas, const QString &where) const
{
    QString longest;
    for (const QJsonValue &schema : schemas) {
        const QString why = check(value, schema.toObject(), where);
        if (why.isEmpty())
            return {};
        if (why.section(u':', 0, 0).size() > longest.section(u':', 0, 0).size() || longest.isEmpty())
            longest = why;
    }
    return longest;
}

} // namespace perennial
