// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/plan/audienceplan.h"

namespace perennial {

// People who come or leave for one reason.
struct ChangeGroup
{
    QString text; // "now among those who had Placed Order ever", "no longer held back: not subscribed": for people
    std::vector<ProfileId> people;

    friend bool operator==(const ChangeGroup &, const ChangeGroup &) = default;
};

// Why people come and leave since the run before. Everybody of the plan's difference is in exactly one group; the
// largest group is first.
struct DifferenceCauses
{
    Instant since; // what the last run that was done saw
    std::vector<ChangeGroup> joins;
    std::vector<ChangeGroup> leaves;
};

// Compares the segment, guards, exclusions and consents at the last run's moment with those of the plan's, both by what
// the store knows today. Names conditions as movesOf() does. Nothing where no run was done yet. `plan` is of the same
// ground and destination.
[[nodiscard]] Result<std::optional<DifferenceCauses>> differenceCauses(const PlanGround &ground,
                                                                       const SavedDestination &destination,
                                                                       const AudiencePlan &plan,
                                                                       const Progress &progress);

} // namespace perennial
