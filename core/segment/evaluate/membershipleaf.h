// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// Of a list or a flow; that of a segment is bound by the compiler. One that does not exist is an error at `where`, the
// node's JSON path.
[[nodiscard]] Result<std::shared_ptr<const Leaf>> makeMembershipLeaf(const MembershipCondition &condition,
                                                                     const Binding &binding, const QString &where);

} // namespace perennial
