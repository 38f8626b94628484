// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/klaviyo/jsonapi.h"
#include "core/sandbox/klaviyo/klaviyoshapes.h"
#include "core/sandbox/klaviyo/klaviyostandin.h"

#include <QDate>

namespace perennial {

using namespace std::chrono_literals;

// The operations and their rates: x-klaviyo-ratelimit of the spec, which limits.json repeats.
KlaviyoStandIn::KlaviyoStandIn()
{
    using K = KlaviyoStandIn;
    const auto add = [this](const char *method, const char *path, std::vector<FixedWindow> windows,
                            Reply (K::*handle)(const Call &), BodyShape shape = {}, qint64 bytes = 0) {
        m_routes.push_back({method,
                            QString::fromLatin1(path),
                            [this, handle](const Call &call) { return (this->*handle)(call); },
                            std::move(windows),
                            std::move(shape),
                            {},
                            bytes});
    };
    const std::vector<FixedWindow> seldom{{10, 1s}, {150, 1min}}, often{{75, 1s}, {750, 1min}};
    add("POST", "/api/profile-bulk-import-jobs", seldom, &K::startImport, klaviyoImportShape(), 5'000'000);
    add("GET", "/api/profile-bulk-import-jobs/{job_id}", seldom, &K::importJob);
    add("GET", "/api/profile-bulk-import-jobs/{id}/import-errors", seldom, &K::importErrors);
    add("GET", "/api/profiles", often, &K::profiles);
    add("GET", "/api/lists", often, &K::listsFound);
    add("POST", "/api/lists", {{150, 24h}, {10, 1s}, {150, 1min}}, &K::createList, klaviyoListShape());
    add("GET", "/api/lists/{id}", often, &K::list);
    add("POST", "/api/lists/{id}/relationships/profiles", seldom, &K::addMembers, klaviyoMembersShape());
    add("DELETE", "/api/lists/{id}/relationships/profiles", seldom, &K::removeMembers, klaviyoMembersShape());
    add("POST", "/api/events", {{350, 1s}, {3'500, 1min}}, &K::event, klaviyoEventShape());
    const std::vector<FixedWindow> rarely{{100, 24h}, {1, 1s}, {15, 1min}}, flows{{3, 1s}, {60, 1min}};
    add("GET", "/api/metrics", seldom, &K::metricsFound);
    add("GET", "/api/segments", often, &K::segmentsFound);
    add("GET", "/api/segments/{id}", often, &K::segment);
    add("POST", "/api/segments", rarely, &K::createSegment, klaviyoSegmentShape());
    add("GET", "/api/flows", flows, &K::flowsFound);
    add("GET", "/api/flows/{id}", flows, &K::flow);
    add("POST", "/api/flows", rarely, &K::createFlow, klaviyoFlowShape());
    add("PATCH", "/api/flows/{id}", flows, &K::changeFlow, klaviyoFlowStatusShape());
    add("GET", "/api/templates", often, &K::templatesFound);
    add("POST", "/api/templates", often, &K::createTemplate, klaviyoTemplateShape());
    add("POST", "/api/profile-suppression-bulk-create-jobs", often, &K::suppress,
        klaviyoSuppressionShape("profile-suppression-bulk-create-job"));
    add("POST", "/api/profile-suppression-bulk-delete-jobs", often, &K::unsuppress,
        klaviyoSuppressionShape("profile-suppression-bulk-delete-job"));
}

bool KlaviyoStandIn::isAuthorized(const ReceivedRequest &request, const QByteArray &token) const
{
    const QByteArray given = request.header("authorization");
    return given == "Klaviyo-API-Key " + token || given == "Bearer " + token;
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

std::optional<HttpResponse> KlaviyoStandIn::headerRefusal(const ReceivedRequest &request) const
{
    if (!QDate::fromString(QString::fromLatin1(request.header("revision")), Qt::ISODate).isValid())
        return refusal(400, QStringLiteral("The revision header is required, as a date."));
    if (!request.body.isEmpty() && contentType(request) != "application/vnd.api+json")
        return klaviyoError(415, QStringLiteral("unsupported_media_type"), QStringLiteral("Unsupported media type."));
    return std::nullopt;
}

HttpResponse KlaviyoStandIn::bodyRefusal(const BodyShape::Fault &fault) const
{
    return klaviyoError(400, QStringLiteral("invalid"), fault.what,
                        fault.pointer.isEmpty() ? QStringLiteral("/data") : fault.pointer);
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
