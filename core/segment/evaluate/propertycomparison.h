// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// A property against another one. `where` is the node's JSON path.
[[nodiscard]] Result<std::shared_ptr<const Leaf>> makePropertyComparison(const PropertyCondition &condition,
                                                                         const Binding &binding, const QString &where);
// A date in a window that begins with an event of each person's own.
[[nodiscard]] Result<std::shared_ptr<const Leaf>> makeDateSinceEventLeaf(const PropertyCondition &condition,
                                                                         const Binding &binding, const QString &where);

} // namespace perennial
