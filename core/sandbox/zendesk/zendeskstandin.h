// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/peoplebook.h"
#include "core/sandbox/routedstandin.h"

#include <QJsonArray>

namespace perennial {

// Users of Zendesk's Support API, as far as audiences need them: many are taken at once and worked on later, by a job.
// https://developer.zendesk.com/api-reference/ticketing/users/users/. Every user field whose key has Zendesk's form is
// there. The ledger tells of a user's attributes and fields as PeopleBook does ("name=\"Ana\"", "in_win_back=true").
class ZendeskStandIn final : public RoutedStandIn
{
public:
    ZendeskStandIn();

    [[nodiscard]] bool isAuthorized(const ReceivedRequest &request, const QByteArray &token) const override;
    [[nodiscard]] HttpResponse refusal(int status, const QString &detail) const override;
    void tellRates(HttpResponse &response, const RateStanding &standing) const override;
    void settle(const StandInMoment &moment, bool everything) override;

private:
    struct Job
    {
        QString id;
        QJsonArray users; // until it is done
        qsizetype total = 0;
        std::chrono::milliseconds made{};
        bool isDone = false;
        QJsonArray results;
        QString wrong; // with the whole of it: it failed
    };

    HttpResponse createOrUpdateMany(const StandInCall &call);
    HttpResponse jobStatus(const StandInCall &call);
    void run(Job &job, const StandInMoment &moment);
    // What comes of one user of a job.
    [[nodiscard]] QJsonObject write(const QJsonObject &user, const Job &job, const StandInMoment &moment);
    [[nodiscard]] static QJsonObject jobResource(const Job &job, std::chrono::milliseconds now);

    PeopleBook m_people;
    std::vector<Job> m_jobs;
    size_t m_done = 0; // jobs, which are done in their order
};

} // namespace perennial
