// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/attentive/attentivestandin.h"

#include "core/sandbox/identifiers.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace perennial {

using namespace std::chrono_literals;

namespace {

// A journey's time of an event (occurredAt) and people's ids of other kinds are not played: who sends them is refused.
constexpr const char *eventShape = R"({
    "type!": "string", "properties": "object", "externalEventId": "string",
    "user!": {"phone": "string", "email": "string"}})";
constexpr const char *attributesShape = R"({
    "properties!": "object", "user!": {"phone": "string", "email": "string"}})";
constexpr const char *unsubscribeShape = R"({
    "user!": {"phone": "string", "email": "string"},
    "subscriptions": [{"type!": "=MARKETING|TRANSACTIONAL|CHECKOUT_ABANDONED", "channel!": "=TEXT|EMAIL"}],
    "notification": {"language": "=en-US|fr-CA", "disabled": "boolean"}})";

constexpr qsizetype longestAttribute = 200;

PersonAddress addressIn(const QJsonObject &body)
{
    const QJsonObject user = body[u"user"].toObject();
    return {lowered(user[u"email"].toString().toStdString()), user[u"phone"].toString().toStdString()};
}

// Why Attentive would not take it; empty: it does.
QString userFault(const PersonAddress &user, const FaultPlan &faults)
{
    if (user.contact().empty())
        return QStringLiteral("user: phone or email is required.");
    if (!user.email.empty() && !looksLikeEmail(user.email))
        return QStringLiteral("user.email is no address.");
    if (!user.phone.empty() && !looksLikePhone(user.phone))
        return QStringLiteral("user.phone is not E.164.");
    const bool isRefused = faults.isBad(user.contact()) || faults.spoilsBatch(user.contact());
    return isRefused ? QStringLiteral("Invalid parameter in request query or body") : QString();
}

bool holdsAny(const QString &text, QLatin1String characters)
{
    return std::ranges::any_of(text, [&](QChar c) { return characters.contains(c); });
}

QString eventFault(const QJsonObject &body)
{
    const QString type = body[u"type"].toString();
    if (type.isEmpty() || holdsAny(type, QLatin1String("\"'(){}[]\\|,")))
        return QStringLiteral("type is empty, or holds a character that it must not.");
    for (const QString &name : body[u"properties"].toObject().keys())
        if (holdsAny(name, QLatin1String("\"{}[]\\|")))
            return QStringLiteral("The name of a property holds a character that it must not.");
    return {};
}

QString attributesFault(const QJsonObject &properties)
{
    if (properties.isEmpty())
        return QStringLiteral("properties is empty.");
    for (auto each = properties.begin(); each != properties.end(); ++each)
        if (each.key().size() > longestAttribute || each->isArray())
            return QStringLiteral("An attribute has at most 200 characters for a name, and no list for a value.");
    return {};
}

std::string jsonText(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).chopped(1).mid(1).toStdString();
}

} // namespace

// 150 calls a second, of unsubscribing 5.
AttentiveStandIn::AttentiveStandIn()
{
    m_routes = {{"POST",
                 QStringLiteral("/v1/events/custom"),
                 [this](const StandInCall &call) { return event(call); },
                 {{150, 1s}},
                 BodyShape::of(eventShape)},
                {"POST",
                 QStringLiteral("/v1/attributes/custom"),
                 [this](const StandInCall &call) { return attributes(call); },
                 {{150, 1s}},
                 BodyShape::of(attributesShape)},
                {"POST",
                 QStringLiteral("/v1/subscriptions/unsubscribe"),
                 [this](const StandInCall &call) { return unsubscribe(call); },
                 {{5, 1s}},
                 BodyShape::of(unsubscribeShape)}};
}

// Nothing is published about their bodies.
HttpResponse AttentiveStandIn::refusal(int status, const QString &) const
{
    return emptyAnswer(status);
}

void AttentiveStandIn::tellRates(HttpResponse &response, const RateStanding &standing) const
{
    if (standing.limit == 0)
        return;
    response.headers.push_back({"x-ratelimit-limit", QByteArray::number(standing.limit)});
    response.headers.push_back({"x-ratelimit-remaining", QByteArray::number(standing.remaining)});
}

void AttentiveStandIn::tellProperties(quint32 person, const QJsonObject &properties, const std::string &key,
                                      Ledger &ledger)
{
    for (auto each = properties.begin(); each != properties.end(); ++each)
        m_people.tell(person, each.key().toStdString(), jsonText(*each), key, ledger);
}

