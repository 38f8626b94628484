// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// One thing after another, and not a third between or after them.
[[nodiscard]] std::shared_ptr<const Leaf> makeSequenceLeaf(const SequenceCondition &condition, const Binding &binding);

} // namespace perennial
