// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

namespace perennial {

// What can be told of conditions from what they say alone, without any data. Where nothing is certain, the answer is
// false.

// Nobody at all can meet both at the same moment.
[[nodiscard]] bool exclude(const SegmentNode &a, const SegmentNode &b);
// Two conditions in it, all of which must hold, exclude each other.
[[nodiscard]] bool excludesItself(const SegmentNode &node);

} // namespace perennial
