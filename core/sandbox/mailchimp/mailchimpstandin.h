// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/peoplebook.h"
#include "core/sandbox/routedstandin.h"

#include <set>

namespace perennial {

// One person of an audience.
struct MailchimpMember
{
    QString email; // as it came first
    QString status;
    QJsonObject mergeFields;
    std::set<QString> tags;
    quint32 person = 0;
};

// Mailchimp's Marketing API 3.0, as far as audiences need it: https://mailchimp.com/developer/marketing/api/. Every
// audience whose id is made of small letters and digits is there, and every merge field whose tag has Mailchimp's form.
// The ledger tells of a member's status and merge fields as PeopleBook does ("status=\"subscribed\"", "FNAME=\"Ana\""),
// and of tags as of audiences ("member+ Win-back").
class MailchimpStandIn final : public RoutedStandIn
{
public:
    MailchimpStandIn();

    [[nodiscard]] bool isAuthorized(const ReceivedRequest &request, const QByteArray &token) const override;
    [[nodiscard]] HttpResponse refusal(int status, const QString &detail) const override;
    [[nodiscard]] int connectionsAllowed() const override;
    [[nodiscard]] bool tellsWait() const override { return false; }

private:
    using Members = std::unordered_map<std::string, MailchimpMember>; // by the hash of their address
    struct Audience
    {
        Members members;
        PeopleBook people;
    };

    HttpResponse audience(const StandInCall &call);
    HttpResponse member(const StandInCall &call);
    HttpResponse put(const StandInCall &call);
    HttpResponse patch(const StandInCall &call);
    HttpResponse archive(const StandInCall &call);
    HttpResponse tag(const StandInCall &call);
    HttpResponse addMany(const StandInCall &call);

    [[nodiscard]] Audience &audienceOf(const StandInCall &call) { return m_audiences[call.path[0]]; }
    // By the hash, or the address itself. Null where they are not there.
    [[nodiscard]] static MailchimpMember *memberOf(Audience &audience, const QString &named);
    // What is wrong with what is told of a member; nothing where it will do.
    [[nodiscard]] std::optional<HttpResponse> memberRefusal(const QJsonObject &told, const MailchimpMember *known,
                                                            const StandInCall &call) const;
    // Writes what is told; makes the member, with that status, where nobody is `known`.
    MailchimpMember &write(Audience &audience, MailchimpMember *known, const QJsonObject &told,
                           const QString &statusIfNew, const StandInCall &call);

    std::map<QString, Audience> m_audiences; // by id
};

} // namespace perennial
