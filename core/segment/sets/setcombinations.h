// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/plan.h"
#include "core/segment/sets/segmentoverlap.h"

namespace perennial {

// People by the sets they are in, which are named by their places: in each of the one, in none of the other. What is in
// neither list does not matter.
struct SetRegion
{
    std::vector<size_t> in;
    std::vector<size_t> notIn;

    friend bool operator==(const SetRegion &, const SetRegion &) = default;
};

// How many people are in exactly which of a few sets.
struct SetCombinations
{
    static constexpr size_t MostSets = 6;

    size_t sets = 0;
    std::vector<quint32> counts; // by combination: bit i of it stands for set i; the first is those in none

    [[nodiscard]] SetRegion region(size_t combination) const;
};

// Everybody is in one combination; at most MostSets sets of one table. On all cores.
[[nodiscard]] Result<SetCombinations> combinationsOf(std::span<const ProfileSet *const> sets,
                                                     const ProfileSet &everybody, const Progress &progress);

// Of everybody those of a region.
[[nodiscard]] ProfileSet peopleIn(const SetRegion &region, std::span<const ProfileSet *const> sets,
                                  const ProfileSet &everybody);
// Of everybody those who are in exactly one of the sets.
[[nodiscard]] ProfileSet peopleInOne(std::span<const ProfileSet *const> sets, const ProfileSet &everybody);

// A segment of its own that asks for membership of saved ones, whose names stand in the places of the sets.
[[nodiscard]] SegmentDoc segmentOf(const SetRegion &region, const QStringList &names);

// Everybody a plan holds, and nothing else about them: quicker than the counts of a SegmentAnswer. On all cores.
[[nodiscard]] Result<ProfileSet> membersOf(const Plan &plan, const Progress &progress);

} // namespace perennial
