// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/hubspot/hubspotstandin.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace perennial {

using namespace std::chrono_literals;

namespace {

constexpr int mostFound = 500;
constexpr qsizetype mostMembers = 100'000;
// A list that was made is found by a search a little later.
constexpr std::chrono::milliseconds indexing = 3s;

const QString contactsType = QStringLiteral("0-1");

bool isWhole(const QJsonValue &number, int least, int most)
{
    return number.toDouble() == std::floor(number.toDouble()) && number.toDouble() >= least &&
           number.toDouble() <= most;
}

QJsonObject listResource(const QString &id, const QString &name, const QString &type)
{
    return {{QStringLiteral("listId"), id},
            {QStringLiteral("listVersion"), 1},
            {QStringLiteral("name"), name},
            {QStringLiteral("objectTypeId"), contactsType},
            {QStringLiteral("processingStatus"), QStringLiteral("COMPLETE")},
            {QStringLiteral("processingType"), type}};
}

} // namespace

const HubSpotStandIn::KnownList *HubSpotStandIn::listOf(const QString &id) const
{
    const auto found = std::ranges::find(m_lists, id, &KnownList::id);
    return found == m_lists.end() ? nullptr : &*found;
}

HttpResponse HubSpotStandIn::list(const StandInCall &call)
{
    const KnownList *known = listOf(call.path[0]);
    if (!known)
        return refusal(404, QStringLiteral("List does not exist with ID %1.").arg(call.path[0]));
    return jsonAnswer(200, {{QStringLiteral("list"), listResource(known->id, known->name, known->type)}});
}

HttpResponse HubSpotStandIn::searchLists(const StandInCall &call)
{
    const QJsonObject body = call.body();
    const int count = body.contains(u"count") ? body[u"count"].toInt() : 20, offset = body[u"offset"].toInt();
    if (!isWhole(body[u"offset"], 0, INT_MAX) || (body.contains(u"count") && !isWhole(body[u"count"], 1, mostFound)))
        return refusal(400, QStringLiteral("offset is 0 or more, count 1 to 500."));
    const QString query = body[u"query"].toString();
    QJsonArray found;
    for (const KnownList &each : m_lists) {
        if (call.moment.now < each.made + indexing || !each.name.contains(query, Qt::CaseInsensitive))
            continue;
        QJsonObject list = listResource(each.id, each.name, each.type);
        list[u"additionalProperties"] = QJsonObject();
        found.append(list);
    }
    const qsizetype all = found.size();
    QJsonArray page;
    for (qsizetype i = offset; i < std::min<qsizetype>(all, qsizetype(offset) + count); ++i)
        page.append(found[i]);
    return jsonAnswer(200, {{QStringLiteral("lists"), page},
                            {QStringLiteral("offset"), offset + int(page.size())},
                            {QStringLiteral("hasMore"), offset + page.size() < all},
                            {QStringLiteral("total"), int(all)}});
}

HttpResponse HubSpotStandIn::makeList(const StandInCall &call)
{
    const QJsonObject body = call.body();
    const QString name = body[u"name"].toString();
    if (name.trimmed().isEmpty() || body[u"objectTypeId"].toString() != contactsType)
        return refusal(400, QStringLiteral("A list has a name and holds contacts."));
    if (body[u"listFolderId"].isDouble() && !isWhole(body[u"listFolderId"], 0, INT_MAX))
        return refusal(400, QStringLiteral("There is no such folder."));
    for (const KnownList &each : m_lists)
        if (each.name.compare(name, Qt::CaseInsensitive) == 0)
            return refusal(400, QStringLiteral("List names must be unique."));
    m_lists.push_back(
        {QString::number(m_lists.size() + 11), name, body[u"processingType"].toString(), call.moment.now});
    const KnownList &made = m_lists.back();
    call.moment.ledger.applied(name.toStdString(), "list", made.id.toStdString());
    return jsonAnswer(200, {{QStringLiteral("list"), listResource(made.id, made.name, made.type)}});
}

HttpResponse HubSpotStandIn::changeMembers(const StandInCall &call, bool adds)
{
    const KnownList *known = listOf(call.path[0]);
    if (!known)
        return refusal(404, QStringLiteral("List does not exist with ID %1.").arg(call.path[0]));
    const QJsonArray ids = QJsonDocument::fromJson(call.request.body).array();
    if (known->type == u"DYNAMIC" || ids.size() > mostMembers)
        return refusal(400, QStringLiteral("The list fills itself, or these are more than 100,000 ids."));
    QJsonArray changed, missing;
    const std::string name = known->name.toStdString();
    for (const QJsonValue &id : ids) {
        const auto person = personOf(id.toString());
        (person ? changed : missing).append(id);
        if (person && adds)
            m_people.join(*person, name, call.key(), call.moment.ledger);
        else if (person)
            m_people.leave({m_people.contact(*person), {}}, name, call.key(), call.moment.ledger);
    }
    return jsonAnswer(200, {{QStringLiteral("recordsIdsAdded"), adds ? changed : QJsonArray()},
                            {QStringLiteral("recordIdsRemoved"), adds ? QJsonArray() : changed},
                            {QStringLiteral("recordIdsMissing"), missing}});
}

HttpResponse HubSpotStandIn::addMembers(const StandInCall &call)
{
    return changeMembers(call, true);
}

HttpResponse HubSpotStandIn::removeMembers(const StandInCall &call)
{
    return changeMembers(call, false);
}

} // namespace perennial
