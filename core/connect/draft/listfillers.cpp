// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/listfillers.h"

#include "core/segment/saved/segmentsaving.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

SegmentDoc segmentOf(const KlaviyoListPart &part)
{
    SegmentDoc doc;
    doc.name = QString(part.list).replace(u'/', u'-');
    doc.note = tr("Holds whom Klaviyo cannot ask for; a destination keeps them as a list there.");
    SegmentGroup group;
    group.children = {part.people};
    doc.root = SegmentNode{std::move(group)};
    return doc;
}

const QString ListKey = QStringLiteral("list");

bool keeps(const Destination &destination, const Destination &like, const QString &list)
{
    return destination.kind == like.kind && destination.sandbox == like.sandbox &&
           destination.way == DeliveryWay::List && destination.account.value(ListKey) == list;
}

Destination fillerOf(const Destination &like, const QString &list, const QString &segment)
{
    Destination filler;
    filler.kind = like.kind;
    filler.sandbox = like.sandbox;
    filler.way = DeliveryWay::List;
    filler.mode = SyncMode::Mirror;
    filler.account = like.account;
    filler.account.insert(ListKey, list);
    filler.source = {AudienceKind::Segment, segment};
    filler.channel = ExportChannel::EmailOrSms;
    filler.guardsApply = false; // it is a condition, nobody is written to by it
    return filler;
}

} // namespace

Result<void> requireFillable(const PlatformDraft &draft)
{
    for (const KlaviyoListPart &part : draft.lists)
        if (!validate(segmentOf(part)))
            return failure(ErrorKind::Refused,
                           tr("No list can hold people %1: only the way through a flow tells. Nothing was made; leave "
                              "this condition out, or put another in its place.")
                               .arg(part.list),
                           draft.document);
    return {};
}

Result<std::vector<ListFiller>> addListFillers(Store &store, const SavedDestination &like, const PlatformDraft &draft,
                                               Instant at)
{
    DestinationShelf shelf(store);
    const auto all = shelf.list();
    if (!all)
        return failure(all.error());
    std::vector<ListFiller> made;
    for (const KlaviyoListPart &part : draft.lists) {
        const auto isKept = [&](const SavedDestination &one) {
            return keeps(one.destination, like.destination, part.list);
        };
        if (std::ranges::any_of(*all, isKept))
            continue;
        SegmentShelf segments(store);
        const auto saved = saveSegment(segments, segmentOf(part), at);
        const auto name = saved ? shelf.freeName(part.list) : failure(saved.error());
        if (!name)
            return failure(name.error());
        Destination filler = fillerOf(like.destination, part.list, saved->name);
        filler.name = *name;
        if (const auto added = shelf.add(filler, at); !added)
            return failure(added.error());
        made.push_back({part.list, *name});
    }
    return made;
}

} // namespace perennial
