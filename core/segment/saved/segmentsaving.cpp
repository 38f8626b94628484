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
    QStringList names;
    for (const SavedSegment &segment : *segments) {
        const auto doc = SegmentDoc::fromJson(segment.document);
        if (doc && namesSegment(*doc, name))
            names.append(segment.name);
    }
    return names;
}

} // namespace perennial
