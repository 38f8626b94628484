// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/flow/document/flowdoc.h"

#include <stop_token>

namespace perennial {

// A flow drawn as "svg", "png" or "pdf" by the window's program, which stands beside this one: fonts and icons are
// there, and a command that draws nothing starts without them.
[[nodiscard]] Result<QByteArray> drawnFlow(const FlowDoc &flow, const QString &kind, const std::stop_token &stop);

} // namespace perennial
