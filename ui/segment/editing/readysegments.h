// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

#include <vector>

namespace perennial {

// A segment to start from.
struct ReadySegment
{
    QString purpose; // "People who bought well and stopped"
    SegmentDoc doc;
};

[[nodiscard]] std::vector<ReadySegment> readySegments();

} // namespace perennial
