// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// What the consent that makes somebody's state tells beside it: method, double opt-in, since when. `state` says who is
// in the state.
[[nodiscard]] std::shared_ptr<const Leaf>
makeConsentDetailLeaf(const ConsentCondition &condition, const Binding &binding, std::shared_ptr<const Leaf> state);

} // namespace perennial
