// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/mailchimp/mailchimpstandin.h"

#include "core/sandbox/identifiers.h"
#include "core/sandbox/mailchimp/mailchimpanswers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace perennial {

namespace {

// https://mailchimp.com/developer/marketing/docs/fundamentals/#throttling
constexpr int mostConnections = 10;
// https://mailchimp.com/developer/marketing/api/lists/batch-subscribe-or-unsubscribe/
constexpr qsizetype mostMembers = 500;
// https://mailchimp.com/help/manage-audience-signup-form-fields/
constexpr qsizetype mostBytesOfAText = 255;

// Keys of a member that are no part of audiences are taken and not kept.
constexpr const char *memberKeys = R"(
    "email_type": "string", "status": "=subscribed|unsubscribed|cleaned|pending|transactional",
    "merge_fields": "object", "interests": "object", "language": "string", "vip": "boolean",
    "location": {"latitude": "number", "longitude": "number"},
    "ip_signup": "string", "timestamp_signup": "string", "ip_opt": "string", "timestamp_opt": "string")";
constexpr const char *putShape = R"({
    "email_address!": "string", "status_if_new!": "=subscribed|unsubscribed|cleaned|pending|transactional",
    "marketing_permissions": [{"marketing_permission_id": "string", "enabled": "boolean"}], MEMBER})";
constexpr const char *patchShape = R"({
    "email_address": "string",
    "marketing_permissions": [{"marketing_permission_id": "string", "enabled": "boolean"}], MEMBER})";
constexpr const char *manyShape = R"({
    "members!": [{"email_address": "string", MEMBER}], "sync_tags": "boolean", "update_existing": "boolean"})";
constexpr const char *tagShape = R"({
    "tags!": [{"name!": "string", "status!": "=active|inactive"}], "is_syncing": "boolean"})";

BodyShape shapeOf(const char *text)
{
    return BodyShape::of(QByteArray(text).replace("MEMBER", memberKeys).constData());
}

// https://mailchimp.com/developer/marketing/docs/merge-fields/. What an audience has no field for is passed over.
bool isMergeTag(const QString &tag)
{
    static const QRegularExpression form(QStringLiteral("^[A-Z0-9_]{1,10}$"));
    return form.match(tag).hasMatch();
}

// Why a merge field would not be taken; empty: it is.
QString mergeFault(const QString &tag, const QJsonValue &value)
{
    if (value.isString() && value.toString().toUtf8().size() > mostBytesOfAText)
        return QStringLiteral("Please enter less than 255 bytes.");
    const bool fits = value.isString() || value.isDouble() || (value.isObject() && tag == u"ADDRESS");
    return fits ? QString() : QStringLiteral("This value should be of type string.");
}

HttpResponse notFound()
{
    return mailchimpProblem(404, QStringLiteral("The requested resource could not be found."));
}

} // namespace

MailchimpStandIn::MailchimpStandIn()
{
    using M = MailchimpStandIn;
    const auto add = [this](const char *method, const char *path, HttpResponse (M::*handle)(const StandInCall &),
                            const char *shape = nullptr) {
        static const QRegularExpression audienceId(QStringLiteral("^[a-z0-9]+$"));
        const auto inAudience = [this, handle](const StandInCall &call) {
            return audienceId.match(call.path[0]).hasMatch() ? (this->*handle)(call) : notFound();
        };
        m_routes.push_back({method, QString::fromLatin1(path), inAudience, {}, shape ? shapeOf(shape) : BodyShape()});
    };
    add("GET", "/3.0/lists/{list_id}", &M::audience);
    add("POST", "/3.0/lists/{list_id}", &M::addMany, manyShape);
    add("GET", "/3.0/lists/{list_id}/members/{subscriber_hash}", &M::member);
    add("PUT", "/3.0/lists/{list_id}/members/{subscriber_hash}", &M::put, putShape);
    add("PATCH", "/3.0/lists/{list_id}/members/{subscriber_hash}", &M::patch, patchShape);
    add("DELETE", "/3.0/lists/{list_id}/members/{subscriber_hash}", &M::archive);
    m_routes.back().takesBody = false;
    add("POST", "/3.0/lists/{list_id}/members/{subscriber_hash}/tags", &M::tag, tagShape);
}

