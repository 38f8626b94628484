// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/columns/profileset.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// Who is kept out by one child of a group alone: all its other children are as they should be.
struct OnlyReason
{
    NodePath path;
    quint32 count = 0;
    ProfileSet people;
};

// A set of children that keeps people out together.
struct ReasonSet
{
    std::vector<NodePath> paths;
    quint32 count = 0;
};

// Why people are not in a group whose children all have to hold (or none of them may).
struct GroupReasons
{
    // Sets are counted for groups of at most so many finished children.
    static constexpr size_t MostChildren = 32;

    NodePath path;
    quint32 failing = 0;
    std::vector<OnlyReason> only; // of the finished children, in the order of the document
    std::vector<ReasonSet> sets;  // the most frequent first
};

// Of every all- and none-group of the plan in which something is finished, in the order of the document.
[[nodiscard]] Result<std::vector<GroupReasons>> reasonsOf(const Plan &plan, const Progress &progress,
                                                          size_t mostSets = 10);

} // namespace perennial
