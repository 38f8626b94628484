// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasvalues.h"

class QString;

namespace perennial {

class FlowCanvas;

// What screen readers see: a list whose items are the nodes as one reads them, the edges and the remarks.
void installCanvasAccess(); // once, before a canvas is made
void tellFocused(FlowCanvas &canvas, const FlowNodeId &node, const std::optional<FlowEdgeId> &edge,
                 const QString &remark);
void tellReordered(FlowCanvas &canvas);
void describeKeys(FlowCanvas &canvas); // what it says of itself while nothing is announced
void announce(FlowCanvas &canvas, const QString &text);

} // namespace perennial
