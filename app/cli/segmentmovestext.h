// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"
#include "app/cli/segmentsource.h"

namespace perennial {

// Adds to an answer who entered and left a segment since a moment, at most `limit` of each, and what moved them.
[[nodiscard]] Result<void> addMoves(Answer &answer, const Store &store, const SegmentAsker &asker,
                                    const GivenSegment &segment, Instant since, size_t limit);

} // namespace perennial
