// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/klaviyooperations.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

struct OperationInfo
{
    const char *method;
    const char *path;
    int perSecond;
    int perMinute;
    int perDay = 0; // 0: as many as the others allow
};

// In the order of KlaviyoOperation. Rates as each operation's page says, which are per account:
// https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling
constexpr std::array<OperationInfo, 21> Operations{{
    {"GET", "/api/lists", 75, 750},
    {"GET", "/api/lists/{id}", 75, 750},
    {"POST", "/api/lists", 10, 150, 150},
    {"GET", "/api/profiles", 75, 750},
    {"POST", "/api/profile-bulk-import-jobs", 10, 150},
    {"GET", "/api/profile-bulk-import-jobs/{id}", 10, 150},
    {"GET", "/api/profile-bulk-import-jobs/{id}/import-errors", 10, 150},
    {"DELETE", "/api/lists/{id}/relationships/profiles", 10, 150},
    {"POST", "/api/events", 350, 3500},
    {"POST", "/api/profile-suppression-bulk-create-jobs", 75, 750},
    {"POST", "/api/profile-suppression-bulk-delete-jobs", 75, 750},
    {"GET", "/api/metrics", 10, 150},
    {"GET", "/api/segments", 75, 750},
    {"GET", "/api/segments/{id}", 75, 750},
    {"POST", "/api/segments", 1, 15, 100},
    {"GET", "/api/flows", 3, 60},
    {"GET", "/api/flows/{id}", 3, 60},
    {"POST", "/api/flows", 1, 15, 100},
    {"PATCH", "/api/flows/{id}", 3, 60},
    {"GET", "/api/templates", 75, 750},
    {"POST", "/api/templates", 75, 750},
}};

const OperationInfo &infoOf(KlaviyoOperation operation)
{
    return Operations[static_cast<size_t>(operation)];
}

QString endpointOf(const OperationInfo &info)
{
    return QLatin1String(info.method) + QLatin1Char(' ') + QLatin1String(info.path);
}

QString quoted(QString value)
{
    value.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
    return QLatin1Char('"') + value + QLatin1Char('"');
}

// Everything but unreserved characters is encoded: a plus that is not would be read as a blank.
QString encoded(const KlaviyoQuery &query)
{
    QByteArray text;
    for (const auto &[name, value] : query) {
        if (!text.isEmpty())
            text.append('&');
        text.append(QUrl::toPercentEncoding(QLatin1String(name))).append('=').append(QUrl::toPercentEncoding(value));
    }
    return QString::fromLatin1(text);
}

} // namespace

QString klaviyoEndpoint(KlaviyoOperation operation)
{
    return endpointOf(infoOf(operation));
}

std::vector<RateWindow> klaviyoRates(const QString &endpoint)
{
    const auto info = std::ranges::find(Operations, endpoint, endpointOf);
    if (info == Operations.end())
        return {};
    std::vector<RateWindow> windows{{info->perSecond, std::chrono::seconds(1)},
                                    {info->perMinute, std::chrono::minutes(1)}};
    if (info->perDay > 0)
        windows.push_back({info->perDay, std::chrono::hours(24)});
    return windows;
}

HttpRequest klaviyoRequest(KlaviyoOperation operation, const QUrl &base, const QString &id, const KlaviyoQuery &query,
                           const QByteArray &body)
{
    const OperationInfo &info = infoOf(operation);
    QUrl url = base.isEmpty() ? QUrl(QStringLiteral("https://a.klaviyo.com")) : base;
    url.setPath(
        QString::fromLatin1(info.path).replace(QLatin1String("{id}"), QString::fromLatin1(QUrl::toPercentEncoding(id))),
        QUrl::StrictMode);
    if (query.size() > 0)
        url.setQuery(encoded(query), QUrl::StrictMode);
    HttpRequest made{info.method,
                     url,
                     {{"revision", "2026-07-15"},
                      // A revision that has ended is refused then, instead of another taken silently.
                      {"X-Klaviyo-Revision-Fall-Forward-Opt-Out", "1"},
                      {"Accept", "application/vnd.api+json"}},
                     body};
    if (!body.isEmpty())
        made.headers.push_back({"Content-Type", "application/vnd.api+json"});
    return made;
}

void addKlaviyoKey(HttpRequest &request, const QByteArray &secret)
{
    request.headers.push_back({"Authorization", "Klaviyo-API-Key " + secret});
}

QString klaviyoAny(const QString &field, const QStringList &values)
{
    QStringList each;
    for (const QString &value : values)
        each.append(quoted(value));
    return QStringLiteral("any(%1,[%2])").arg(field, each.join(QLatin1Char(',')));
}

QString klaviyoEquals(const QString &field, const QString &value)
{
    return QStringLiteral("equals(%1,%2)").arg(field, quoted(value));
}

} // namespace perennial
