// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasvalues.h"

namespace perennial {

enum class Way { Down, Up, Left, Right };

// Row by row, each as one reads: what Tab goes through, and a screen reader.
[[nodiscard]] std::vector<FlowNodeId> readingOrder(const FlowDoc &flow, bool rightToLeft);
// The node that an arrow key leads to: down and up along the edges, left and right among those that follow the same
// node, or else to what lies that way. Empty: nowhere.
[[nodiscard]] FlowNodeId walked(const FlowDoc &flow, const FlowNodeId &from, Way way);
// The nearest of `among` that way on the canvas.
[[nodiscard]] FlowNodeId nearest(const FlowDoc &flow, const FlowNodeId &from, Way way,
                                 const std::set<FlowNodeId> &among);
// Edges of a node: out of it by port, then into it.
[[nodiscard]] std::vector<FlowEdgeId> edgesAt(const FlowDoc &flow, const FlowNodeId &id);

} // namespace perennial
