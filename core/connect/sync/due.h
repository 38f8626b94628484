// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/pushrun.h"

namespace perennial {

// A destination whose time has come, or whose run was cut off with its program.
struct DueDestination
{
    SavedDestination saved;
    std::optional<Instant> due; // the scheduled moment; nothing: a run goes on that was cut off
    int missed = 0;             // scheduled moments before it that nobody ran: one run stands for all
};

// By name. Destinations that are paused or have no schedule are left out, and moments before the schedule was set. What
// cannot be read as a schedule is an error.
[[nodiscard]] Result<std::vector<DueDestination>> dueDestinations(Store &store, Instant now);

} // namespace perennial
