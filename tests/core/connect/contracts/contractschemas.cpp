// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/connect/contracts/contractschemas.h"

#include <QDate>
#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <limits>

namespace perennial {

namespace {

using Problem = std::optional<QString>;

Problem problem(const QString &at, const QString &what)
{
    return ContractSchemas::problemAt(at, what);
}

bool isRequiredOnly(const QJsonArray &branches)
{
    return std::ranges::all_of(branches, [](const QJsonValue &branch) {
        return branch.toObject().keys() == QStringList{QStringLiteral("required")};
    });
}

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == QLatin1String("string"))
        return value.isString();
    if (type == QLatin1String("boolean"))
        return value.isBool();
    if (type == QLatin1String("array"))
        return value.isArray();
    if (type == QLatin1String("object"))
        return value.isObject();
    if (type == QLatin1String("null"))
        return value.isNull();
    if (type == QLatin1String("integer"))
        return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
    return type != QLatin1String("number") || value.isDouble();
}

// date-time is RFC 3339's, with a zone. Klaviyo's times of day have none.
bool isOfFormat(const QString &text, const QString &format)
{
    static const QString day = QStringLiteral("\\d{4}-\\d\\d-\\d\\d");
    static const QString time = QStringLiteral("([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?");
    static const QString zone = QStringLiteral("(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)");
    static const std::map<QString, QRegularExpression> shapes{
        {QStringLiteral("date-time"), QRegularExpression(QStringLiteral("^%1T%2%3$").arg(day, time, zone))},
        {QStringLiteral("date"), QRegularExpression(QStringLiteral("^%1$").arg(day))},
        {QStringLiteral("time"), QRegularExpression(QStringLiteral("^%1%2?$").arg(time, zone))}};
    if (format == QLatin1String("uri"))
        return !QUrl(text, QUrl::StrictMode).scheme().isEmpty();
    const auto shape = shapes.find(format);
    if (shape == shapes.end())
        return true;
    return shape->second.match(text).hasMatch() &&
           (format == QLatin1String("time") || QDate::fromString(text.left(10), Qt::ISODate).isValid());
}

bool isWithin(qsizetype count, const QJsonObject &schema, const char *least, const char *most)
{
    return count >= schema[QLatin1String(least)].toInt() &&
           count <= schema[QLatin1String(most)].toInt(std::numeric_limits<int>::max());
}

Problem checkText(const QJsonObject &schema, const QString &text, const QString &at)
{
    const QString format = schema[QLatin1String("format")].toString();
    if (!isWithin(text.size(), schema, "minLength", "maxLength"))
        return problem(at, QStringLiteral("is too short or too long"));
    if (const QString pattern = schema[QLatin1String("pattern")].toString();
        !pattern.isEmpty() && !QRegularExpression(pattern).match(text).hasMatch())
        return problem(at, QStringLiteral("does not look like %1").arg(pattern));
    return isOfFormat(text, format) ? std::nullopt : problem(at, QStringLiteral("is no %1").arg(format));
}

Problem checkNumber(const QJsonObject &schema, double number, const QString &at)
{
    const bool isShort = schema[QLatin1String("format")] == QLatin1String("int32");
    const double least = isShort ? double(std::numeric_limits<qint32>::min()) : -std::numeric_limits<double>::max();
    const double most = isShort ? double(std::numeric_limits<qint32>::max()) : std::numeric_limits<double>::max();
    if (number < schema[QLatin1String("minimum")].toDouble(least) ||
        number > schema[QLatin1String("maximum")].toDouble(most))
        return problem(at, QStringLiteral("is out of range"));
    return std::nullopt;
}

Problem checkType(const QJsonObject &schema, const QJsonValue &value, const QString &at)
{
    const QStringList types = ContractSchemas::typesOf(schema);
    if (!types.isEmpty() && std::ranges::none_of(types, [&](const QString &type) { return isOfType(value, type); }))
        return problem(at, QStringLiteral("is no %1").arg(types.join(QStringLiteral(" or "))));
    if (const QJsonArray words = schema[QLatin1String("enum")].toArray(); !words.isEmpty() && !words.contains(value))
        return problem(at, QStringLiteral("is none of the words that may stand here"));
    if (value.isString())
        return checkText(schema, value.toString(), at);
    return value.isDouble() ? checkNumber(schema, value.toDouble(), at) : std::nullopt;
}

} // namespace

