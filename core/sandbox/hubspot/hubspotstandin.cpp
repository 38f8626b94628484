// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/hubspot/hubspotstandin.h"

#include <QUuid>

namespace perennial {

using namespace std::chrono_literals;

namespace {

constexpr const char *readShape = R"({
    "inputs!": [{"id!": "string"}], "properties!": ["string"], "propertiesWithHistory!": ["string"],
    "idProperty": "string"})";
constexpr const char *writeShape = R"({
    "inputs!": [{"id!": "string", "properties!": "object", "idProperty": "string", "objectWriteTraceId": "string"}]})";
constexpr const char *searchShape = R"({
    "additionalProperties!": ["string"], "offset!": "number", "count": "number", "listIds": ["string"],
    "objectTypeId": "string", "processingTypes": ["string"], "query": "string", "sort": "string"})";
constexpr const char *listShape = R"({
    "name!": "string", "objectTypeId!": "string", "processingType!": "=MANUAL|SNAPSHOT|DYNAMIC",
    "customProperties": "object", "filterBranch": "object", "listFolderId": "number", "listPermissions": "object",
    "membershipSettings": "object"})";

// Of an app in a free account, and in a day. https://developers.hubspot.com/docs/guides/apps/api-usage/usage-details
constexpr FixedWindow burst{100, 10s};
constexpr FixedWindow day{250'000, 24h};

} // namespace

HubSpotStandIn::HubSpotStandIn()
{
    using H = HubSpotStandIn;
    const auto add = [this](const char *method, const char *path, HttpResponse (H::*handle)(const StandInCall &),
                            const char *shape = nullptr) {
        m_routes.push_back({method,
                            QLatin1String("/crm/v3/") + QLatin1String(path),
                            [this, handle](const StandInCall &call) { return (this->*handle)(call); },
                            {burst, day},
                            shape ? BodyShape::of(shape) : BodyShape(),
                            QStringLiteral("any")});
    };
    add("POST", "objects/contacts/batch/read", &H::read, readShape);
    add("POST", "objects/contacts/batch/upsert", &H::upsert, writeShape);
    add("POST", "objects/contacts/batch/update", &H::update, writeShape);
    add("POST", "lists", &H::makeList, listShape);
    add("POST", "lists/search", &H::searchLists, searchShape);
    add("GET", "lists/{listId}", &H::list);
    add("PUT", "lists/{listId}/memberships/add", &H::addMembers, R"(["string"])");
    add("PUT", "lists/{listId}/memberships/remove", &H::removeMembers, R"(["string"])");
}

HttpResponse hubSpotRefusal(int status, const QString &category, const QString &message)
{
    // The same refusal has the same id, so that runs can be compared.
    const QUuid id = QUuid::createUuidV5(QUuid(), QString::number(status) + category + message);
    QJsonObject body{{QStringLiteral("status"), QStringLiteral("error")},
                     {QStringLiteral("category"), category},
                     {QStringLiteral("message"), message},
                     {QStringLiteral("correlationId"), id.toString(QUuid::WithoutBraces)}};
    if (status == 429) {
        body[u"errorType"] = QStringLiteral("RATE_LIMIT");
        body[u"policyName"] = QStringLiteral("TEN_SECONDLY_ROLLING");
    }
    return jsonAnswer(status, body);
}

HttpResponse HubSpotStandIn::refusal(int status, const QString &detail) const
{
    static const std::map<int, QString> categories{{401, QStringLiteral("INVALID_AUTHENTICATION")},
                                                   {403, QStringLiteral("MISSING_SCOPES")},
                                                   {404, QStringLiteral("OBJECT_NOT_FOUND")},
                                                   {429, QStringLiteral("RATE_LIMITS")}};
    const auto category = categories.find(status);
    const QString usual = status >= 500 ? QStringLiteral("SERVER_ERROR") : QStringLiteral("VALIDATION_ERROR");
    const QString limit = QStringLiteral("You have reached your ten_secondly_rolling limit.");
    return hubSpotRefusal(status, category == categories.end() ? usual : category->second,
                          status == 429 ? limit : detail);
}

void HubSpotStandIn::tellRates(HttpResponse &response, const RateStanding &standing) const
{
    if (standing.limit == 0)
        return;
    response.headers.push_back({"X-HubSpot-RateLimit-Daily", QByteArray::number(standing.limit)});
    response.headers.push_back({"X-HubSpot-RateLimit-Daily-Remaining", QByteArray::number(standing.remaining)});
    response.headers.push_back({"X-HubSpot-RateLimit-Max", QByteArray::number(burst.calls)});
    response.headers.push_back(
        {"X-HubSpot-RateLimit-Interval-Milliseconds", QByteArray::number(qint64(burst.length.count()))});
}

} // namespace perennial
