// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/hubspot/hubspotstandin.h"
#include "core/sandbox/identifiers.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

namespace perennial {

namespace {

// https://developers.hubspot.com/docs/guides/api/crm/objects/contacts#limits
constexpr qsizetype mostInputs = 100;
constexpr quint32 firstId = 1001;

const QString byEmail = QStringLiteral("email");

std::string addressIn(const QJsonObject &input)
{
    return lowered(input[u"id"].toString().toStdString());
}

// Why a property would not be taken; empty: it is. https://developers.hubspot.com/docs/api/crm/properties
QString propertyFault(const QJsonObject &properties)
{
    static const QRegularExpression form(QStringLiteral("^[a-z][a-z0-9_]{0,99}$"));
    for (auto each = properties.begin(); each != properties.end(); ++each) {
        if (!each->isString())
            return QStringLiteral("The value of a property is a text.");
        if (!form.match(each.key()).hasMatch())
            return QStringLiteral(
                       "Property values were not valid: [{\"isValid\":false,\"message\":\"Property \\\"%1\\\" "
                       "does not exist\",\"error\":\"PROPERTY_DOESNT_EXIST\"}]")
                .arg(each.key());
    }
    return {};
}

QJsonObject errorOf(const QString &category, const QString &message, const QJsonObject &input)
{
    QJsonObject context{{QStringLiteral("ids"), QJsonArray{input[u"id"]}}};
    if (input.contains(u"objectWriteTraceId"))
        context = {{QStringLiteral("objectWriteTraceId"), QJsonArray{input[u"objectWriteTraceId"]}}};
    return {{QStringLiteral("status"), QStringLiteral("error")},
            {QStringLiteral("category"), category},
            {QStringLiteral("message"), message},
            {QStringLiteral("context"), context},
            {QStringLiteral("errors"), QJsonArray()},
            {QStringLiteral("links"), QJsonObject()}};
}

QJsonObject notFound(const QJsonObject &input)
{
    return errorOf(QStringLiteral("OBJECT_NOT_FOUND"),
                   QStringLiteral("Could not get some CONTACT objects, they may be deleted or not exist. Check that "
                                  "ids are valid."),
                   input);
}

HttpResponse answerOf(const QJsonArray &results, const QJsonArray &errors, std::chrono::milliseconds now)
{
    QJsonObject body{{QStringLiteral("status"), QStringLiteral("COMPLETE")},
                     {QStringLiteral("startedAt"), stampAt(now)},
                     {QStringLiteral("completedAt"), stampAt(now)},
                     {QStringLiteral("results"), results}};
    if (!errors.isEmpty()) {
        body[u"errors"] = errors;
        body[u"numErrors"] = errors.size();
    }
    return jsonAnswer(errors.isEmpty() ? 200 : 207, body);
}

} // namespace

QString HubSpotStandIn::idOf(quint32 person)
{
    return QString::number(firstId + person);
}

std::optional<quint32> HubSpotStandIn::personOf(const QString &id) const
{
    const quint32 number = id.toUInt();
    return number >= firstId && number - firstId < m_contacts.size() ? std::optional(number - firstId) : std::nullopt;
}

std::optional<quint32> HubSpotStandIn::find(const QJsonObject &input, const QString &idProperty) const
{
    return idProperty == byEmail ? m_people.find({addressIn(input), {}}) : personOf(input[u"id"].toString());
}

QJsonObject HubSpotStandIn::contactResource(quint32 person, const QJsonObject &properties,
                                            const QJsonObject &input) const
{
    QJsonObject made{{QStringLiteral("id"), idOf(person)},
                     {QStringLiteral("properties"), properties},
                     {QStringLiteral("createdAt"), stampAt({})},
                     {QStringLiteral("updatedAt"), stampAt({})},
                     {QStringLiteral("archived"), false}};
    if (input.contains(u"objectWriteTraceId"))
        made[u"objectWriteTraceId"] = input[u"objectWriteTraceId"];
    return made;
}

std::optional<HttpResponse> HubSpotStandIn::batchRefusal(const StandInCall &call, const QJsonArray &inputs) const
{
    if (inputs.isEmpty() || inputs.size() > mostInputs)
        return refusal(400, QStringLiteral("A batch has 1 to 100 inputs."));
    QSet<QString> ids;
    for (const QJsonValue &each : inputs) {
        const QJsonObject input = each.toObject();
        const QString idProperty = input[u"idProperty"].toString();
        if (!idProperty.isEmpty() && idProperty != byEmail)
            return refusal(400, QStringLiteral("The property does not identify contacts: ") + idProperty);
        if (const QString fault = propertyFault(input[u"properties"].toObject()); !fault.isEmpty())
            return refusal(400, fault);
        const auto person = personOf(input[u"id"].toString());
        if (call.moment.faults.spoilsBatch(person ? m_people.contact(*person) : addressIn(input)))
            return refusal(400, QStringLiteral("Invalid input JSON."));
        ids.insert(input[u"id"].toString().toLower());
    }
    if (ids.size() < inputs.size())
        return refusal(400, QStringLiteral("Duplicate IDs found in batch input."));
    return std::nullopt;
}

// https://developers.hubspot.com/docs/reference/api/crm/objects/contacts: who is not there is among the errors.
HttpResponse HubSpotStandIn::read(const StandInCall &call)
{
    const QJsonObject body = call.body();
    const QJsonArray inputs = body[u"inputs"].toArray();
    if (auto refused = batchRefusal(call, inputs))
        return *refused;
    QJsonArray results, errors;
    for (const QJsonValue &each : inputs) {
        const QJsonObject input = each.toObject();
        const auto person = find(input, body[u"idProperty"].toString());
        if (!person) {
            errors.append(notFound(input));
            continue;
        }
        const KnownContact &contact = m_contacts[*person];
        QJsonObject wanted;
        for (const QJsonValue &name : body[u"properties"].toArray())
            if (contact.properties.contains(name.toString()))
                wanted[name.toString()] = contact.properties[name.toString()];
        results.prepend(contactResource(*person, wanted, {}));
    }
    return answerOf(results, errors, call.moment.now);
}

void HubSpotStandIn::write(const StandInCall &call, quint32 person, const QJsonObject &properties)
{
    for (auto each = properties.begin(); each != properties.end(); ++each) {
        m_contacts[person].properties[each.key()] = *each;
        m_people.tellJson(person, each.key(), *each, call.key(), call.moment.ledger);
    }
}

void HubSpotStandIn::upsertOne(const StandInCall &call, const QJsonObject &input, BatchAnswer &answer)
{
    const bool isByEmail = input[u"idProperty"].toString() == byEmail;
    const std::string email = addressIn(input);
    const auto known = find(input, isByEmail ? byEmail : QString());
    if (!isByEmail && !known) {
        answer.errors.append(notFound(input));
        return;
    }
    if (isByEmail && (!looksLikeEmail(email) || call.moment.faults.isBad(email))) {
        answer.errors.append(errorOf(QStringLiteral("VALIDATION_ERROR"),
                                     QStringLiteral("Email address %1 is invalid").arg(input[u"id"].toString()),
                                     input));
        return;
    }
    const quint32 person = known ? *known : m_people.findOrMake({email, {}});
    if (!known)
        m_contacts.push_back({QString::fromStdString(email), {}});
    QJsonObject properties = input[u"properties"].toObject();
    properties[byEmail] = m_contacts[person].email;
    write(call, person, properties);
    QJsonObject result = contactResource(person, m_contacts[person].properties, input);
    result[u"new"] = !known;
    answer.results.prepend(result);
}

// An address is changed by its property "email", which is not played.
void HubSpotStandIn::updateOne(const StandInCall &call, const QJsonObject &input, BatchAnswer &answer)
{
    const auto person = find(input, input[u"idProperty"].toString());
    if (!person) {
        answer.errors.append(notFound(input));
        return;
    }
    if (call.moment.faults.isBad(m_people.contact(*person))) {
        answer.errors.append(
            errorOf(QStringLiteral("VALIDATION_ERROR"), QStringLiteral("Property values were not valid"), input));
        return;
    }
    QJsonObject properties = input[u"properties"].toObject();
    properties.remove(byEmail);
    write(call, *person, properties);
    answer.results.prepend(contactResource(*person, m_contacts[*person].properties, input));
}

HttpResponse HubSpotStandIn::eachOf(const StandInCall &call, WriteOne writeOne)
{
    const QJsonArray inputs = call.body()[u"inputs"].toArray();
    if (auto refused = batchRefusal(call, inputs))
        return *refused;
    BatchAnswer answer;
    for (const QJsonValue &each : inputs)
        (this->*writeOne)(call, each.toObject(), answer);
    return answerOf(answer.results, answer.errors, call.moment.now);
}

HttpResponse HubSpotStandIn::upsert(const StandInCall &call)
{
    return eachOf(call, &HubSpotStandIn::upsertOne);
}

HttpResponse HubSpotStandIn::update(const StandInCall &call)
{
    return eachOf(call, &HubSpotStandIn::updateOne);
}

} // namespace perennial
