// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/hubspotanswers.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

std::optional<QJsonObject> objectOf(const QByteArray &answer)
{
    const QJsonDocument document = QJsonDocument::fromJson(answer);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

QStringList texts(const QJsonValue &array)
{
    QStringList all;
    for (const QJsonValue &one : array.toArray())
        all.append(one.toString());
    return all;
}

QStringList lowered(QStringList all)
{
    for (QString &one : all)
        one = one.toLower();
    return all;
}

HubSpotContact contactOf(const QJsonObject &result)
{
    const QJsonObject properties = result[QLatin1String("properties")].toObject();
    QStringList emails{properties[QLatin1String("email")].toString()};
    emails += properties[QLatin1String("hs_additional_emails")].toString().split(u';', Qt::SkipEmptyParts);
    emails.removeAll(QString());
    return {result[QLatin1String("id")].toString(), result[QLatin1String("objectWriteTraceId")].toString(),
            lowered(emails)};
}

QString reasonOf(const QJsonObject &error)
{
    QStringList said;
    for (const QJsonValue &one : error[QLatin1String("errors")].toArray())
        if (const QString message = one[QLatin1String("message")].toString(); !message.isEmpty())
            said.append(message);
    return said.isEmpty() ? error[QLatin1String("message")].toString() : said.join(QStringLiteral("; "));
}

HubSpotComplaint complaintOf(const QJsonObject &error)
{
    const QJsonObject context = error[QLatin1String("context")].toObject();
    HubSpotComplaint made;
    made.traces = texts(context[QLatin1String("objectWriteTraceId")]);
    made.ids = lowered(texts(context[QLatin1String("ids")]));
    made.reason = reasonOf(error);
    return made;
}

HubSpotList listOf(const QJsonObject &list)
{
    return {list[QLatin1String("listId")].toString(), list[QLatin1String("name")].toString(),
            list[QLatin1String("processingType")].toString(), !list[QLatin1String("deletedAt")].toString().isEmpty()};
}

} // namespace

std::optional<HubSpotContacts> hubSpotContacts(const QByteArray &answer)
{
    const auto object = objectOf(answer);
    if (!object || !object->value(QLatin1String("results")).isArray())
        return std::nullopt;
    HubSpotContacts made;
    for (const QJsonValue &result : object->value(QLatin1String("results")).toArray())
        made.each.push_back(contactOf(result.toObject()));
    for (const QJsonValue &error : object->value(QLatin1String("errors")).toArray())
        made.complaints.push_back(complaintOf(error.toObject()));
    return made;
}

std::optional<HubSpotList> hubSpotList(const QByteArray &answer)
{
    const auto object = objectOf(answer);
    const HubSpotList made = object ? listOf(object->value(QLatin1String("list")).toObject()) : HubSpotList();
    return made.id.isEmpty() ? std::nullopt : std::optional(made);
}

std::optional<HubSpotLists> hubSpotLists(const QByteArray &answer)
{
    const auto object = objectOf(answer);
    if (!object || !object->value(QLatin1String("lists")).isArray())
        return std::nullopt;
    HubSpotLists made;
    for (const QJsonValue &list : object->value(QLatin1String("lists")).toArray())
        made.each.push_back(listOf(list.toObject()));
    if (object->value(QLatin1String("hasMore")).toBool())
        made.nextOffset = object->value(QLatin1String("offset")).toInt();
    return made;
}

std::optional<QStringList> hubSpotMissing(const QByteArray &answer)
{
    const auto object = objectOf(answer);
    return object ? std::optional(texts(object->value(QLatin1String("recordIdsMissing")))) : std::nullopt;
}

QString hubSpotReason(const QByteArray &answer)
{
    return reasonOf(objectOf(answer).value_or(QJsonObject()));
}

bool isHubSpotDayOver(const HttpResponse &response)
{
    const auto object = response.status == 429 ? objectOf(response.body) : std::nullopt;
    return object && object->value(QLatin1String("policyName")).toString() == QLatin1String("DAILY");
}

} // namespace perennial
