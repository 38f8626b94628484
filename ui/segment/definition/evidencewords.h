// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/explanation.h"

namespace perennial {

// What decides a condition for one person: "2 times, needs at least 3 times: 1 Feb 2026, 10:00 €120.00 · 9 May 2026,
// 18:30 €145.00 and 4 more". Empty where there is nothing to say; moments are in `zone`, which is said elsewhere.
[[nodiscard]] QString evidenceWords(const ExplainedNode &node, const QTimeZone &zone);

} // namespace perennial