// Basic with any name, or Bearer.
bool MailchimpStandIn::isAuthorized(const ReceivedRequest &request, const QByteArray &token) const
{
    const QByteArray given = request.header("authorization");
    if (!given.startsWith("Basic "))
        return given == "Bearer " + token;
    const QByteArray pair = QByteArray::fromBase64(given.mid(6));
    return pair.contains(':') && pair.mid(pair.indexOf(':') + 1) == token;
}

HttpResponse MailchimpStandIn::refusal(int status, const QString &detail) const
{
    return mailchimpProblem(status, detail);
}

int MailchimpStandIn::connectionsAllowed() const
{
    return mostConnections;
}

MailchimpMember *MailchimpStandIn::memberOf(Audience &audience, const QString &named)
{
    const auto found = audience.members.find(named.contains(u'@') ? mailchimpHash(named) : named.toStdString());
    return found == audience.members.end() ? nullptr : &found->second;
}

HttpResponse MailchimpStandIn::audience(const StandInCall &call)
{
    return mailchimpAnswer(call.request, {{QStringLiteral("id"), call.path[0]},
                                          {QStringLiteral("name"), QStringLiteral("Newsletter")},
                                          {QStringLiteral("_links"), QJsonArray()}});
}

HttpResponse MailchimpStandIn::member(const StandInCall &call)
{
    const MailchimpMember *known = memberOf(audienceOf(call), call.path[1]);
    return known ? mailchimpAnswer(call.request, mailchimpMember(*known, call.path[0])) : notFound();
}

// Who unsubscribed or bounced is not subscribed again by anybody but themselves.
std::optional<HttpResponse> MailchimpStandIn::memberRefusal(const QJsonObject &told, const MailchimpMember *known,
                                                            const StandInCall &call) const
{
    const QString email = known ? known->email : told[u"email_address"].toString();
    const std::string address = lowered(email.toStdString());
    if (!looksLikeEmail(address) || call.moment.faults.isBad(address))
        return mailchimpProblem(400,
                                email + QStringLiteral(" looks fake or invalid, please enter a real email address."));
    if (call.moment.faults.spoilsBatch(address))
        return mailchimpProblem(400, QStringLiteral("Your request did not include an acceptable member."));
    const bool isAway = known && (known->status == u"unsubscribed" || known->status == u"cleaned");
    if (isAway && told[u"status"].toString() == u"subscribed")
        return mailchimpProblem(400, email + QStringLiteral(" is in a compliance state due to unsubscribe, bounce, or "
                                                            "compliance review and cannot be subscribed."));
    const QJsonObject merge = told[u"merge_fields"].toObject();
    for (auto field = merge.begin(); field != merge.end(); ++field)
        if (const QString fault = mergeFault(field.key(), *field); !fault.isEmpty())
            return mailchimpProblem(400, fault, field.key());
    return std::nullopt;
}

MailchimpMember &MailchimpStandIn::write(Audience &audience, MailchimpMember *known, const QJsonObject &told,
                                         const QString &statusIfNew, const StandInCall &call)
{
    if (!known) {
        const QString email = told[u"email_address"].toString();
        const quint32 person = audience.people.findOrMake({lowered(email.toStdString()), {}});
        known = &(audience.members[mailchimpHash(email)] = {email, statusIfNew, {}, {}, person});
    }
    if (const QString status = told[u"status"].toString(); !status.isEmpty())
        known->status = status;
    const auto tell = [&](const QString &field, const QJsonValue &value) {
        audience.people.tellJson(known->person, field, value, call.key(), call.moment.ledger);
    };
    tell(QStringLiteral("status"), known->status);
    const QJsonObject merge = told[u"merge_fields"].toObject();
    for (auto field = merge.begin(); field != merge.end(); ++field) {
        if (!isMergeTag(field.key()))
            continue;
        known->mergeFields[field.key()] = *field;
        tell(field.key(), *field);
    }
    return *known;
}

// An address that is not the hash's would be a change of address, which is not played.
HttpResponse MailchimpStandIn::put(const StandInCall &call)
{
    const QJsonObject told = call.body();
    Audience &audience = audienceOf(call);
    MailchimpMember *known = memberOf(audience, call.path[1]);
    if (auto refused = memberRefusal(told, known, call))
        return *refused;
    const QString email = told[u"email_address"].toString();
    if (!call.path[1].contains(u'@') && call.path[1].toStdString() != mailchimpHash(email))
        return mailchimpProblem(400, QStringLiteral("The hash is not that of the address."),
                                QStringLiteral("email_address"));
    const MailchimpMember &written = write(audience, known, told, told[u"status_if_new"].toString(), call);
    return jsonAnswer(200, mailchimpMember(written, call.path[0]));
}

