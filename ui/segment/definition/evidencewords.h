// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/explanation.h"

namespace perennial {

// What decides a condition for one person, a line each: "2 times, needs at least 3 times", "Placed Order, 2026-02-01
// 10:00, 120.00 EUR", "and 4 more". Empty where there is nothing to say.
[[nodiscard]] QString evidenceWords(const ExplainedNode &node, const QTimeZone &zone);

} // namespace perennial
