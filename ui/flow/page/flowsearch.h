// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <set>

namespace perennial {

// The steps that hold all words of a text: in their title, what they do, their note, a message's texts or the words of
// a condition. In the order of the document; none for an empty text.
[[nodiscard]] std::vector<FlowNodeId> stepsHolding(const FlowDoc &flow, const QString &text);

} // namespace perennial
