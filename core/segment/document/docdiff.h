// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

namespace perennial {

enum class DiffKind { Same, Added, Removed, Changed };

// A line of two documents read beside each other. Groups come without their children, which have lines of their own.
struct DiffLine
{
    DiffKind kind = DiffKind::Same;
    int depth = 0;
    std::optional<SegmentNode> before; // nothing where it was added
    std::optional<SegmentNode> after;  // nothing where it was removed

    friend bool operator==(const DiffLine &, const DiffLine &) = default;
};

// What became of each node, in the order of `after`, what was removed where it stood. What is like each other in both
// (of one kind and about the same thing) counts as changed rather than as removed and added.
[[nodiscard]] std::vector<DiffLine> differences(const SegmentNode &before, const SegmentNode &after);

} // namespace perennial
