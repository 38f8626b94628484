// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/connect/contracts/contract.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

namespace perennial {

namespace {

std::optional<QString> problem(const QString &at, const QString &what)
{
    return ContractSchemas::problemAt(at, what);
}

// What stands for the pattern's {…}: each takes one segment or a part of it ("act_{id}", "{id}:ingest").
std::optional<Contract::Texts> holesOf(const QString &path, const QString &pattern)
{
    static const QRegularExpression escaped(QStringLiteral("\\\\\\{[^/}]*\\\\\\}"));
    static const QRegularExpression named(QStringLiteral("\\{([^/}]*)\\}"));
    QString expression = QRegularExpression::escape(pattern);
    expression.replace(escaped, QStringLiteral("([^/]+)"));
    const auto match = QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(path);
    if (!match.hasMatch())
        return std::nullopt;
    Contract::Texts holes;
    auto name = named.globalMatch(pattern);
    for (int i = 1; name.hasNext(); ++i)
        holes.append({name.next().captured(1), QUrl::fromPercentEncoding(match.captured(i).toUtf8())});
    return holes;
}

// Of a path, a query or a header, which have texts only.
QJsonValue valueOf(const QString &text, const QJsonObject &schema)
{
    const QStringList types = ContractSchemas::typesOf(schema);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber && (types.contains(QLatin1String("integer")) || types.contains(QLatin1String("number"))))
        return number;
    if (types.contains(QLatin1String("boolean")) && (text == QLatin1String("true") || text == QLatin1String("false")))
        return text == QLatin1String("true");
    return text;
}

QStringList valuesOf(const Contract::Texts &texts, const QString &name, Qt::CaseSensitivity sensitivity)
{
    QStringList found;
    for (const auto &[known, value] : texts)
        if (known.compare(name, sensitivity) == 0)
            found.append(value);
    return found;
}

// OpenAPI 3 repeats a parameter for each item where nothing is said, Swagger 2 parts them by commas.
bool isRepeated(const QJsonObject &parameter)
{
    if (const QJsonValue format = parameter[QLatin1String("collectionFormat")]; format.isString())
        return format == QLatin1String("multi");
    return parameter.contains(QLatin1String("schema")) && parameter[QLatin1String("explode")].toBool(true);
}

std::optional<QJsonValue> bodyOf(const QByteArray &text)
{
    const QJsonDocument body = QJsonDocument::fromJson(text);
    if (body.isNull())
        return std::nullopt;
    return body.isArray() ? QJsonValue(body.array()) : QJsonValue(body.object());
}

Contract::Texts textsOf(const std::vector<HttpHeader> &headers)
{
    Contract::Texts texts;
    for (const HttpHeader &header : headers)
        texts.append({QString::fromLatin1(header.name), QString::fromLatin1(header.value)});
    return texts;
}

QString mediaType(const QString &header)
{
    return header.section(u';', 0, 0).trimmed();
}

} // namespace

Contract Contract::load(const QString &path, Keys keys)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Contract();
    return Contract(QJsonDocument::fromJson(file.readAll()).object(), keys);
}

// "{server}.api.mailchimp.com/3.0"
QStringList Contract::serversOf(const QJsonObject &operation) const
{
    const QJsonObject &root = m_schemas.root();
    if (root.contains(QLatin1String("swagger"))) {
        QString host = root[QLatin1String("host")].toString();
        host.replace(QLatin1String("server."), QLatin1String("{server}.")); // Mailchimp's own word for a hole
        return {host + root[QLatin1String("basePath")].toString()};
    }
    const QJsonArray own = operation[QLatin1String("servers")].toArray();
    QStringList servers;
    for (const QJsonValue &server : own.isEmpty() ? root[QLatin1String("servers")].toArray() : own)
        servers.append(server[QLatin1String("url")].toString().section(u'/', 2));
    servers.replaceInStrings(QRegularExpression(QStringLiteral("/$")), QString());
    return servers;
}

