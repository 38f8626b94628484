// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// `where` is the node's JSON path, for a test or a scale that does not go with the score's type.
[[nodiscard]] Result<std::shared_ptr<const Leaf>> makeScoreLeaf(const ScoreCondition &condition, const Binding &binding,
                                                                const QString &where);

} // namespace perennial
