// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// How events follow each other: for the first time, regularly, no longer, again, overdue.
[[nodiscard]] std::shared_ptr<const Leaf> makeRhythmLeaf(const RhythmCondition &condition, const Binding &binding);

} // namespace perennial
