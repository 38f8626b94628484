// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/editing/segmentkind.h"

#include "core/connect/outbox/sourceusers.h"

namespace perennial {

Result<SavedSegment> SegmentKind::amend(SegmentShelf &shelf, SegmentId id, int version, const SegmentDoc &doc,
                                        Instant at)
{
    const auto before = shelf.get(id);
    auto saved = before ? amendSegment(shelf, id, version, doc, at) : failure(before.error());
    if (!saved || saved->name == before->name)
        return saved;
    const auto carried = carryName(shelf.store(), {AudienceKind::Segment, before->name}, saved->name, at);
    return carried ? saved : failure(carried.error());
}

Result<QString> SegmentKind::afterDeleting(Store &store, const QStringList &names)
{
    std::vector<AudienceSource> gone;
    for (const QString &name : names)
        gone.push_back({AudienceKind::Segment, name});
    return leftWithout(store, gone);
}

} // namespace perennial
