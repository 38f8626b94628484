// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/export/klaviyoleaves.h"
#include "core/segment/document/segmentdoc.h"

namespace perennial {

// A definition, or its contrary, as clauses. What Klaviyo cannot ask stands as membership of a list of that name, which
// is told; what is unfinished is passed over.
[[nodiscard]] KlaviyoClauses klaviyoClauses(const SegmentNode &definition, bool contrary, const KlaviyoGround &ground);
// {"condition_groups": …}; null where there is none.
[[nodiscard]] QJsonValue klaviyoGroups(const KlaviyoClauses &clauses);

} // namespace perennial
