// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/flowpath.h"
#include "core/flow/replay/flowreplay.h"
#include "ui/flow/canvas/canvasvalues.h"

namespace perennial {

// What a replay says, as the canvas shows it. `untilDay`: only what happened before the end of that day of the replay,
// from 0; nothing: all. `other`: of another version over the same range, to compare with.
[[nodiscard]] TrafficView viewOf(const ReplayResult &result, TrafficLook look, std::optional<int> untilDay = {},
                                 const ReplayResult *other = nullptr);
// The steps of one person's way; `at`: the one that is looked at.
[[nodiscard]] FlowTrail trailOf(const std::vector<PathStep> &steps, std::optional<size_t> at = {});
// How many came until the end of a day.
[[nodiscard]] qint64 countUntil(const Traffic &traffic, std::optional<int> day);

} // namespace perennial
