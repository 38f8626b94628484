// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/klaviyo/klaviyobook.h"
#include "core/sandbox/routedstandin.h"

#include <set>

namespace perennial {

// One row of a bulk import as it was accepted.
struct KlaviyoImportRow
{
    KlaviyoBook::Wanted who;
    std::string_view profile; // the row as it came, inside the job's body
    std::string_view attributes;
};

struct KlaviyoImportError
{
    size_t row = 0; // in the request
    QString field;  // below attributes; empty: the row
    QString detail;
    QByteArray payload;
};

// Accepted at once, done later: nobody who was sent can be found before the job is complete.
struct KlaviyoJob
{
    QString id;
    QByteArray body;                    // until it is done; rows look into it
    std::vector<KlaviyoImportRow> rows; // until it is done
    QStringList lists;
    std::chrono::milliseconds made{};
    size_t total = 0;
    bool done = false;
    std::vector<KlaviyoImportError> errors;
};

// A metric, segment, flow or template.
struct KlaviyoThingThere
{
    QString name;
    QString status;         // of a flow
    QJsonObject definition; // of a template its attributes
};

// By id, of an account that a shop is connected to.
[[nodiscard]] std::map<QString, KlaviyoThingThere> usualKlaviyoMetrics();

// Klaviyo's API, revision 2026-07-15, as far as audiences need it.
class KlaviyoStandIn final : public RoutedStandIn
{
public:
    KlaviyoStandIn();

    [[nodiscard]] bool isAuthorized(const ReceivedRequest &request, const QByteArray &token) const override;
    [[nodiscard]] HttpResponse refusal(int status, const QString &detail) const override;
    void tellRates(HttpResponse &response, const RateStanding &standing) const override;
    void settle(const StandInMoment &moment, bool everything) override;

private:
    using Reply = HttpResponse;
    using Call = StandInCall;

    [[nodiscard]] std::optional<HttpResponse> headerRefusal(const ReceivedRequest &request) const override;
    [[nodiscard]] HttpResponse bodyRefusal(const BodyShape::Fault &fault) const override;

    // klaviyobulkimport.cpp
    Reply startImport(const Call &call);
    Reply importJob(const Call &call);
    Reply importErrors(const Call &call);
    void runJob(KlaviyoJob &job, const StandInMoment &moment);
    void importRow(KlaviyoJob &job, size_t at, const StandInMoment &moment);
    [[nodiscard]] QJsonObject jobResource(const KlaviyoJob &job, std::chrono::milliseconds now) const;
    // klaviyoprofiles.cpp
    Reply profiles(const Call &call);
    // klaviyolists.cpp
    Reply listsFound(const Call &call);
    Reply list(const Call &call);
    Reply createList(const Call &call);
    Reply addMembers(const Call &call);
    Reply removeMembers(const Call &call);
    Reply changeMembers(const Call &call, bool add);
    // klaviyoevents.cpp
    Reply event(const Call &call);
    // klaviyosuppressions.cpp
    Reply suppress(const Call &call);
    Reply unsuppress(const Call &call);
    Reply changeSuppression(const Call &call, bool suppress);
    void setSuppressed(const Call &call, const KlaviyoBook::Wanted &who, bool suppress);
    // klaviyodrafts.cpp
    using Things = std::map<QString, KlaviyoThingThere>; // by id
    // Of things by id that have names, those that the call's filter and page ask for.
    template <class Named, class Told>
    [[nodiscard]] Reply page(const Call &call, const Named &things, int usual, int most, Told told) const
    {
        QList<std::pair<QString, QString>> names;
        for (const auto &[id, thing] : things)
            names.append({id, thing.name});
        return pageOfNames(call, names, usual, most, [&](const QString &id) { return told(id, things.at(id)); });
    }
    // Ids and names.
    [[nodiscard]] Reply pageOfNames(const Call &call, const QList<std::pair<QString, QString>> &names, int usual,
                                    int most, const std::function<QJsonObject(const QString &id)> &told) const;
    [[nodiscard]] bool knows(const QString &kind, const QString &id) const;
    void learnMetric(const QString &name); // an event makes its metric
    Reply metricsFound(const Call &call);
    Reply segmentsFound(const Call &call);
    Reply segment(const Call &call);
    Reply createSegment(const Call &call);
    Reply flowsFound(const Call &call);
    Reply flow(const Call &call);
    Reply createFlow(const Call &call);
    Reply changeFlow(const Call &call);
    Reply templatesFound(const Call &call);
    Reply createTemplate(const Call &call);

    [[nodiscard]] QString newId(); // "Sbx001": six letters and digits, as Klaviyo's are
    [[nodiscard]] QString newJobId();

    KlaviyoBook m_book;
    std::map<QString, KlaviyoJob> m_jobs;
    std::vector<QString> m_pending; // ids of jobs that are not done, oldest first
    std::set<std::string> m_events; // "contact\nmetric\nunique_id": what Klaviyo tells a repeat by
    Things m_metrics = usualKlaviyoMetrics();
    Things m_segments;
    Things m_flows;
    Things m_templates;
    int m_ids = 0;
};

} // namespace perennial
