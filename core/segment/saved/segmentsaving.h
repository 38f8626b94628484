// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"
#include "core/store/segmentshelf.h"

#include <QStringList>

namespace perennial {

// Saves a document under its own name, without blanks around it: a new segment, or the next version of the one that has
// the name. A document that would contain itself, by way of the saved segments it names, is refused.
[[nodiscard]] Result<SavedSegment> saveSegment(SegmentShelf &shelf, const SegmentDoc &doc, Instant at);
// The next version of a known segment, which takes the document's name.
[[nodiscard]] Result<SavedSegment> saveSegment(SegmentShelf &shelf, SegmentId id, const SegmentDoc &doc, Instant at);
// In the place of that version, where it is still the newest and has no note; else the next one.
[[nodiscard]] Result<SavedSegment> amendSegment(SegmentShelf &shelf, SegmentId id, int version, const SegmentDoc &doc,
                                                Instant at);
// The names of the saved segments that ask for membership of this one; one that cannot be read names nothing.
[[nodiscard]] Result<QStringList> segmentsNaming(const SegmentShelf &shelf, const QString &name);

} // namespace perennial
