// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <set>

namespace perennial {

// Where a port may lead: not to a trigger, not to its own node, not round in a circle that nowhere waits a while, and
// not to where it leads already.
[[nodiscard]] bool mayConnect(const FlowDoc &flow, const FlowNodeId &from, const FlowPort &port, const FlowNodeId &to);
[[nodiscard]] std::set<FlowNodeId> targetsFor(const FlowDoc &flow, const FlowNodeId &from, const FlowPort &port);

} // namespace perennial
