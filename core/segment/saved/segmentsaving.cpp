// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/segmentsaving.h"

#include "core/segment/document/segmentcycle.h"
#include "core/segment/saved/lifecycleshelf.h"

#include <algorithm>

namespace perennial {

namespace {

// One that cannot be read names nothing.
Result<void> checkSaved(const SegmentShelf &shelf, const SegmentDoc &doc)
{
    return requireNoCycle({MemberOf::Segment, doc.name}, doc, [&](const SavedName &name) {
        return Result<std::optional<SegmentDoc>>(savedDefinition(shelf.store(), name).value_or(std::nullopt));
    });
}

bool names(const SegmentDoc &doc, const SavedName &name)
{
    return std::ranges::any_of(definitionsNamedIn(doc), [&](const SavedName &named) { return named == name; });
}

SegmentDoc withoutBlanksAround(SegmentDoc doc)
{
    doc.name = doc.name.trimmed();
    return doc;
}

} // namespace

Result<SavedSegment> saveSegment(SegmentShelf &shelf, const SegmentDoc &doc, Instant at)
{
    const SegmentDoc named = withoutBlanksAround(doc);
    if (const auto checked = checkSaved(shelf, named); !checked)
        return failure(checked.error());
    return shelf.save(named.name, named.toJson(), at);
}

Result<SavedSegment> saveSegment(SegmentShelf &shelf, SegmentId id, const SegmentDoc &doc, Instant at)
{
    return amendSegment(shelf, id, 0, doc, at);
}

Result<SavedSegment> amendSegment(SegmentShelf &shelf, SegmentId id, int version, const SegmentDoc &doc, Instant at)
{
    const SegmentDoc named = withoutBlanksAround(doc);
    if (const auto checked = checkSaved(shelf, named); !checked)
        return failure(checked.error());
    return shelf.amend(id, version, named.name, named.toJson(), at);
}

Result<QStringList> segmentsNaming(const SegmentShelf &shelf, const QString &name)
{
    const auto segments = shelf.list();
    if (!segments)
        return failure(segments.error());
    QStringList naming;
    for (const SavedSegment &segment : *segments) {
        const auto doc = SegmentDoc::fromJson(segment.document);
        if (doc && names(*doc, {MemberOf::Segment, name}))
            naming.append(segment.name);
    }
    return naming;
}

} // namespace perennial
