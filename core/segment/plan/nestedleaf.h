// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/plan.h"

namespace perennial {

// Membership of a segment as one condition of another: who is a member now, and, where that is asked, was one at a
// later or was none at an earlier moment.
struct NestedPlans
{
    std::shared_ptr<const Plan> now;
    std::shared_ptr<const Plan> atEnd;       // null: not asked
    std::shared_ptr<const Plan> beforeStart; // null: not asked
    bool isDated = false;                    // it is asked since when
    bool in = true;
};

[[nodiscard]] std::shared_ptr<const Leaf> makeNestedLeaf(NestedPlans plans);

} // namespace perennial