QString ContractSchemas::problemAt(const QString &at, const QString &what)
{
    return (at.isEmpty() ? QStringLiteral("/") : at) + QStringLiteral(": ") + what;
}

QStringList ContractSchemas::typesOf(const QJsonObject &schema)
{
    const QJsonValue type = schema[QLatin1String("type")];
    if (type.isString())
        return {type.toString()};
    QStringList types;
    for (const QJsonValue &one : type.toArray())
        types.append(one.toString());
    return types;
}

QJsonObject ContractSchemas::resolved(const QJsonValue &schema) const
{
    QJsonObject object = schema.toObject();
    for (int depth = 0; depth < 32 && object.contains(QLatin1String("$ref")); ++depth) {
        const bool isNullable = object[QLatin1String("nullable")].toBool();
        QJsonValue found = m_root;
        for (QString step : object[QLatin1String("$ref")].toString().mid(2).split(u'/'))
            found = found.toObject()[step.replace(QLatin1String("~1"), QLatin1String("/"))
                                         .replace(QLatin1String("~0"), QLatin1String("~"))];
        object = found.toObject();
        if (isNullable)
            object.insert(QStringLiteral("nullable"), true);
    }
    return object;
}

ContractSchemas::Closed ContractSchemas::below(Closed closed)
{
    return closed == Closed::Nowhere ? Closed::Nowhere : Closed::Wholly;
}

Problem ContractSchemas::problemOf(const QJsonValue &schema, const QJsonValue &value, const QString &at) const
{
    return check(schema, value, at, Closed::Wholly);
}

Problem ContractSchemas::check(const QJsonValue &wanted, const QJsonValue &value, const QString &at,
                               Closed closed) const
{
    const QJsonObject schema = resolved(wanted);
    if (value.isNull() && schema[QLatin1String("nullable")].toBool())
        return std::nullopt;
    for (const char *key : {"oneOf", "anyOf"}) {
        if (auto wrong = checkBranches(schema, key, value, at, closed))
            return wrong;
    }
    for (const QJsonValue &part : schema[QLatin1String("allOf")].toArray()) {
        if (auto wrong = check(part, value, at, Closed::Nowhere))
            return wrong;
    }
    if (auto wrong = checkType(schema, value, at))
        return wrong;
    if (value.isArray())
        return checkArray(schema, value.toArray(), at, closed);
    return value.isObject() ? checkObject(schema, value.toObject(), at, closed) : std::nullopt;
}

// How many of the branch's words the value has, less those it has otherwise; then how many of its keys fit.
std::pair<int, int> ContractSchemas::likeness(const QJsonValue &branch, const QJsonValue &value) const
{
    std::pair<int, int> like;
    const QJsonObject properties = resolved(branch)[QLatin1String("properties")].toObject();
    for (auto each = properties.begin(); each != properties.end(); ++each) {
        if (!value.toObject().contains(each.key()))
            continue;
        if (const QJsonArray words = resolved(each.value())[QLatin1String("enum")].toArray(); !words.isEmpty())
            like.first += words.contains(value[each.key()]) ? 1 : -1;
        like.second += problemOf(each.value(), value[each.key()]) ? 0 : 1;
    }
    return like;
}

Problem ContractSchemas::checkBranches(const QJsonObject &schema, const char *key, const QJsonValue &value,
                                       const QString &at, Closed closed) const
{
    const QJsonArray branches = schema[QLatin1String(key)].toArray();
    if (branches.isEmpty())
        return std::nullopt;
    const bool isWhole = !schema.contains(QLatin1String("properties")) && !schema.contains(QLatin1String("allOf"));
    const Closed ofBranch = isWhole ? closed : std::min(closed, Closed::Below);
    qsizetype fitting = 0;
    QString meant;
    std::pair best{std::pair(std::numeric_limits<int>::min(), 0), qsizetype(0)}; // and the fault's depth
    for (const QJsonValue &branch : branches) {
        const auto wrong = check(branch, value, at, ofBranch);
        fitting += wrong ? 0 : 1;
        if (!wrong)
            continue;
        const std::pair rank{likeness(branch, value), wrong->section(u':', 0, 0).count(u'/')};
        if (rank < best)
            continue;
        best = rank;
        meant = *wrong;
    }
    if (fitting == 0)
        return meant;
    const bool isExact = QLatin1String(key) == QLatin1String("oneOf") && isRequiredOnly(branches);
    return isExact && fitting > 1 ? problem(at, QStringLiteral("exactly one of several may stand here")) : std::nullopt;
}

