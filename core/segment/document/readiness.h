// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/nodepath.h"

#include <vector>

namespace perennial {

struct SegmentDoc;

// Whether a segment may be written into a file. Counting passes over what somebody still writes; a file made so would
// hold more people than were meant.
struct Readiness
{
    std::vector<NodePath> unfinished;
    bool holdsEverybody = false; // nothing is unfinished, and there is no condition at all

    [[nodiscard]] bool isFinished() const { return unfinished.empty(); }
};

[[nodiscard]] Readiness readinessOf(const SegmentDoc &doc);

} // namespace perennial
