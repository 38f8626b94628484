// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/flowpicture.h"

#include <optional>

namespace perennial {

// "svg", "png", "pdf".
[[nodiscard]] std::optional<FlowPictureKind> flowPictureKind(const QString &word);

// Reads a flow's JSON from the standard input and writes its picture to the standard output, for perennial-cli, which
// has nothing to draw with. Needs no display. Yields the exit code; what failed is told on stderr in its last line.
[[nodiscard]] int drawFlow(int &argc, char **argv, FlowPictureKind kind);

} // namespace perennial