Problem ContractSchemas::checkArray(const QJsonObject &schema, const QJsonArray &array, const QString &at,
                                    Closed closed) const
{
    if (!isWithin(array.size(), schema, "minItems", "maxItems"))
        return problem(at, QStringLiteral("has too few or too many items"));
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (schema[QLatin1String("uniqueItems")].toBool() && std::count(array.begin(), array.end(), array[i]) > 1)
            return problem(at, QStringLiteral("has an item twice"));
        if (!schema.contains(QLatin1String("items")))
            continue;
        if (auto wrong =
                check(schema[QLatin1String("items")], array[i], QStringLiteral("%1/%2").arg(at).arg(i), below(closed)))
            return wrong;
    }
    return std::nullopt;
}

// Those of the schema and of the parts of its allOf, a key of several of them with all it is to be.
QJsonObject ContractSchemas::mergedProperties(const QJsonObject &schema) const
{
    QJsonObject merged = schema[QLatin1String("properties")].toObject();
    for (const QJsonValue &part : schema[QLatin1String("allOf")].toArray()) {
        const QJsonObject more = mergedProperties(resolved(part));
        for (auto each = more.begin(); each != more.end(); ++each) {
            const QJsonValue known = merged[each.key()];
            const QJsonObject both{{QStringLiteral("allOf"), QJsonArray{known, each.value()}}};
            merged.insert(each.key(), known.isUndefined() ? QJsonValue(each.value()) : QJsonValue(both));
        }
    }
    return merged;
}

void ContractSchemas::collectProperties(const QJsonValue &wanted, QJsonObject &into, bool &isOpen) const
{
    const QJsonObject schema = resolved(wanted);
    const QJsonObject properties = schema[QLatin1String("properties")].toObject();
    for (auto each = properties.begin(); each != properties.end(); ++each)
        into.insert(each.key(), each.value());
    const QJsonValue more = schema[QLatin1String("additionalProperties")];
    isOpen = isOpen || more.toBool() || more.isObject();
    for (const char *key : {"allOf", "oneOf", "anyOf"}) {
        for (const QJsonValue &part : schema[QLatin1String(key)].toArray())
            collectProperties(part, into, isOpen);
    }
}

Problem ContractSchemas::checkObject(const QJsonObject &schema, const QJsonObject &object, const QString &at,
                                     Closed closed) const
{
    for (const QJsonValue &name : schema[QLatin1String("required")].toArray()) {
        if (!object.contains(name.toString()))
            return problem(at, QStringLiteral("lacks %1").arg(name.toString()));
    }
    if (!isWithin(object.size(), schema, "minProperties", "maxProperties"))
        return problem(at, QStringLiteral("has too few or too many keys"));
    const QJsonObject own = mergedProperties(schema);
    QJsonObject all;
    bool isOpen = false;
    collectProperties(schema, all, isOpen);
    const QJsonValue more = schema[QLatin1String("additionalProperties")];
    const bool isForbidden = more.isBool() && !more.toBool();
    const bool takesOnlyKnown =
        isForbidden || (m_keys == Keys::Known && closed == Closed::Wholly && !isOpen && !all.isEmpty());
    for (auto each = object.begin(); each != object.end(); ++each) {
        const QString place = at + u'/' + each.key();
        if (const QJsonValue wanted = own.contains(each.key()) ? own[each.key()] : more; wanted.isObject()) {
            if (auto wrong = check(wanted, each.value(), place, below(closed)))
                return wrong;
        } else if (takesOnlyKnown && !all.contains(each.key())) {
            return problem(place, QStringLiteral("is no key that may stand here"));
        }
    }
    return std::nullopt;
}

} // namespace perennial
