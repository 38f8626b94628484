// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/klaviyothings.h"

#include "core/connect/vendors/klaviyoanswers.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

using Operation = KlaviyoOperation;

QByteArray bodyOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

KlaviyoAsking asking(Operation operation, const QUrl &base, const KlaviyoQuery &query)
{
    return {operation, klaviyoRequest(operation, base, {}, query, {})};
}

// An empty cursor is no parameter.
KlaviyoAsking page(Operation operation, const QUrl &base, const QString &filter, const QString &cursor)
{
    if (cursor.isEmpty())
        return asking(operation, base, {{"filter", filter}});
    return asking(operation, base, {{"filter", filter}, {"page[cursor]", cursor}});
}

Operation findOf(RemoteKind kind)
{
    switch (kind) {
    case RemoteKind::Metric:
        return Operation::FindMetrics;
    case RemoteKind::List:
        return Operation::FindLists;
    case RemoteKind::Segment:
        return Operation::FindSegments;
    case RemoteKind::Template:
        return Operation::FindTemplates;
    }
    return Operation::FindLists;
}

KlaviyoThing thingIn(const QJsonValue &data)
{
    const QJsonValue attributes = data[QLatin1String("attributes")];
    return {data[QLatin1String("id")].toString(), attributes[QLatin1String("name")].toString(),
            attributes[QLatin1String("status")].toString(),
            attributes[QLatin1String("integration")][QLatin1String("name")].toString(),
            attributes[QLatin1String("definition")].toObject()};
}

} // namespace

KlaviyoAsking findThings(RemoteKind kind, const QStringList &names, const QString &cursor, const QUrl &base)
{
    const Operation operation = findOf(kind);
    if (kind != RemoteKind::Metric)
        return page(operation, base, klaviyoAny(QStringLiteral("name"), names), cursor);
    return cursor.isEmpty() ? asking(operation, base, {}) : asking(operation, base, {{"page[cursor]", cursor}});
}

KlaviyoAsking findDrafts(DraftObject object, const QString &name, const QString &cursor, const QUrl &base)
{
    const Operation operation = object == DraftObject::Flow ? Operation::FindFlows : Operation::FindSegments;
    return page(operation, base, klaviyoEquals(QStringLiteral("name"), name), cursor);
}

KlaviyoAsking makeOfDraft(DraftObject object, const QJsonObject &body, const QUrl &base)
{
    const Operation operation = object == DraftObject::Flow ? Operation::MakeFlow : Operation::MakeSegment;
    return {operation, klaviyoRequest(operation, base, {}, {}, bodyOf(body))};
}

KlaviyoAsking readDraft(DraftObject object, const QString &id, const QUrl &base)
{
    if (object == DraftObject::Segment)
        return {Operation::GetSegment, klaviyoRequest(Operation::GetSegment, base, id, {}, {})};
    return {Operation::GetFlow, klaviyoRequest(Operation::GetFlow, base, id,
                                               {{"additional-fields[flow]", QStringLiteral("definition")}}, {})};
}

KlaviyoAsking makeList(const QString &name, const QUrl &base)
{
    const QJsonObject data{{"type", "list"}, {"attributes", QJsonObject{{"name", name}}}};
    return {Operation::MakeList, klaviyoRequest(Operation::MakeList, base, {}, {}, bodyOf({{"data", data}}))};
}

KlaviyoAsking makeTemplate(const KlaviyoTemplate &text, const QUrl &base)
{
    const QJsonObject attributes{{"name", text.name}, {"editor_type", "CODE"}, {"html", text.html}};
    const QJsonObject data{{"type", "template"}, {"attributes", attributes}};
    return {Operation::MakeTemplate, klaviyoRequest(Operation::MakeTemplate, base, {}, {}, bodyOf({{"data", data}}))};
}

KlaviyoAsking setFlowLive(const QString &id, const QUrl &base)
{
    const QJsonObject data{{"type", "flow"}, {"id", id}, {"attributes", QJsonObject{{"status", "live"}}}};
    return {Operation::ChangeFlow, klaviyoRequest(Operation::ChangeFlow, base, id, {}, bodyOf({{"data", data}}))};
}

std::optional<KlaviyoPageOfThings> thingsOf(const QByteArray &answer)
{
    const QJsonObject object = QJsonDocument::fromJson(answer).object();
    if (!object[QLatin1String("data")].isArray())
        return std::nullopt;
    KlaviyoPageOfThings page{{}, klaviyoCursor(object)};
    for (const QJsonValue &data : object[QLatin1String("data")].toArray()) {
        page.things.push_back(thingIn(data));
        if (page.things.back().id.isEmpty())
            return std::nullopt;
    }
    return page;
}

std::optional<KlaviyoThing> thingOf(const QByteArray &answer)
{
    KlaviyoThing thing = thingIn(QJsonDocument::fromJson(answer).object()[QLatin1String("data")]);
    return thing.id.isEmpty() ? std::nullopt : std::optional(std::move(thing));
}

} // namespace perennial
