// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/segmentsaving.h"
#include "core/store/segmenttags.h"
#include "ui/segment/editing/segmenteditor.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>

namespace perennial {

// Segments as saved documents: what the folder ui/documents asks of them.
struct SegmentKind
{
    Q_DECLARE_TR_FUNCTIONS(perennial::SegmentKind)

public:
    using Id = SegmentId;
    using Doc = SegmentDoc;
    using Editor = SegmentEditor;

    static Result<SavedSegment> save(SegmentShelf &shelf, const SegmentDoc &doc, Instant at)
    {
        return saveSegment(shelf, doc, at);
    }
    // Destinations go along where it takes another name.
    static Result<SavedSegment> amend(SegmentShelf &shelf, SegmentId id, int version, const SegmentDoc &doc,
                                      Instant at);

    // One that is here but cannot be read is nothing.
    static std::optional<SegmentDoc> read(const QByteArray &document)
    {
        auto doc = SegmentDoc::fromJson(document);
        return doc ? std::optional(std::move(*doc)) : std::nullopt;
    }
    // What a copy takes over that does not stand in the document.
    static Result<void> copyBesides(Store &store, SegmentId from, SegmentId to)
    {
        const auto tags = SegmentTags(store).of(from);
        return tags ? SegmentTags(store).set({{to, *tags}}) : failure(tags.error());
    }

    // What is to be said of those that were deleted; may be empty.
    static Result<QString> afterDeleting(Store &store, const QStringList &names);

    static QString saving() { return tr("Saving a segment"); }
    static QString nameTaken(const QString &name)
    {
        return tr("There is a segment named “%1” already. Choose another name.").arg(name);
    }
    static QString renaming() { return tr("Renaming a segment"); }
    static QString duplicating() { return tr("Duplicating a segment"); }
    static QString deleting(size_t count) { return count == 1 ? tr("Deleting a segment") : tr("Deleting segments"); }
    static QString restoring(size_t count) { return count == 1 ? tr("Restoring a segment") : tr("Restoring segments"); }
    static QString counted(qint64 count) { return tr("%1 segments").arg(format::count(count)); }
};

} // namespace perennial
