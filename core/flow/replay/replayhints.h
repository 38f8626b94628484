// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/lint/flowlint.h"
#include "core/flow/replay/flowreplay.h"

namespace perennial {

// What a replay shows to be most likely a slip, as hints: ways that nobody took, and messages that hardly anybody gets,
// always for the same reason. `over` names the days.
[[nodiscard]] std::vector<FlowProblem> hintsOf(const FlowDoc &flow, const ReplayResult &result,
                                               const ReplayedDays &over);

} // namespace perennial
