// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/segmentsaving.h"
#include "ui/segment/editing/segmenteditor.h"

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
    static Result<SavedSegment> amend(SegmentShelf &shelf, SegmentId id, int version, const SegmentDoc &doc, Instant at)
    {
        return amendSegment(shelf, id, version, doc, at);
    }

    static QString saving() { return tr("Saving a segment"); }
    static QString nameTaken(const QString &name)
    {
        return tr("There is a segment named “%1” already. Choose another name.").arg(name);
    }
};

} // namespace perennial
