// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasvalues.h"

namespace perennial {

// Icon and accent of a node by what it does.
[[nodiscard]] QString iconOf(const FlowNode &node);
[[nodiscard]] NodeFace::Accent accentOf(const FlowNode &node);
// A node in a word or two, where nobody words it better; what it is named by is its detail.
[[nodiscard]] NodeFace plainFace(const FlowDoc &flow, const FlowNode &node);
[[nodiscard]] QString plainPortName(const FlowDoc &flow, const FlowNode &node, const FlowPort &port);

} // namespace perennial
