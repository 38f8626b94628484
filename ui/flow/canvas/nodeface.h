// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasvalues.h"

namespace perennial {

// Icon and accent of a node by what it does.
[[nodiscard]] QString iconOf(const FlowNode &node);
[[nodiscard]] NodeFace::Accent accentOf(const FlowNode &node);
// The words of core/flow/document/flowwords.h.
[[nodiscard]] NodeFace faceOf(const FlowDoc &flow, const FlowNode &node);
[[nodiscard]] QString portNameOf(const FlowDoc &flow, const FlowNode &node, const FlowPort &port);

} // namespace perennial
