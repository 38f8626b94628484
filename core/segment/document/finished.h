// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"

namespace perennial {

// Whether enough is written to be evaluated.
[[nodiscard]] bool isFinished(const Test &test);
[[nodiscard]] bool isFinished(const PropertyFilter &filter);
[[nodiscard]] bool isFinished(const EventQuantity &quantity);
[[nodiscard]] bool isFinished(const EventCondition &condition);
[[nodiscard]] bool isFinished(const PropertyCondition &condition);
[[nodiscard]] bool isFinished(const ConsentCondition &condition);
// The condition and all of its filters: nothing of it is passed over. A group says nothing by itself.
[[nodiscard]] bool isFinishedThroughout(const SegmentNode &node);

} // namespace perennial
