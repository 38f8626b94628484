// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/pushrun.h"
#include "core/connect/plan/audienceplan.h"

namespace perennial {

// Of those who failed in a run, whose last outcome at its destination is that they failed, there or in a later run:
// ascending; whoever was merged stands as who they are now.
[[nodiscard]] Result<std::vector<ProfileId>> stillFailed(const Store &store, const PushRun &run);

// What is left of a destination's plan where only those are tried again who failed in one of its runs. Whoever left the
// audience, or is held back now, is not in it. Refuses a run that is not finished, one of another place or destination,
// and where nobody is left.
[[nodiscard]] Result<AudiencePlan> onlyFailedOf(Store &store, PushRunId run, const SavedDestination &destination,
                                                AudiencePlan whole);

} // namespace perennial
