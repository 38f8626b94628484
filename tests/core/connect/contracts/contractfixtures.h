// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/connect/contracts/contractshelf.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

// A request of a platform's requests.json and its verdict.
struct ContractFixture
{
    QString platform;
    QString name;
    QString file; // of the contract
    Contract::Asked asked;
    bool isAccepted = false;
    bool isClosedOnly = false; // wrong for a key that nobody knows, and for nothing else
};

inline Contract::Texts textsOf(const QJsonValue &object)
{
    Contract::Texts texts;
    const QJsonObject all = object.toObject();
    for (auto each = all.begin(); each != all.end(); ++each)
        texts.append({each.key(), each.value().toVariant().toString()});
    return texts;
}

inline ContractFixture fixtureOf(const QString &platform, const QString &usualFile, const QJsonObject &request)
{
    const auto text = [&request](const char *key, const QString &usual = {}) {
        return request[QLatin1String(key)].toString(usual);
    };
    ContractFixture made{platform, text("name"), platform + u'/' + text("contract", usualFile), {}, false, false};
    made.asked.method = text("method");
    made.asked.path = text("path");
    for (const auto &[name, value] : textsOf(request[QLatin1String("path_params")]))
        made.asked.path.replace(u'{' + name + u'}', QString::fromLatin1(QUrl::toPercentEncoding(value)));
    made.asked.query = textsOf(request[QLatin1String("query")]);
    if (request.contains(QLatin1String("headers")))
        made.asked.headers = textsOf(request[QLatin1String("headers")]);
    if (request.contains(QLatin1String("body")))
        made.asked.body = request[QLatin1String("body")];
    made.isAccepted = text("expect") == QLatin1String("accept");
    made.isClosedOnly = request[QLatin1String("closed_only")].toBool();
    return made;
}

// The value with one place in it broken, in every way and at every place.
inline QJsonArray brokenOnes(const QJsonValue &value)
{
    QJsonArray all{QJsonValue(),  true,         12345, QStringLiteral("nothing"), QStringLiteral("2026-11-01T09:00:00"),
                   QJsonObject(), QJsonArray{1}};
    if (value.isArray() && !value.toArray().isEmpty()) {
        for (const QJsonValue &broken : brokenOnes(value[0])) {
            QJsonArray array = value.toArray();
            array.replace(0, broken);
            all.append(array);
        }
    }
    const QJsonObject object = value.toObject();
    for (auto each = object.begin(); each != object.end(); ++each) {
        QJsonObject other = object;
        other.remove(each.key());
        all.append(other);
        other.insert(each.key() + QStringLiteral("_x"), each.value());
        all.append(other);
        for (const QJsonValue &broken : brokenOnes(each.value())) {
            other = object;
            other.insert(each.key(), broken);
            all.append(other);
        }
    }
    return all;
}

// Of all platforms that lie there.
inline std::vector<ContractFixture> contractFixtures()
{
    std::vector<ContractFixture> fixtures;
    const QDir folder(sharedFile(QStringLiteral("contracts")));
    for (const QString &platform : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(folder.filePath(platform + QStringLiteral("/requests.json")));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
        for (const QJsonValue &request : all[QLatin1String("requests")].toArray())
            fixtures.push_back(fixtureOf(platform, all[QLatin1String("contract")].toString(), request.toObject()));
    }
    return fixtures;
}

} // namespace perennial
