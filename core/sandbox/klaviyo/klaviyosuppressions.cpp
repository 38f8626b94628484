// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/identifiers.h"
#include "core/sandbox/klaviyo/jsonapi.h"
#include "core/sandbox/klaviyo/klaviyostandin.h"

#include <QJsonDocument>

namespace perennial {

constexpr qsizetype mostSuppressed = 100; // limits.json, bulk_suppress_profiles

// https://developers.klaviyo.com/en/reference/bulk_suppress_profiles
HttpResponse KlaviyoStandIn::changeSuppression(const Call &call, bool suppress)
{
    const QString type = suppress ? QStringLiteral("profile-suppression-bulk-create-job")
                                  : QStringLiteral("profile-suppression-bulk-delete-job");
    const QJsonObject data = QJsonDocument::fromJson(call.request.body).object()[u"data"].toObject();
    if (data.contains(u"relationships"))
        return refusal(404, QStringLiteral("There is no such list or segment.")); // whole ones are not played
    const QJsonArray people = data[u"attributes"].toObject()[u"profiles"].toObject()[u"data"].toArray();
    if (people.isEmpty() || people.size() > mostSuppressed)
        return refusal(400, QStringLiteral("1 to 100 profiles a job."));
    std::vector<KlaviyoBook::Wanted> wanted;
    for (qsizetype i = 0; i < people.size(); ++i) {
        const QJsonObject person = people[i].toObject();
        KlaviyoBook::Wanted who;
        who.email = lowered(person[u"attributes"].toObject()[u"email"].toString().toStdString());
        const QString pointer = QStringLiteral("/data/attributes/profiles/data/%1/attributes/email").arg(i);
        if (!looksLikeEmail(who.email) || call.moment.faults.isBad(who.email))
            return klaviyoError(400, QStringLiteral("invalid"), QStringLiteral("Invalid email address"), pointer);
        if (call.moment.faults.spoilsBatch(who.email))
            return refusal(400, QStringLiteral("Invalid input."));
        wanted.push_back(std::move(who));
    }
    for (const KlaviyoBook::Wanted &who : wanted)
        setSuppressed(call, who, suppress);
    KlaviyoJob job;
    job.id = newJobId();
    job.made = call.moment.now;
    job.total = wanted.size();
    QJsonObject resource = jobResource(job, call.moment.now);
    QJsonObject attributes = resource[u"attributes"].toObject();
    for (const char *ofImports : {"failed_count", "started_at", "expires_at"})
        attributes.remove(QLatin1String(ofImports));
    resource[u"type"] = type;
    resource[u"attributes"] = attributes;
    return klaviyoAnswer(202, {{QStringLiteral("data"), resource}});
}

// "If a profile is not found with the given email, one will be created and immediately suppressed." Who is not
// suppressed cannot be lifted.
void KlaviyoStandIn::setSuppressed(const Call &call, const KlaviyoBook::Wanted &who, bool suppress)
{
    const std::string deed = suppress ? "suppress" : "unsuppress";
    const std::string key = "request " + std::to_string(call.request.number);
    const auto known = suppress ? m_book.findOrMake(who) : m_book.find(who);
    if (!known || m_book.profile(*known).suppressed == suppress)
        return call.moment.ledger.repeated(who.email, deed, key);
    m_book.profile(*known).suppressed = suppress;
    call.moment.ledger.applied(who.email, deed, key);
}

HttpResponse KlaviyoStandIn::suppress(const Call &call)
{
    return changeSuppression(call, true);
}

HttpResponse KlaviyoStandIn::unsuppress(const Call &call)
{
    return changeSuppression(call, false);
}

} // namespace perennial
