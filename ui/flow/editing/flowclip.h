// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/editing/flowedits.h"

#include <optional>

class QMimeData;

namespace perennial {

// Parts of a flow on the clipboard: JSON of a flow that holds just them, for other flows, other windows and editors.
[[nodiscard]] QMimeData *clipOf(const FlowDoc &doc, const FlowParts &parts);
// The flow in it, also one that was copied as text; nothing where there is none.
[[nodiscard]] std::optional<FlowDoc> flowIn(const QMimeData *data);
// Under fresh ids, the uppermost part at `at`.
[[nodiscard]] FlowEdited pasted(const FlowDoc &doc, const FlowDoc &clip, const QPointF &at);

} // namespace perennial
