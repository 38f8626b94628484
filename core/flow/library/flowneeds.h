// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/segment/templates/templateneeds.h"

namespace perennial {

// What a store must have for a flow to do what it is meant for: the metrics, properties, consents and lists it names,
// each once. Optional is what it does without: what people only leave by, or are only asked not to have done.
[[nodiscard]] std::vector<TemplateNeed> needsOf(const FlowDoc &flow);
// Those that are not optional and not met.
[[nodiscard]] std::vector<TemplateNeed> missingIn(const ProfileTable &table, const FlowDoc &flow);

} // namespace perennial
