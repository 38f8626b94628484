// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/segmentsaving.h"

#include "core/segment/document/segmentcycle.h"

namespace perennial {

namespace {

// A saved segment that cannot be read names nothing.
Result<std::optional<SegmentDoc>> savedDocument(const SegmentShelf &shelf, const QString &name)
{
    const auto saved = shelf.find(name);
    if (!saved)
        return failure(saved.error());
    if (!*saved)
        return std::nullopt;
    const auto doc = SegmentDoc::fromJson((*saved)->document);
    return doc ? std::optional(*doc) : std::nullopt;
}

Result<void> checkSaved(const SegmentShelf &shelf, const SegmentDoc &doc)
{
    return requireNoCycle(doc, [&](const QString &name) { return savedDocument(shelf, name); });
}

} // namespace

Result<SavedSegment> saveSegment(SegmentShelf &shelf, const SegmentDoc &doc, Instant at)
{
    if (const auto checked = checkSaved(shelf, doc); !checked)
        return failure(checked.error());
    return shelf.save(doc.name, doc.toJson(), at);
}

Result<SavedSegment> saveSegment(SegmentShelf &shelf, SegmentId id, const SegmentDoc &doc, Instant at)
{
    if (const auto checked = checkSaved(shelf, doc); !checked)
        return failure(checked.error());
    return shelf.save(id, doc.name, doc.toJson(), at);
}

} // namespace perennial