// Of several that fit, the one with the fewest holes.
std::optional<Contract::Operation> Contract::operation(const Asked &asked) const
{
    const QJsonObject paths = m_schemas.root()[QLatin1String("paths")].toObject();
    QStringList patterns = paths.keys();
    std::ranges::stable_sort(patterns, {}, [](const QString &pattern) { return pattern.count(u'{'); });
    for (const QString &pattern : patterns) {
        const QJsonObject item = paths[pattern].toObject();
        const QJsonObject is = item[asked.method.toLower()].toObject();
        std::optional<Texts> holes = asked.host.isEmpty() ? holesOf(asked.path, pattern) : std::nullopt;
        for (const QString &server : asked.host.isEmpty() ? QStringList() : serversOf(is))
            if (const auto found = holesOf(asked.host + asked.path, server + pattern))
                holes = found;
        if (is.isEmpty() || !holes)
            continue;
        Operation found{is, {}, *holes};
        for (const QJsonObject &of : {item, is})
            for (const QJsonValue &parameter : of[QLatin1String("parameters")].toArray())
                found.parameters.append(m_schemas.resolved(parameter));
        return found;
    }
    return std::nullopt;
}

std::optional<QString> Contract::problemOf(const Asked &asked) const
{
    const auto found = operation(asked);
    if (!found)
        return problem({}, QStringLiteral("no operation %1 %2%3").arg(asked.method, asked.host, asked.path));
    for (auto wrong : {checkPath(*found), checkHeaders(asked, *found), checkQuery(asked, *found)})
        if (wrong)
            return wrong;
    return checkBody(asked, *found);
}

std::optional<QString> Contract::problemOf(const HttpRequest &request) const
{
    Asked asked{};
    asked.method = QString::fromLatin1(request.method);
    asked.path = request.url.path(QUrl::FullyEncoded);
    asked.headers = textsOf(request.headers);
    asked.host = request.url.host();
    for (const auto &[name, value] : QUrlQuery(request.url).queryItems(QUrl::FullyDecoded))
        asked.query.append({name, value});
    if (!request.body.isEmpty() && !(asked.body = bodyOf(request.body)))
        return problem({}, QStringLiteral("the body is no JSON"));
    return problemOf(asked);
}

QJsonObject Contract::schemaOf(const QJsonObject &parameter) const
{
    const QJsonValue schema = parameter[QLatin1String("schema")];
    return schema.isObject() ? m_schemas.resolved(schema) : parameter; // Swagger 2 says it beside the name
}

std::optional<QString> Contract::checkPath(const Operation &operation) const
{
    for (const QJsonObject &parameter : operation.parameters) {
        const QString name = parameter[QLatin1String("name")].toString();
        if (parameter[QLatin1String("in")] != QLatin1String("path"))
            continue;
        const QJsonObject schema = schemaOf(parameter);
        for (const QString &text : valuesOf(operation.holes, name, Qt::CaseSensitive))
            if (auto wrong = m_schemas.problemOf(schema, valueOf(text, schema), u'{' + name + u'}'))
                return wrong;
    }
    return std::nullopt;
}

// But the key, which no request has before it is authorized. A header whose usual value is the contract's own version
// names that version.
std::optional<QString> Contract::checkHeaders(const Asked &asked, const Operation &operation) const
{
    for (const QJsonObject &parameter : operation.parameters) {
        const QString name = parameter[QLatin1String("name")].toString();
        if (!asked.headers || parameter[QLatin1String("in")] != QLatin1String("header") ||
            name.compare(QLatin1String("authorization"), Qt::CaseInsensitive) == 0)
            continue;
        const QStringList given = valuesOf(*asked.headers, name, Qt::CaseInsensitive);
        if (given.isEmpty() && parameter[QLatin1String("required")].toBool())
            return problem({}, QStringLiteral("the header %1 is missing").arg(name));
        if (given.size() > 1 || given.contains(QString()))
            return problem(name, QStringLiteral("the header is empty or stands twice"));
        const QJsonObject schema = schemaOf(parameter);
        const QJsonValue usual = schema[QLatin1String("default")];
        const bool isVersion =
            usual.isString() && usual == m_schemas.root()[QLatin1String("info")][QLatin1String("version")];
        if (!given.isEmpty() && isVersion && given[0] != usual.toString())
            return problem(name, QStringLiteral("is not %1").arg(usual.toString()));
        for (const QString &text : given)
            if (auto wrong = m_schemas.problemOf(schema, valueOf(text, schema), name))
                return wrong;
    }
    return std::nullopt;
}

