// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/peoplebook.h"
#include "core/sandbox/routedstandin.h"

#include <set>

namespace perennial {

// Attentive's API v1, as far as audiences need it: https://docs.attentive.com/openapi. The ledger tells of attributes
// as PeopleBook does, of "event NAME" under its externalEventId, of "unsubscribed MARKETING TEXT" by the number or the
// address that was, and of "message": somebody was written to that they are unsubscribed.
class AttentiveStandIn final : public RoutedStandIn
{
public:
    AttentiveStandIn();

    [[nodiscard]] HttpResponse refusal(int status, const QString &detail) const override;
    void tellRates(HttpResponse &response, const RateStanding &standing) const override;

private:
    HttpResponse event(const StandInCall &call);
    HttpResponse attributes(const StandInCall &call);
    HttpResponse unsubscribe(const StandInCall &call);
    void tellProperties(quint32 person, const QJsonObject &properties, const std::string &key, Ledger &ledger);
    // Nothing where it is no such subscription of theirs.
    [[nodiscard]] std::optional<QJsonObject> unsubscribeFrom(const PersonAddress &user, const QString &type,
                                                             const QString &channel, const StandInCall &call);

    PeopleBook m_people;
    std::set<std::string> m_events;       // "contact\nexternalEventId"
    std::set<std::string> m_unsubscribed; // "contact\ntype channel"
};

} // namespace perennial
