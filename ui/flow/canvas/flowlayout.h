// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/flow/document/flowdoc.h"

#include <map>
#include <set>

namespace perennial {

// New places for the nodes of a flow, or for some of them (none named: for all): layer by layer along the edges, ways
// out in the order of their ports, few crossings. Some of them stay about where they stand. 500 nodes take some 30 ms,
// 2,000 take 0.7 s; one at a time, whatever thread asks. Graphviz does it. Of more nodes all are put into rows by their
// distance from the triggers, and some of them are refused.
[[nodiscard]] Result<std::map<FlowNodeId, QPointF>> layoutOf(const FlowDoc &flow,
                                                             const std::set<FlowNodeId> &only = {});
// A flow that nobody has drawn yet, one written by hand: several steps, all in one place.
[[nodiscard]] bool isUnplaced(const FlowDoc &flow);

} // namespace perennial