std::optional<QString> Contract::checkQueryItem(const QJsonObject &parameter, const QStringList &given) const
{
    const QString at = u'?' + parameter[QLatin1String("name")].toString();
    if (given.isEmpty())
        return parameter[QLatin1String("required")].toBool() ? problem(at, QStringLiteral("is missing")) : std::nullopt;
    const QJsonObject schema = schemaOf(parameter);
    const bool isArray = ContractSchemas::typesOf(schema).contains(QLatin1String("array"));
    if (given.size() > 1 && !(isArray && isRepeated(parameter)))
        return problem(at, QStringLiteral("stands twice"));
    if (!isArray)
        return m_schemas.problemOf(schema, valueOf(given[0], schema), at);
    const QJsonObject item = m_schemas.resolved(schema[QLatin1String("items")]);
    QJsonArray items;
    for (const QString &text : isRepeated(parameter) ? given : given[0].split(u','))
        items.append(valueOf(text, item));
    return m_schemas.problemOf(schema, items, at);
}

std::optional<QString> Contract::checkQuery(const Asked &asked, const Operation &operation) const
{
    QStringList known;
    for (const QJsonObject &parameter : operation.parameters) {
        if (parameter[QLatin1String("in")] != QLatin1String("query"))
            continue;
        known.append(parameter[QLatin1String("name")].toString());
        if (auto wrong = checkQueryItem(parameter, valuesOf(asked.query, known.last(), Qt::CaseSensitive)))
            return wrong;
    }
    for (const auto &[name, value] : asked.query) {
        if (!known.contains(name))
            return problem(u'?' + name, QStringLiteral("the query knows no such name"));
    }
    return std::nullopt;
}

std::optional<QString> Contract::checkBody(const Asked &asked, const Operation &operation) const
{
    const QJsonObject body = m_schemas.resolved(operation.is[QLatin1String("requestBody")]);
    QJsonObject content = body[QLatin1String("content")].toObject(); // by media type
    bool isRequired = body[QLatin1String("required")].toBool();
    for (const QJsonObject &parameter : operation.parameters) { // Swagger 2
        if (parameter[QLatin1String("in")] != QLatin1String("body"))
            continue;
        content = {{QStringLiteral("application/json"), parameter}};
        isRequired = parameter[QLatin1String("required")].toBool();
    }
    if (!asked.body)
        return isRequired ? problem({}, QStringLiteral("the body is missing")) : std::nullopt;
    if (content.isEmpty())
        return problem({}, QStringLiteral("no body is taken here"));
    QString type = content.begin().key();
    if (asked.headers)
        type = mediaType(valuesOf(*asked.headers, QStringLiteral("content-type"), Qt::CaseInsensitive).value(0));
    if (!content.contains(type))
        return problem({}, QStringLiteral("the body is named “%1”").arg(type));
    return m_schemas.problemOf(content[type][QLatin1String("schema")], *asked.body);
}

std::optional<QString> Contract::problemOfAnswer(const Asked &asked, const HttpResponse &answer) const
{
    const auto found = operation(asked);
    if (!found)
        return problem({}, QStringLiteral("no operation %1 %2%3").arg(asked.method, asked.host, asked.path));
    const QJsonObject responses = found->is[QLatin1String("responses")].toObject();
    const QString status = QString::number(answer.status);
    QJsonValue published;
    for (const QString &key : {status, status[0] + QStringLiteral("XX"), QStringLiteral("default")})
        if (published.isUndefined() || published.isNull())
            published = responses[key];
    if (!published.isObject())
        return problem({}, QStringLiteral("%1 is no status that is published").arg(status));
    QJsonObject content = m_schemas.resolved(published)[QLatin1String("content")].toObject();
    if (published[QLatin1String("schema")].isObject()) // Swagger 2
        for (const QJsonValue &type : m_schemas.root()[QLatin1String("produces")].toArray())
            content.insert(type.toString(), published);
    if (content.isEmpty())
        return answer.body.isEmpty() ? std::nullopt : problem({}, QStringLiteral("no body is published"));
    const QString named = mediaType(QString::fromLatin1(answer.header("Content-Type")));
    const QString type = content.contains(named) ? named : QStringLiteral("*/*");
    const auto body = bodyOf(answer.body);
    if (!body || !content.contains(type))
        return problem({}, QStringLiteral("the body is no JSON, or named “%1”").arg(named));
    return m_schemas.problemOf(content[type][QLatin1String("schema")], *body);
}

} // namespace perennial
