// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/identifiers.h"
#include "core/sandbox/klaviyo/jsonapi.h"
#include "core/sandbox/klaviyo/klaviyostandin.h"

#include <QDateTime>
#include <QJsonDocument>

namespace perennial {

namespace {

constexpr qsizetype mostProperties = 400; // limits.json, account_limits

// One event, read.
struct ReadEvent
{
    KlaviyoBook::Wanted who;
    QJsonObject profile; // attributes
    QString metric;
    QString unique; // given, or the time to the second
    QString wrong;
};

ReadEvent readEvent(const QJsonObject &attributes, const QJsonObject &profile)
{
    ReadEvent event;
    event.profile = profile[u"attributes"].toObject();
    event.who = {profile[u"id"].toString().toStdString(), lowered(event.profile[u"email"].toString().toStdString()),
                 event.profile[u"phone_number"].toString().toStdString(),
                 event.profile[u"external_id"].toString().toStdString()};
    const QJsonObject metric = attributes[u"metric"].toObject()[u"data"].toObject();
    event.metric = metric[u"attributes"].toObject()[u"name"].toString();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QDateTime time = now;
    if (attributes[u"time"].isString())
        time = QDateTime::fromString(attributes[u"time"].toString(), Qt::ISODate);
    event.unique = attributes[u"unique_id"].toString(time.toUTC().toString(Qt::ISODate));
    if (attributes[u"properties"].toObject().size() > mostProperties)
        event.wrong = QStringLiteral("At most 400 properties an event.");
    else if (event.metric.isEmpty())
        event.wrong = QStringLiteral("A metric has a name.");
    else if (event.who.id.empty() && event.who.email.empty() && event.who.phone.empty() && event.who.externalId.empty())
        event.wrong = QStringLiteral("A profile needs at least one identifier.");
    else if (!event.who.email.empty() && !looksLikeEmail(event.who.email))
        event.wrong = QStringLiteral("Invalid email address");
    else if (!time.isValid() || time.timeSpec() == Qt::LocalTime || time.date().year() < 1990 || time > now.addYears(1))
        event.wrong = QStringLiteral("time has a zone and lies after 1990 and at most a year ahead.");
    return event;
}

std::string contactOf(const ReadEvent &event)
{
    const auto &who = event.who;
    return !who.email.empty() ? who.email : !who.phone.empty() ? who.phone : who.externalId + who.id;
}

std::string repeatKey(const ReadEvent &event)
{
    return contactOf(event) + '\n' + event.metric.toStdString() + '\n' + event.unique.toStdString();
}

} // namespace

HttpResponse KlaviyoStandIn::event(const Call &call)
{
    const QJsonObject data = QJsonDocument::fromJson(call.request.body).object()[u"data"].toObject();
    const QJsonObject attributes = data[u"attributes"].toObject();
    const ReadEvent event = readEvent(attributes, attributes[u"profile"].toObject()[u"data"].toObject());
    if (!event.wrong.isEmpty() || call.moment.faults.isBad(contactOf(event)))
        return refusal(400, event.wrong.isEmpty() ? QStringLiteral("Invalid input.") : event.wrong);
    const std::string deed = "event " + event.metric.toStdString();
    // "only the first processed event will be recorded" (the spec's unique_id).
    if (!m_events.insert(repeatKey(event)).second) {
        call.moment.ledger.repeated(contactOf(event), deed, event.unique.toStdString());
        return emptyAnswer(202);
    }
    learnMetric(event.metric);
    const quint32 number = m_book.findOrMake(event.who);
    m_book.merge(number, QJsonDocument(event.profile).toJson(QJsonDocument::Compact).toStdString());
    call.moment.ledger.applied(contactOf(event), deed, event.unique.toStdString());
    return emptyAnswer(202);
}

} // namespace perennial
