// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

class SegmentSources;

// Binds a finished condition other than a group or the membership of a segment, which the compiler binds itself.
// `where` is its JSON path, for errors.
[[nodiscard]] Result<std::shared_ptr<const Leaf>> makeLeaf(const Condition &condition, const Binding &binding,
                                                           const SegmentSources &sources, const QString &where);

} // namespace perennial