// That Attentive drops an event whose id it knows is not said anywhere; who sends has to bring the same id again.
HttpResponse AttentiveStandIn::event(const StandInCall &call)
{
    const QJsonObject body = call.body();
    const PersonAddress user = addressIn(body);
    QString fault = userFault(user, call.moment.faults);
    if (fault.isEmpty())
        fault = eventFault(body);
    if (!fault.isEmpty())
        return refusal(400, fault);
    const std::string id = body[u"externalEventId"].toString().toStdString();
    const std::string key = id.empty() ? call.key() : id;
    const quint32 person = m_people.findOrMake(user);
    const std::string deed = "event " + body[u"type"].toString().toStdString();
    if (!m_events.insert(m_people.contact(person) + '\n' + key).second) {
        call.moment.ledger.repeated(m_people.contact(person), deed, key);
        return emptyAnswer(200);
    }
    call.moment.ledger.applied(m_people.contact(person), deed, key);
    tellProperties(person, body[u"properties"].toObject(), key, call.moment.ledger);
    return emptyAnswer(200);
}

HttpResponse AttentiveStandIn::attributes(const StandInCall &call)
{
    const QJsonObject body = call.body();
    const PersonAddress user = addressIn(body);
    const QJsonObject properties = body[u"properties"].toObject();
    QString fault = userFault(user, call.moment.faults);
    if (fault.isEmpty())
        fault = attributesFault(properties);
    if (!fault.isEmpty())
        return refusal(400, fault);
    tellProperties(m_people.findOrMake(user), properties, call.key(), call.moment.ledger);
    return emptyAnswer(200);
}

std::optional<QJsonObject> AttentiveStandIn::unsubscribeFrom(const PersonAddress &user, const QString &type,
                                                             const QString &channel, const StandInCall &call)
{
    const std::string &contact = channel == u"TEXT" ? user.phone : user.email;
    if (contact.empty())
        return std::nullopt;
    const std::string what = (type + u' ' + channel).toStdString();
    const bool isNew = m_unsubscribed.insert(contact + '\n' + what).second;
    if (isNew)
        call.moment.ledger.applied(contact, "unsubscribed " + what, call.key());
    else
        call.moment.ledger.repeated(contact, "unsubscribed " + what, call.key());
    return QJsonObject{{QStringLiteral("subscription"),
                        QJsonObject{{QStringLiteral("type"), type}, {QStringLiteral("channel"), channel}}},
                       {QStringLiteral("subscriptionUnsubscribeStatus"),
                        isNew ? QStringLiteral("NEWLY_UNSUBSCRIBED") : QStringLiteral("PREVIOUSLY_UNSUBSCRIBED")}};
}

// Without any subscriptions in it, a request ends all of them.
HttpResponse AttentiveStandIn::unsubscribe(const StandInCall &call)
{
    const QJsonObject body = call.body();
    const PersonAddress user = addressIn(body);
    if (const QString fault = userFault(user, call.moment.faults); !fault.isEmpty())
        return refusal(400, fault);
    QJsonArray wanted = body[u"subscriptions"].toArray();
    if (wanted.isEmpty())
        for (const char *type : {"MARKETING", "TRANSACTIONAL", "CHECKOUT_ABANDONED"})
            for (const char *channel : {"TEXT", "EMAIL"})
                wanted.append(QJsonObject{{QStringLiteral("type"), QLatin1String(type)},
                                          {QStringLiteral("channel"), QLatin1String(channel)}});
    QJsonArray ended;
    for (const QJsonValue &one : wanted)
        if (auto told = unsubscribeFrom(user, one[u"type"].toString(), one[u"channel"].toString(), call))
            ended.append(*told);
    const bool isQuiet = body[u"notification"].toObject()[u"disabled"].toBool();
    const bool endsTexts = std::any_of(ended.begin(), ended.end(), [](const QJsonValue &one) {
        return one[u"subscription"][u"channel"].toString() == u"TEXT";
    });
    if (endsTexts && !isQuiet)
        call.moment.ledger.applied(user.phone, "message", call.key());
    return jsonAnswer(202, {{QStringLiteral("user"), body[u"user"]}, {QStringLiteral("subscriptionResponses"), ended}});
}

} // namespace perennial
