// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

#include <functional>

namespace perennial {

// The smallest document, reached by leaving out one thing after another, of which `differs` still holds.
[[nodiscard]] SegmentDoc smallestOf(SegmentDoc doc, const std::function<bool(const SegmentDoc &)> &differs);

} // namespace perennial
