// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/condition.h"

namespace perennial {

// Whether enough is written to be evaluated.
[[nodiscard]] bool isFinished(const Test &test);
[[nodiscard]] bool isFinished(const PropertyFilter &filter);
[[nodiscard]] bool isFinished(const EventQuantity &quantity);
[[nodiscard]] bool isFinished(const EventCondition &condition);
[[nodiscard]] bool isFinished(const PropertyCondition &condition);
[[nodiscard]] bool isFinished(const ConsentCondition &condition);

} // namespace perennial
