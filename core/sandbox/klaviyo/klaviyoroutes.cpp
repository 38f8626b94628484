// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/klaviyo/jsonapi.h"
#include "core/sandbox/klaviyo/klaviyoshapes.h"
#include "core/sandbox/klaviyo/klaviyostandin.h"

#include <QDate>

namespace perennial {

using namespace std::chrono_literals;

// An operation and its rates: x-klaviyo-ratelimit of the spec, which limits.json repeats.
struct KlaviyoStandIn::Route
{
    const char *method;
    const char *path;
    int perSecond;
    int perMinute;
    int perDay; // 0: none
    Reply (KlaviyoStandIn::*handle)(const Call &);
    BodyShape shape = {}; // of a body
    qint64 bytes = 0;     // of a body, 0: none is published
};

std::span<const KlaviyoStandIn::Route> KlaviyoStandIn::routes()
{
    using K = KlaviyoStandIn;
    static const Route all[] = {
        {"POST", "/api/profile-bulk-import-jobs", 10, 150, 0, &K::startImport, klaviyoImportShape(), 5'000'000},
        {"GET", "/api/profile-bulk-import-jobs/{job_id}", 10, 150, 0, &K::importJob},
        {"GET", "/api/profile-bulk-import-jobs/{id}/import-errors", 10, 150, 0, &K::importErrors},
        {"GET", "/api/profiles", 75, 750, 0, &K::profiles},
        {"GET", "/api/lists", 75, 750, 0, &K::listsFound},
        {"POST", "/api/lists", 10, 150, 150, &K::createList, klaviyoListShape()},
        {"GET", "/api/lists/{id}", 75, 750, 0, &K::list},
        {"POST", "/api/lists/{id}/relationships/profiles", 10, 150, 0, &K::addMembers, klaviyoMembersShape()},
        {"DELETE", "/api/lists/{id}/relationships/profiles", 10, 150, 0, &K::removeMembers, klaviyoMembersShape()},
        {"POST", "/api/events", 350, 3'500, 0, &K::event, klaviyoEventShape()},
        {"POST", "/api/profile-suppression-bulk-create-jobs", 75, 750, 0, &K::suppress,
         klaviyoSuppressionShape("profile-suppression-bulk-create-job")},
        {"POST", "/api/profile-suppression-bulk-delete-jobs", 75, 750, 0, &K::unsuppress,
         klaviyoSuppressionShape("profile-suppression-bulk-delete-job")},
    };
    return all;
}

const KlaviyoStandIn::Route *KlaviyoStandIn::routeOf(const ReceivedRequest &request, QStringList *path)
{
    for (const Route &route : routes()) {
        if (request.method != route.method)
            continue;
        const auto parts = pathParts(QString::fromLatin1(route.path), request.path);
        if (!parts)
            continue;
        if (path)
            *path = *parts;
        return &route;
    }
    return nullptr;
}

bool KlaviyoStandIn::isAuthorized(const ReceivedRequest &request, const QByteArray &token) const
{
    const QByteArray given = request.header("authorization");
    return given == "Klaviyo-API-Key " + token || given == "Bearer " + token;
}

RateRule KlaviyoStandIn::rate(const ReceivedRequest &request) const
{
    const Route *route = routeOf(request);
    if (!route)
        return {};
    RateRule rule{QString::fromLatin1(route->method) + u' ' + QString::fromLatin1(route->path), {}};
    if (route->perDay > 0)
        rule.windows.push_back({route->perDay, 24h});
    rule.windows.push_back({route->perSecond, 1s});
    rule.windows.push_back({route->perMinute, 1min});
    return rule;
}

qint64 KlaviyoStandIn::bytesAllowed(const ReceivedRequest &request) const
{
    const Route *route = routeOf(request);
    return route ? route->bytes : 0;
}

void KlaviyoStandIn::tellRates(HttpResponse &response, const RateStanding &standing) const
{
    if (standing.limit == 0)
        return;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(standing.reset).count();
    response.headers.push_back({"RateLimit-Limit", QByteArray::number(standing.limit)});
    response.headers.push_back({"RateLimit-Remaining", QByteArray::number(standing.remaining)});
    response.headers.push_back({"RateLimit-Reset", QByteArray::number(static_cast<qint64>(seconds))});
}

HttpResponse KlaviyoStandIn::refusal(int status, const QString &detail) const
{
    static const std::map<int, QString> codes{{401, QStringLiteral("not_authenticated")},
                                              {403, QStringLiteral("permission_denied")},
                                              {404, QStringLiteral("not_found")},
                                              {413, QStringLiteral("payload_too_large")},
                                              {429, QStringLiteral("throttled")}};
    const auto code = codes.find(status);
    const QString usual = status >= 500 ? QStringLiteral("error") : QStringLiteral("invalid");
    return klaviyoError(status, code == codes.end() ? usual : code->second, detail);
}

HttpResponse KlaviyoStandIn::answer(const ReceivedRequest &request, const StandInMoment &moment)
{
    QStringList path;
    const Route *route = routeOf(request, &path);
    if (!route)
        return refusal(404, QStringLiteral("There is no such operation."));
    if (!QDate::fromString(QString::fromLatin1(request.header("revision")), Qt::ISODate).isValid())
        return refusal(400, QStringLiteral("The revision header is required, as a date."));
    const QByteArray type = request.header("content-type").split(';').front().trimmed();
    if (!request.body.isEmpty() && type != "application/vnd.api+json")
        return klaviyoError(415, QStringLiteral("unsupported_media_type"), QStringLiteral("Unsupported media type."));
    if (request.method != "GET")
        if (const auto fault = route->shape.faultOf({request.body.constData(), size_t(request.body.size())}))
            return klaviyoError(400, QStringLiteral("invalid"), fault->what,
                                fault->pointer.isEmpty() ? QStringLiteral("/data") : fault->pointer);
    return (this->*route->handle)({request, path, moment});
}

void KlaviyoStandIn::settle(const StandInMoment &moment, bool everything)
{
    // A job is worked on a moment after it came and takes its time; jobs of one moment are done in their order.
    size_t done = 0;
    for (; done < m_pending.size(); ++done) {
        KlaviyoJob &job = m_jobs[m_pending[done]];
        if (!everything && moment.now < job.made + 1'500ms)
            break;
        runJob(job, moment);
    }
    m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(done));
}

QString KlaviyoStandIn::newId()
{
    return QStringLiteral("Sbx%1").arg(++m_ids, 3, 36, QLatin1Char('0'));
}

QString KlaviyoStandIn::newJobId()
{
    return QStringLiteral("00000000-0000-4000-8000-%1").arg(++m_ids, 12, 10, QLatin1Char('0'));
}

} // namespace perennial
