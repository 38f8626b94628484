// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"
#include "app/cli/segmentsource.h"

namespace perennial {

// Who is in a segment, in the order of their ids; at most `limit` of them.
[[nodiscard]] Result<Answer> membersOf(const GivenSegment &segment, const Store &store, const SegmentAsker &asker,
                                       size_t limit);

// What is wrong with the word of a limit; empty where nothing is.
[[nodiscard]] std::string notNegative(const std::string &number);

} // namespace perennial
