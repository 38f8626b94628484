// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/segmentsaving.h"

#include "core/segment/document/segmentcycle.h"

#include <QCoreApplication>

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

// A word of a command that ends in ".json" is a file.
Result<QString> nameToSave(const QString &wanted)
{
    const QString name = wanted.trimmed();
    if (name.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) || name.contains(QLatin1Char('/')))
        return failure(ErrorKind::Invalid,
                       QCoreApplication::translate("perennial", "The name “%1” would be taken for a file: a segment's "
                                                                "name has no “/” and does not end in “.json”.")
                           .arg(name),
                       QStringLiteral("name"));
    return name;
}

} // namespace

Result<SavedSegment> saveSegment(SegmentShelf &shelf, const SegmentDoc &doc, Instant at)
{
    const auto name = nameToSave(doc.name);
    if (!name)
        return failure(name.error());
    SegmentDoc named = doc;
    named.name = *name;
    if (const auto checked = checkSaved(shelf, named); !checked)
        return failure(checked.error());
    return shelf.save(*name, named.toJson(), at);
}

Result<SavedSegment> saveSegment(SegmentShelf &shelf, SegmentId id, const SegmentDoc &doc, Instant at)
{
    const auto known = shelf.get(id);
    if (!known)
        return failure(known.error());
    const auto name = doc.name == known->name ? Result<QString>(doc.name) : nameToSave(doc.name);
    if (!name)
        return failure(name.error());
    SegmentDoc named = doc;
    named.name = *name;
    if (const auto checked = checkSaved(shelf, named); !checked)
        return failure(checked.error());
    return shelf.save(id, *name, named.toJson(), at);
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
