// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/peoplebook.h"
#include "core/sandbox/routedstandin.h"

#include <QJsonArray>

namespace perennial {

// Contacts and lists of HubSpot's CRM API v3, as far as audiences need them:
// https://developers.hubspot.com/docs/api/crm/contacts. Every property whose name has HubSpot's form is there. The
// ledger tells of a contact's properties and of lists by their names as PeopleBook does ("city=\"Ulm\"",
// "member+ Win-back"), and of a list that was made as of its name's deed "list".
class HubSpotStandIn final : public RoutedStandIn
{
public:
    HubSpotStandIn();

    [[nodiscard]] HttpResponse refusal(int status, const QString &detail) const override;
    void tellRates(HttpResponse &response, const RateStanding &standing) const override;
    [[nodiscard]] bool tellsWait() const override { return false; }

private:
    struct KnownContact
    {
        QString email; // in lower case
        QJsonObject properties;
    };
    struct KnownList
    {
        QString id;
        QString name;
        QString type; // "MANUAL", "SNAPSHOT", "DYNAMIC"
        std::chrono::milliseconds made{};
    };
    // What comes of a batch, row by row. Results stand backwards: no order of them is promised.
    struct BatchAnswer
    {
        QJsonArray results;
        QJsonArray errors;
    };

    // hubspotcontacts.cpp
    HttpResponse read(const StandInCall &call);
    HttpResponse upsert(const StandInCall &call);
    HttpResponse update(const StandInCall &call);
    // What is wrong with a batch as a whole; nothing where its rows are looked at.
    [[nodiscard]] std::optional<HttpResponse> batchRefusal(const StandInCall &call, const QJsonArray &inputs) const;
    using WriteOne = void (HubSpotStandIn::*)(const StandInCall &, const QJsonObject &, BatchAnswer &);
    HttpResponse eachOf(const StandInCall &call, WriteOne writeOne);
    void upsertOne(const StandInCall &call, const QJsonObject &input, BatchAnswer &answer);
    void updateOne(const StandInCall &call, const QJsonObject &input, BatchAnswer &answer);
    void write(const StandInCall &call, quint32 person, const QJsonObject &properties);
    // By record id, or by address where idProperty is "email".
    [[nodiscard]] std::optional<quint32> find(const QJsonObject &input, const QString &idProperty) const;
    [[nodiscard]] QJsonObject contactResource(quint32 person, const QJsonObject &properties,
                                              const QJsonObject &input) const;
    [[nodiscard]] static QString idOf(quint32 person);
    [[nodiscard]] std::optional<quint32> personOf(const QString &id) const;

    // hubspotlists.cpp
    HttpResponse list(const StandInCall &call);
    HttpResponse searchLists(const StandInCall &call);
    HttpResponse makeList(const StandInCall &call);
    HttpResponse addMembers(const StandInCall &call);
    HttpResponse removeMembers(const StandInCall &call);
    HttpResponse changeMembers(const StandInCall &call, bool adds);
    [[nodiscard]] const KnownList *listOf(const QString &id) const;

    PeopleBook m_people;
    std::vector<KnownContact> m_contacts; // by the person's number in the book
    std::vector<KnownList> m_lists;
};

// {"status": "error", "category", "message", "correlationId"}: https://developers.hubspot.com/docs/api/error-handling
[[nodiscard]] HttpResponse hubSpotRefusal(int status, const QString &category, const QString &message);

} // namespace perennial
