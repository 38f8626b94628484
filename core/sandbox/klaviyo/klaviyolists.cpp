// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/klaviyo/jsonapi.h"
#include "core/sandbox/klaviyo/klaviyostandin.h"

#include <QJsonDocument>

#include <algorithm>

namespace perennial {

namespace {

constexpr qsizetype mostMembers = 1'000;

QJsonObject listResource(const QString &id, const KlaviyoList &list)
{
    const QJsonObject attributes{{QStringLiteral("name"), list.name},
                                 {QStringLiteral("opt_in_process"), QStringLiteral("single_opt_in")}};
    return klaviyoResource(QStringLiteral("list"), id, attributes, QStringLiteral("/api/lists"));
}

} // namespace

HttpResponse KlaviyoStandIn::listsFound(const Call &call)
{
    return page(call, m_book.lists, 10, 10, listResource);
}

HttpResponse KlaviyoStandIn::list(const Call &call)
{
    const auto found = m_book.lists.find(call.path[0]);
    if (found == m_book.lists.end())
        return refusal(404, QStringLiteral("A list with id %1 does not exist.").arg(call.path[0]));
    return klaviyoAnswer(200, {{QStringLiteral("data"), listResource(found->first, found->second)}});
}

HttpResponse KlaviyoStandIn::createList(const Call &call)
{
    const QJsonObject data = QJsonDocument::fromJson(call.request.body).object()[u"data"].toObject();
    const QString name = data[u"attributes"].toObject()[u"name"].toString();
    if (name.isEmpty())
        return klaviyoError(400, QStringLiteral("invalid"), QStringLiteral("A list has a name."),
                            QStringLiteral("/data/attributes/name"));
    const QString id = newId();
    m_book.lists[id].name = name;
    call.moment.ledger.applied(name.toStdString(), "list", id.toStdString());
    return klaviyoAnswer(201, {{QStringLiteral("data"), listResource(id, m_book.lists[id])}});
}

HttpResponse KlaviyoStandIn::changeMembers(const Call &call, bool add)
{
    const auto list = m_book.lists.find(call.path[0]);
    if (list == m_book.lists.end())
        return refusal(404, QStringLiteral("A list with id %1 does not exist.").arg(call.path[0]));
    const QJsonArray data = QJsonDocument::fromJson(call.request.body).object()[u"data"].toArray();
    if (data.isEmpty() || data.size() > mostMembers)
        return refusal(400, QStringLiteral("1 to 1000 profiles a call."));
    std::vector<quint32> people;
    for (const QJsonValue &each : data) {
        const auto number = m_book.find({each.toObject()[u"id"].toString().toStdString(), {}, {}, {}});
        if (!number)
            return refusal(404, QStringLiteral("One or more profiles do not exist."));
        if (call.moment.faults.spoilsBatch(m_book.profiles()[*number].contact()))
            return refusal(400, QStringLiteral("Invalid input."));
        people.push_back(*number);
    }
    const std::string deed = (add ? "list+ " : "list- ") + list->first.toStdString();
    const std::string key = "request " + std::to_string(call.request.number);
    for (const quint32 number : people) {
        auto &members = list->second.members;
        const bool changed = add ? members.insert(number).second : members.erase(number) > 0;
        const std::string &contact = m_book.profiles()[number].contact();
        changed ? call.moment.ledger.applied(contact, deed, key) : call.moment.ledger.repeated(contact, deed, key);
    }
    return emptyAnswer(204);
}

HttpResponse KlaviyoStandIn::addMembers(const Call &call)
{
    return changeMembers(call, true);
}

HttpResponse KlaviyoStandIn::removeMembers(const Call &call)
{
    return changeMembers(call, false);
}

} // namespace perennial
