// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/documentshelf.h"

namespace perennial {

// The segments of a store; their documents are the JSON of core/segment.
using SegmentShelf = DocumentShelf<SegmentId>;
using SavedSegment = SavedDocument<SegmentId>;
using SegmentVersion = DocumentVersion;

} // namespace perennial
