// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/listshelf.h"
#include "core/store/store.h"

#include <QHttpServer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QUrl>

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace perennial {

// What came to an endpoint, and what it answers.
struct HookEndpoint
{
    QHttpServer server;
    quint16 port = 0;
    std::multiset<qint64> joined; // by person, of requests that were answered well
    std::multiset<qint64> left;
    std::vector<QByteArray> ids; // webhook-id of every request
    std::vector<QByteArray> bodies;
    std::map<qint64, std::set<QByteArray>> idsOf; // by person: under which ids they joined
    std::function<QHttpServerResponse(const std::vector<qint64> &)> answer = [](const auto &) {
        return QHttpServerResponse(QHttpServerResponse::StatusCode::NoContent);
    };
    QByteArray key;
    int badSignatures = 0;

    HookEndpoint()
    {
        server.route(QStringLiteral("/hook"), QHttpServerRequest::Method::Post,
                     [this](const QHttpServerRequest &request) { return take(request); });
        port = server.listen(QHostAddress::LocalHost);
    }

    QHttpServerResponse take(const QHttpServerRequest &request)
    {
        const auto header = [&](const char *name) {
            for (const auto &[known, value] : request.headers())
                if (known.compare(name, Qt::CaseInsensitive) == 0)
                    return value;
            return QByteArray();
        };
        const QByteArray text = header("webhook-id") + '.' + header("webhook-timestamp") + '.' + request.body();
        const QByteArray mark = QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256).toBase64();
        badSignatures += header("webhook-signature") == "v1," + mark ? 0 : 1;
        ids.push_back(header("webhook-id"));
        bodies.push_back(request.body());
        const QJsonObject body = QJsonDocument::fromJson(request.body()).object();
        std::vector<qint64> people;
        for (const QJsonValue &person : body[QLatin1String("data")][QLatin1String("people")].toArray())
            people.push_back(person[QLatin1String("id")].toString().toLongLong());
        QHttpServerResponse said = answer(people);
        for (const qint64 person : people)
            idsOf[person].insert(header("webhook-id"));
        if (said.statusCode() == QHttpServerResponse::StatusCode::NoContent)
            (body[QLatin1String("type")].toString() == QLatin1String("audience.left") ? left : joined)
                .insert(people.begin(), people.end());
        return said;
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/hook").arg(port)); }
};

inline QHttpServerResponse withStatus(int status)
{
    return QHttpServerResponse(static_cast<QHttpServerResponse::StatusCode>(status));
}

// So many people who may be written to by e-mail, as SQL.
inline QByteArray hookPeople(int people)
{
    QByteArray sql = "BEGIN; INSERT INTO properties VALUES (1, 'First Name', 'text');";
    for (int id = 1; id <= people; ++id) {
        const QByteArray number = QByteArray::number(id);
        sql += "INSERT INTO profiles(id, import_id) VALUES (" + number +
               ", 1);"
               "INSERT INTO identifiers(kind_id, value, profile_id, import_id) VALUES (1, 'p" +
               number + "@example.com', " + number +
               ", 1);"
               "INSERT INTO consents(profile_id, channel, at, state, import_id) VALUES (" +
               number +
               ", 'email', 1, 'subscribed', 1);"
               "INSERT INTO property_values VALUES (" +
               number + ", 1, 1, 'Zoë \"' || " + number + ", 1);";
    }
    return sql + "COMMIT;";
}

// The list "All" of a store: these people, and nobody else any more.
inline void setListAll(const QString &path, int from, int to)
{
    std::vector<ProfileId> members;
    for (qint64 id = from; id <= to; ++id)
        members.push_back({id});
    auto store = Store::openWriter(path);
    ListShelf shelf(*store);
    if (const auto old = shelf.find(QStringLiteral("All")).value(); old && !shelf.remove(old->id))
        qFatal("The list stays.");
    if (!shelf.create(QStringLiteral("All"), {}, members, {1}))
        qFatal("There is no list.");
}

} // namespace perennial
