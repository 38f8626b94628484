// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/peoplebook.h"
#include "core/sandbox/routedstandin.h"

#include <QJsonArray>

namespace perennial {

// Custom audiences of Meta's Graph API v25.0: any ad account is there, its audiences are those that were made.
// https://developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences. People are known by the hashes
// of their addresses, or by an own id; the ledger tells of "list" under its name, and of "member+ NAME" and
// "member- NAME". No rate is published: none is kept.
class MetaStandIn final : public RoutedStandIn
{
public:
    MetaStandIn();

    // Where Meta throttles it says so with a 400 and a code, and for how long in a header of its own.
    [[nodiscard]] bool tellsWait() const override { return false; }
    [[nodiscard]] HttpResponse refusal(int status, const QString &detail) const override;

private:
    struct Audience
    {
        QString id;
        QString account;
        QString name;
    };
    struct Row
    {
        PersonAddress address;
        bool isValid = true;
        QString key; // a hash of it, as a sample shows it
    };

    HttpResponse audiences(const StandInCall &call) const;
    HttpResponse makeAudience(const StandInCall &call);
    HttpResponse changeUsers(const StandInCall &call, bool adds);
    // A value of a row; false where it is none of its key's.
    [[nodiscard]] static bool take(const QString &key, const QJsonValue &value, Row &row);
    // Nothing where a row spoils the whole.
    [[nodiscard]] static std::optional<std::vector<Row>> rowsOf(const QJsonObject &payload, const FaultPlan &faults);

    std::vector<Audience> m_audiences;
    PeopleBook m_people;
};

} // namespace perennial
