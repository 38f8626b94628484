// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/platform.h"
#include "core/sandbox/reception.h"

#include <QJsonDocument>
#include <QUrl>

namespace perennial {

// A platform's stand-in spoken to without any network, at a time that the test tells.
class StandInTalk
{
public:
    explicit StandInTalk(const char *platform, const QString &faults = {}, bool rates = true)
        : m_reception(makeStandInPlatform(QString::fromLatin1(platform)), options(faults, rates))
    {
    }

    // "/v1/lists?page=2". A body is JSON; `headers` come before the usual ones and stand in for them.
    HttpResponse ask(const QByteArray &method, const QString &pathAndQuery, const QByteArray &body = {},
                     std::vector<HttpHeader> headers = {})
    {
        const QUrl url(QStringLiteral("http://127.0.0.1") + pathAndQuery, QUrl::StrictMode);
        headers.push_back({"Authorization", "Bearer sandbox-key"});
        headers.push_back({"Content-Type", "application/json"});
        return m_reception.receive({0, method, url.path(QUrl::FullyDecoded), QUrlQuery(url), std::move(headers), body})
            .response;
    }
    // As somebody asks who has the key.
    HttpResponse ask(const HttpRequest &request)
    {
        return ask(request.method,
                   request.url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::FullyEncoded), request.body,
                   request.headers);
    }
    [[nodiscard]] Ledger ledger() { return m_reception.ledger(); }

    std::chrono::milliseconds now{};

private:
    StandInOptions options(const QString &faults, bool rates)
    {
        StandInOptions made;
        made.rates = rates;
        made.faults = FaultPlan::parse(faults, 4).value();
        made.clock = [this] { return now; };
        return made;
    }

    Reception m_reception;
};

inline QJsonObject toldBy(const HttpResponse &response)
{
    return QJsonDocument::fromJson(response.body).object();
}

} // namespace perennial
