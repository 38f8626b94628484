// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/klaviyo/jsonapi.h"

#include "core/sandbox/platform.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QUuid>

namespace perennial {

namespace {

const QByteArray mediaType = QByteArrayLiteral("application/vnd.api+json");

// Cursors are opaque to clients: nobody is to count with them.
QString cursorOf(qsizetype from)
{
    return QString::fromLatin1(("next::" + QByteArray::number(from)).toBase64(QByteArray::Base64UrlEncoding));
}

qsizetype placeOf(const QString &cursor)
{
    return QByteArray::fromBase64(cursor.toLatin1(), QByteArray::Base64UrlEncoding).mid(6).toLongLong();
}

QString titleOf(int status)
{
    switch (status) {
    case 401:
        return QStringLiteral("Authentication credentials were not provided.");
    case 403:
        return QStringLiteral("You do not have permission to perform this action.");
    case 404:
        return QStringLiteral("Not found.");
    case 409:
        return QStringLiteral("Conflict.");
    case 429:
        return QStringLiteral("Request was throttled.");
    default:
        return status >= 500 ? QStringLiteral("A server error occurred.") : QStringLiteral("Invalid input.");
    }
}

} // namespace

HttpResponse klaviyoAnswer(int status, const QJsonObject &body)
{
    return jsonAnswer(status, body, mediaType);
}

HttpResponse klaviyoError(int status, const QString &code, const QString &detail, const QString &pointer)
{
    // The same refusal has the same id, so that runs can be compared.
    const QUuid id = QUuid::createUuidV5(QUuid(), QString::number(status) + code + detail + pointer);
    const QJsonObject error{{QStringLiteral("id"), id.toString(QUuid::WithoutBraces)},
                            {QStringLiteral("status"), status},
                            {QStringLiteral("code"), code},
                            {QStringLiteral("title"), titleOf(status)},
                            {QStringLiteral("detail"), detail},
                            {QStringLiteral("source"), QJsonObject{{QStringLiteral("pointer"), pointer}}},
                            {QStringLiteral("meta"), QJsonObject()}};
    return klaviyoAnswer(status, {{QStringLiteral("errors"), QJsonArray{error}}});
}

QJsonObject klaviyoResource(const QString &type, const QString &id, const QJsonObject &attributes, const QString &path)
{
    return {{QStringLiteral("type"), type},
            {QStringLiteral("id"), id},
            {QStringLiteral("attributes"), attributes},
            {QStringLiteral("links"),
             QJsonObject{{QStringLiteral("self"), QStringLiteral("https://a.klaviyo.com%1/%2/").arg(path, id)}}}};
}

std::optional<KlaviyoFilter> klaviyoFilter(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(any|equals)\\(([a-z_.]+),\\s*(.+)\\)$"),
                                         QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    // Klaviyo takes single and double quotes.
    QString value = match.captured(3);
    if (!value.contains(u'"'))
        value.replace(u'\'', u'"');
    const bool many = match.captured(1) == u"any";
    const QByteArray list = many ? value.toUtf8() : '[' + value.toUtf8() + ']';
    const QJsonDocument parsed = QJsonDocument::fromJson(list);
    if (!parsed.isArray() || parsed.array().isEmpty())
        return std::nullopt;
    KlaviyoFilter filter{match.captured(2), {}};
    for (const QJsonValue &each : parsed.array())
        filter.values.append(each.toString());
    return filter;
}

KlaviyoPage KlaviyoPage::of(const ReceivedRequest &request, int usual, int most)
{
    KlaviyoPage page;
    const QString size = request.item(QStringLiteral("page[size]"));
    page.size = size.isEmpty() ? usual : size.toInt(&page.valid);
    page.valid = page.valid && page.size >= 1 && page.size <= most;
    const QString cursor = request.item(QStringLiteral("page[cursor]"));
    page.from = cursor.isEmpty() ? 0 : placeOf(cursor);
    return page;
}

QJsonObject KlaviyoPage::links(const ReceivedRequest &request, qsizetype all) const
{
    const auto link = [&](const QString &cursor) {
        QUrlQuery query = request.query;
        query.removeAllQueryItems(QStringLiteral("page[cursor]"));
        query.removeAllQueryItems(QStringLiteral("page%5Bcursor%5D"));
        if (!cursor.isEmpty())
            query.addQueryItem(QStringLiteral("page%5Bcursor%5D"), cursor);
        // Absolute, to the host that was asked.
        return QStringLiteral("http://%1%2?%3")
            .arg(QString::fromLatin1(request.header("host")), request.path, query.toString(QUrl::FullyEncoded));
    };
    const QJsonValue next = from + size < all ? QJsonValue(link(cursorOf(from + size))) : QJsonValue();
    const QJsonValue before = from > 0 ? QJsonValue(link(cursorOf(std::max<qsizetype>(0, from - size)))) : QJsonValue();
    return {{QStringLiteral("self"), link(from > 0 ? cursorOf(from) : QString())},
            {QStringLiteral("next"), next},
            {QStringLiteral("prev"), before}};
}

} // namespace perennial
