// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/store/flowshelf.h"

namespace perennial {

// Saves a flow under its own name, without blanks around it: a new flow, or the next version of the one that has the
// name. What could not be read of it is saved as it is.
[[nodiscard]] Result<SavedFlow> saveFlow(FlowShelf &shelf, const FlowDoc &flow, Instant at);
// The next version of a known flow, which takes the document's name.
[[nodiscard]] Result<SavedFlow> saveFlow(FlowShelf &shelf, FlowId id, const FlowDoc &flow, Instant at);
// In the place of that version, where it is still the newest and has no note; else the next one.
[[nodiscard]] Result<SavedFlow> amendFlow(FlowShelf &shelf, FlowId id, int version, const FlowDoc &flow, Instant at);

} // namespace perennial
