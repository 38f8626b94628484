// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// Two children of a group that both have to hold, each of which holds for somebody, and both of which hold for nobody.
struct Clash
{
    NodePath a;
    NodePath b; // after `a`
    quint32 countA = 0;
    quint32 countB = 0;

    friend bool operator==(const Clash &, const Clash &) = default;
};

// Of every all-group of the plan with at most 32 finished children, in the order of the document.
[[nodiscard]] Result<std::vector<Clash>> clashesOf(const Plan &plan, const Progress &progress);

} // namespace perennial
