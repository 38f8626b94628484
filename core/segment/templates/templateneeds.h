// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/templates/templatefilling.h"

#include <optional>

namespace perennial {

class ProfileTable;

// What a template needs, with the names that stand in its blanks.
[[nodiscard]] std::vector<TemplateNeed> needsOf(const SegmentTemplate &of, const BlankValues &values);
// What a document asks about: every metric, property, channel, score and list it names, each once. Optional is what is
// only asked not to have happened.
[[nodiscard]] std::vector<TemplateNeed> needsIn(const SegmentDoc &doc);

[[nodiscard]] bool isMet(const TemplateNeed &need, const ProfileTable &table);
// The needs that are not optional and not met.
[[nodiscard]] std::vector<TemplateNeed> missing(const SegmentTemplate &of, const BlankValues &values,
                                                const ProfileTable &table);
// "Placed Order events", "the property “Birthday”".
[[nodiscard]] QString wordsOf(const TemplateNeed &need);
// "No shipment events yet: import your tracking export."
[[nodiscard]] QString missingWords(const TemplateNeed &need);

} // namespace perennial
