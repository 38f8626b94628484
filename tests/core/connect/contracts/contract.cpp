// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/connect/contracts/contract.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <cmath>
#include <limits>

namespace perennial {

namespace {

std::optional<QString> problem(const QString &at, const QString &what)
{
    return (at.isEmpty() ? QStringLiteral("/") : at) + QStringLiteral(": ") + what;
}

// "{id}" takes any one segment, also within one ("act_{id}", "{id}:ingest").
bool fits(const QString &path, const QString &pattern)
{
    static const QRegularExpression hole(QStringLiteral("\\\\\\{[^/}]*\\\\\\}"));
    QString expression = QRegularExpression::escape(pattern);
    expression.replace(hole, QStringLiteral("[^/]+"));
    return QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(path).hasMatch();
}

bool isRequiredOnly(const QJsonArray &branches)
{
    return std::ranges::all_of(branches, [](const QJsonValue &branch) {
        const QStringList keys = branch.toObject().keys();
        return keys == QStringList{QStringLiteral("required")};
    });
}

QStringList typesOf(const QJsonObject &schema)
{
    const QJsonValue type = schema[QLatin1String("type")];
    if (type.isString())
        return {type.toString()};
    QStringList types;
    for (const QJsonValue &one : type.toArray())
        types.append(one.toString());
    return types;
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

// Of a query, which has texts only.
QJsonValue valueOf(const QString &text, const QJsonObject &schema)
{
    const QStringList types = typesOf(schema);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber && (types.contains(QLatin1String("integer")) || types.contains(QLatin1String("number"))))
        return number;
    if (types.contains(QLatin1String("boolean")) && (text == QLatin1String("true") || text == QLatin1String("false")))
        return text == QLatin1String("true");
    return text;
}

} // namespace

Contract Contract::load(const QString &path)
{
    Contract made;
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        made.m_root = QJsonDocument::fromJson(file.readAll()).object();
    return made;
}

QJsonObject Contract::resolved(const QJsonValue &schema) const
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

QString Contract::serverPath() const
{
    if (const QString base = m_root[QLatin1String("basePath")].toString(); !base.isEmpty())
        return base;
    const QString server = m_root[QLatin1String("servers")][0][QLatin1String("url")].toString();
    const qsizetype slash = server.indexOf(u'/', server.indexOf(QLatin1String("//")) + 2);
    return slash < 0 ? QString() : server.mid(slash);
}

std::optional<QJsonObject> Contract::operation(const QString &method, const QString &path, QJsonArray &parameters) const
{
    const QJsonObject paths = m_root[QLatin1String("paths")].toObject();
    QStringList patterns = paths.keys();
    std::ranges::stable_sort(patterns, {}, [&path](const QString &pattern) {
        return pattern == path ? -1 : static_cast<int>(pattern.count(u'{'));
    });
    for (const QString &pattern : patterns) {
        if (pattern != path && !fits(path, pattern) && !fits(path, serverPath() + pattern))
            continue;
        const QJsonObject item = paths[pattern].toObject();
        if (!item.contains(method.toLower()))
            continue;
        QJsonObject found = item[method.toLower()].toObject();
        parameters = item[QLatin1String("parameters")].toArray();
        for (const QJsonValue &own : found[QLatin1String("parameters")].toArray())
            parameters.append(own);
        return found;
    }
    return std::nullopt;
}

std::optional<QString> Contract::problemOf(const Asked &asked) const
{
    QJsonArray parameters;
    const auto found = operation(asked.method, asked.path, parameters);
    if (!found)
        return problem({}, QStringLiteral("no operation %1 %2").arg(asked.method, asked.path));
    if (auto wrong = checkParameters(asked, parameters))
        return wrong;
    return checkBody(asked, *found, parameters);
}

std::optional<QString> Contract::problemOf(const HttpRequest &request) const
{
    Asked asked{QString::fromLatin1(request.method), request.url.path(QUrl::FullyDecoded), {}, {}, true, {}};
    for (const auto &[name, value] : QUrlQuery(request.url).queryItems(QUrl::FullyDecoded))
        asked.query.append({name, value});
    for (const HttpHeader &header : request.headers)
        asked.headers.append(QString::fromLatin1(header.name).toLower());
    if (!request.body.isEmpty()) {
        const QJsonDocument body = QJsonDocument::fromJson(request.body);
        if (body.isNull())
            return problem({}, QStringLiteral("the body is no JSON"));
        asked.body = body.isArray() ? QJsonValue(body.array()) : QJsonValue(body.object());
    }
    return problemOf(asked);
}

std::optional<QString> Contract::checkParameters(const Asked &asked, const QJsonArray &parameters) const
{
    QStringList known;
    for (const QJsonValue &each : parameters) {
        const QJsonObject parameter = resolved(each);
        const QString name = parameter[QLatin1String("name")].toString();
        const QString in = parameter[QLatin1String("in")].toString();
        const bool isRequired = parameter[QLatin1String("required")].toBool();
        if (in == QLatin1String("header") && isRequired && asked.knowsHeaders &&
            name.compare(QLatin1String("authorization"), Qt::CaseInsensitive) != 0 &&
            !asked.headers.contains(name.toLower()))
            return problem({}, QStringLiteral("the header %1 is missing").arg(name));
        if (in != QLatin1String("query"))
            continue;
        known.append(name);
        const auto given = std::ranges::find(asked.query, name, &std::pair<QString, QString>::first);
        if (given == asked.query.end()) {
            if (isRequired)
                return problem({}, QStringLiteral("the query lacks %1").arg(name));
            continue;
        }
        const QJsonObject schema =
            parameter.contains(QLatin1String("schema")) ? resolved(parameter[QLatin1String("schema")]) : parameter;
        if (typesOf(schema).contains(QLatin1String("array")))
            continue;
        if (auto wrong = checkType(schema, valueOf(given->second, schema), QStringLiteral("?") + name))
            return wrong;
    }
    for (const auto &[name, value] : asked.query) {
        if (!known.contains(name))
            return problem({}, QStringLiteral("the query knows no %1").arg(name));
    }
    return std::nullopt;
}

std::optional<QString> Contract::checkBody(const Asked &asked, const QJsonObject &operation,
                                           const QJsonArray &parameters) const
{
    std::optional<QJsonValue> schema;
    bool isRequired = false;
    for (const QJsonValue &each : parameters) {
        const QJsonObject parameter = resolved(each);
        if (parameter[QLatin1String("in")] != QLatin1String("body"))
            continue;
        schema = parameter[QLatin1String("schema")];
        isRequired = parameter[QLatin1String("required")].toBool();
    }
    if (const QJsonObject body = resolved(operation[QLatin1String("requestBody")]); !body.isEmpty()) {
        const QJsonObject content = body[QLatin1String("content")].toObject();
        isRequired = body[QLatin1String("required")].toBool();
        if (!content.isEmpty())
            schema = content.begin().value().toObject()[QLatin1String("schema")];
    }
    if (!asked.body)
        return isRequired ? problem({}, QStringLiteral("the body is missing")) : std::nullopt;
    return schema ? check(*schema, *asked.body, {}) : problem({}, QStringLiteral("no body is taken here"));
}

std::optional<QString> Contract::check(const QJsonValue &wanted, const QJsonValue &value, const QString &at,
                                       bool isClosed) const
{
    const QJsonObject schema = resolved(wanted);
    if (value.isNull() && schema[QLatin1String("nullable")].toBool())
        return std::nullopt;
    for (const char *key : {"oneOf", "anyOf"}) {
        if (auto wrong = checkBranches(schema, key, value, at, isClosed))
            return wrong;
    }
    for (const QJsonValue &part : schema[QLatin1String("allOf")].toArray()) {
        if (auto wrong = check(part, value, at, false))
            return wrong;
    }
    if (auto wrong = checkType(schema, value, at))
        return wrong;
    if (value.isArray())
        return checkArray(schema, value.toArray(), at);
    return value.isObject() ? checkObject(schema, value.toObject(), at, isClosed) : std::nullopt;
}

std::optional<QString> Contract::checkBranches(const QJsonObject &schema, const char *key, const QJsonValue &value,
                                               const QString &at, bool isClosed) const
{
    const QJsonArray branches = schema[QLatin1String(key)].toArray();
    if (branches.isEmpty())
        return std::nullopt;
    const bool isWhole = !schema.contains(QLatin1String("properties")) && !schema.contains(QLatin1String("allOf"));
    qsizetype fitting = 0;
    QString deepest;
    for (const QJsonValue &branch : branches) {
        const auto wrong = check(branch, value, at, isClosed && isWhole);
        fitting += wrong ? 0 : 1;
        if (wrong && wrong->section(u':', 0, 0).count(u'/') >= deepest.section(u':', 0, 0).count(u'/'))
            deepest = *wrong;
    }
    if (fitting == 0)
        return deepest;
    const bool isExact = QLatin1String(key) == QLatin1String("oneOf") && isRequiredOnly(branches);
    return isExact && fitting > 1 ? problem(at, QStringLiteral("exactly one of several may stand here")) : std::nullopt;
}

std::optional<QString> Contract::checkType(const QJsonObject &schema, const QJsonValue &value, const QString &at) const
{
    const QStringList types = typesOf(schema);
    if (!types.isEmpty() && std::ranges::none_of(types, [&](const QString &type) { return isOfType(value, type); }))
        return problem(at, QStringLiteral("is no %1").arg(types.join(QStringLiteral(" or "))));
    if (const QJsonArray words = schema[QLatin1String("enum")].toArray(); !words.isEmpty() && !words.contains(value))
        return problem(at, QStringLiteral("is none of the words that may stand here"));
    if (value.isString())
        return checkText(schema, value.toString(), at);
    return value.isDouble() ? checkNumber(schema, value.toDouble(), at) : std::nullopt;
}

std::optional<QString> Contract::checkText(const QJsonObject &schema, const QString &text, const QString &at) const
{
    const QString format = schema[QLatin1String("format")].toString();
    if (text.size() < schema[QLatin1String("minLength")].toInt() ||
        text.size() > schema[QLatin1String("maxLength")].toInt(std::numeric_limits<int>::max()))
        return problem(at, QStringLiteral("is too short or too long"));
    if (const QString pattern = schema[QLatin1String("pattern")].toString();
        !pattern.isEmpty() && !QRegularExpression(pattern).match(text).hasMatch())
        return problem(at, QStringLiteral("does not look like %1").arg(pattern));
    if (format == QLatin1String("date-time") && !QDateTime::fromString(text, Qt::ISODateWithMs).isValid())
        return problem(at, QStringLiteral("is no date-time"));
    if (format == QLatin1String("date") && !QDate::fromString(text, Qt::ISODate).isValid())
        return problem(at, QStringLiteral("is no date"));
    return std::nullopt;
}

std::optional<QString> Contract::checkNumber(const QJsonObject &schema, double number, const QString &at) const
{
    const bool tooSmall =
        schema.contains(QLatin1String("minimum")) && number < schema[QLatin1String("minimum")].toDouble();
    const bool tooLarge =
        schema.contains(QLatin1String("maximum")) && number > schema[QLatin1String("maximum")].toDouble();
    return tooSmall || tooLarge ? problem(at, QStringLiteral("is out of range")) : std::nullopt;
}

std::optional<QString> Contract::checkArray(const QJsonObject &schema, const QJsonArray &array, const QString &at) const
{
    if (array.size() < schema[QLatin1String("minItems")].toInt() ||
        array.size() > schema[QLatin1String("maxItems")].toInt(std::numeric_limits<int>::max()))
        return problem(at, QStringLiteral("has too few or too many items"));
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (schema[QLatin1String("uniqueItems")].toBool() && std::count(array.begin(), array.end(), array[i]) > 1)
            return problem(at, QStringLiteral("has an item twice"));
        if (!schema.contains(QLatin1String("items")))
            continue;
        if (auto wrong = check(schema[QLatin1String("items")], array[i], QStringLiteral("%1/%2").arg(at).arg(i)))
            return wrong;
    }
    return std::nullopt;
}

void Contract::collectProperties(const QJsonValue &wanted, QJsonObject &into, bool &isOpen) const
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

std::optional<QString> Contract::checkObject(const QJsonObject &schema, const QJsonObject &object, const QString &at,
                                             bool isClosed) const
{
    for (const QJsonValue &name : schema[QLatin1String("required")].toArray()) {
        if (!object.contains(name.toString()))
            return problem(at, QStringLiteral("lacks %1").arg(name.toString()));
    }
    const QJsonObject own = schema[QLatin1String("properties")].toObject();
    QJsonObject all;
    bool isOpen = false;
    collectProperties(schema, all, isOpen);
    const QJsonValue more = schema[QLatin1String("additionalProperties")];
    for (auto each = object.begin(); each != object.end(); ++each) {
        const QString place = at + u'/' + each.key();
        if (own.contains(each.key())) {
            if (auto wrong = check(own[each.key()], each.value(), place))
                return wrong;
        } else if (more.isObject()) {
            if (auto wrong = check(more, each.value(), place))
                return wrong;
        } else if (isClosed && !isOpen && !all.isEmpty() && !all.contains(each.key())) {
            return problem(place, QStringLiteral("is no key that may stand here"));
        }
    }
    return std::nullopt;
}

} // namespace perennial
