// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

[[nodiscard]] std::shared_ptr<const Leaf> makeOrderLineLeaf(const OrderLineCondition &condition,
                                                            const Binding &binding);

} // namespace perennial
