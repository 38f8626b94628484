// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/plan.h"
#include "core/segment/plan/valuetest.h"

namespace perennial {

// `where` is the node's JSON path; an operator that does not go with the property's type is an error there.
[[nodiscard]] Result<std::shared_ptr<const Leaf>> makePropertyLeaf(const PropertyCondition &condition,
                                                                   const Binding &binding, const QString &where);

} // namespace perennial
