// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/plan/audienceplan.h"

namespace perennial {

// The members of what is never sent anywhere, ascending: files leave them out as destinations do. Where nothing is
// chosen, the table is not needed. Errors: a segment or list of them does not exist or cannot be evaluated.
[[nodiscard]] Result<std::vector<ProfileId>> neverSentPeople(const PlanGround &ground, const Progress &progress);

} // namespace perennial
