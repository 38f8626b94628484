// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/segment/document/savedname.h"
#include "core/store/flowshelf.h"

#include <QStringList>

namespace perennial {

class SegmentUsers;

// What a flow asks for membership of: its triggers, the entry filter, exits, steps. Of lists, those that a trigger
// waits for.
[[nodiscard]] std::vector<SavedName> definitionsNamedIn(const FlowDoc &flow);
[[nodiscard]] bool names(const FlowDoc &flow, const SavedName &name);
// The names of the saved flows that do; one that cannot be read names nothing.
[[nodiscard]] Result<QStringList> flowsNaming(const FlowShelf &shelf, const SavedName &name);
// Adds the saved flows, called "Flow Welcome", to those that ask for segments.
[[nodiscard]] Result<void> addFlowsTo(SegmentUsers &users, Store &store);

} // namespace perennial