HttpResponse MailchimpStandIn::patch(const StandInCall &call)
{
    const QJsonObject told = call.body();
    Audience &audience = audienceOf(call);
    MailchimpMember *known = memberOf(audience, call.path[1]);
    if (!known)
        return notFound();
    if (auto refused = memberRefusal(told, known, call))
        return *refused;
    return jsonAnswer(200, mailchimpMember(write(audience, known, told, {}, call), call.path[0]));
}

HttpResponse MailchimpStandIn::archive(const StandInCall &call)
{
    Audience &audience = audienceOf(call);
    MailchimpMember *known = memberOf(audience, call.path[1]);
    if (!known || known->status == u"archived")
        return known ? mailchimpProblem(405, QStringLiteral("This list member cannot be removed.")) : notFound();
    known->status = QStringLiteral("archived");
    audience.people.tellJson(known->person, QStringLiteral("status"), known->status, call.key(), call.moment.ledger);
    return emptyAnswer(204);
}

HttpResponse MailchimpStandIn::tag(const StandInCall &call)
{
    Audience &audience = audienceOf(call);
    MailchimpMember *known = memberOf(audience, call.path[1]);
    if (!known)
        return notFound();
    if (auto refused = memberRefusal({}, known, call))
        return *refused;
    const QJsonArray tags = call.body()[u"tags"].toArray();
    for (const QJsonValue &each : tags) {
        const QString name = each[u"name"].toString();
        if (name.isEmpty() || name.size() > 100)
            return mailchimpProblem(400, QStringLiteral("Tag names have 1 to 100 characters."), QStringLiteral("tags"));
    }
    const PersonAddress address{lowered(known->email.toStdString()), {}};
    for (const QJsonValue &each : tags) {
        const QString name = each[u"name"].toString();
        if (each[u"status"].toString() == u"active") {
            known->tags.insert(name);
            audience.people.join(known->person, name.toStdString(), call.key(), call.moment.ledger);
        } else {
            known->tags.erase(name);
            audience.people.leave(address, name.toStdString(), call.key(), call.moment.ledger);
        }
    }
    return emptyAnswer(204);
}

// Each member by itself: who is not taken stands among the errors.
HttpResponse MailchimpStandIn::addMany(const StandInCall &call)
{
    const QJsonObject body = call.body();
    const QJsonArray members = body[u"members"].toArray();
    if (members.isEmpty() || members.size() > mostMembers)
        return mailchimpProblem(400, QStringLiteral("This collection should contain 1 to 500 elements."),
                                QStringLiteral("members"));
    QJsonArray made, updated, errors;
    Audience &audience = audienceOf(call);
    for (const QJsonValue &each : members) {
        const QJsonObject told = each.toObject();
        const QString email = told[u"email_address"].toString(), status = told[u"status"].toString();
        MailchimpMember *known = memberOf(audience, email);
        QString why, code = QStringLiteral("ERROR_GENERIC");
        if (const auto refused = memberRefusal(told, known, call)) {
            why = QJsonDocument::fromJson(refused->body).object()[u"detail"].toString();
        } else if (known && !body[u"update_existing"].toBool()) {
            why = email + QStringLiteral(" is already a list member, do you want to update?");
            code = QStringLiteral("ERROR_CONTACT_EXISTS");
        } else if (!known && status.isEmpty()) {
            why = QStringLiteral("A new member has a status.");
        }
        if (why.isEmpty())
            (known ? updated : made).append(mailchimpMember(write(audience, known, told, status, call), call.path[0]));
        else
            errors.append(QJsonObject{{QStringLiteral("email_address"), email},
                                      {QStringLiteral("error"), why},
                                      {QStringLiteral("error_code"), code}});
    }
    return jsonAnswer(200, {{QStringLiteral("new_members"), made},
                            {QStringLiteral("updated_members"), updated},
                            {QStringLiteral("errors"), errors},
                            {QStringLiteral("total_created"), made.size()},
                            {QStringLiteral("total_updated"), updated.size()},
                            {QStringLiteral("error_count"), errors.size()},
                            {QStringLiteral("_links"), QJsonArray()}});
}

} // namespace perennial
