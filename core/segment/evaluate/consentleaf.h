// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/plan.h"
#include "core/segment/plan/valuetest.h"

namespace perennial {

[[nodiscard]] std::shared_ptr<const Leaf> makeConsentLeaf(const ConsentCondition &condition, const Binding &binding);

} // namespace perennial
