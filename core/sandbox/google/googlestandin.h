// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/peoplebook.h"
#include "core/sandbox/routedstandin.h"

#include <QJsonArray>

namespace perennial {

// Customer Match by Google's Data Manager API v1: any Google Ads account is there, its lists are those that were made.
// https://developers.google.com/data-manager/api/reference/rest. An upload is taken at once and worked on later; who
// asks what came of it hears how many were refused, not who. People are known by the hashes of their addresses; the
// ledger tells of "list" under its name, and of "member+ NAME" and "member- NAME".
class GoogleStandIn final : public RoutedStandIn
{
public:
    GoogleStandIn();

    [[nodiscard]] HttpResponse refusal(int status, const QString &detail) const override;
    void settle(const StandInMoment &moment, bool everything) override;

private:
    struct List
    {
        QString id;
        QString account;
        QString name;
        QJsonObject resource;
    };
    struct Upload
    {
        QString id;
        QString list; // its name
        QJsonObject destination;
        QJsonArray members; // until it is worked on
        bool adds = true;
        std::chrono::milliseconds made{};
        bool isDone = false;
        qint64 total = 0;
        qint64 refused = 0;
    };

    HttpResponse lists(const StandInCall &call) const;
    HttpResponse makeList(const StandInCall &call);
    HttpResponse upload(const StandInCall &call, bool adds);
    HttpResponse status(const StandInCall &call) const;
    void work(Upload &upload, const StandInMoment &moment);

    std::vector<List> m_lists;
    std::vector<Upload> m_uploads;
    size_t m_done = 0; // uploads, which are worked on in their order
    PeopleBook m_people;
};

} // namespace perennial
