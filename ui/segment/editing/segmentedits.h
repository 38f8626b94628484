// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

namespace perennial {

// Edits of the tree beyond those of NodePath: each makes a new document, an impossible one yields the same document.

struct Moved
{
    SegmentDoc doc;
    NodePath now; // where the node stands afterwards
};

// Takes the node away and puts it before the one that stands at `before` now (or at the end of its group).
[[nodiscard]] Moved moved(const SegmentDoc &doc, const NodePath &from, const NodePath &before);
[[nodiscard]] Moved movedUp(const SegmentDoc &doc, const NodePath &path);
[[nodiscard]] Moved movedDown(const SegmentDoc &doc, const NodePath &path);
// Into the group that stands right above it, or else into a new group of its own.
[[nodiscard]] Moved movedIn(const SegmentDoc &doc, const NodePath &path);
// Out of its group, to stand right after it.
[[nodiscard]] Moved movedOut(const SegmentDoc &doc, const NodePath &path);
[[nodiscard]] Moved duplicated(const SegmentDoc &doc, const NodePath &path);
// Puts the group's children in its place.
[[nodiscard]] SegmentDoc ungrouped(const SegmentDoc &doc, const NodePath &path);
[[nodiscard]] SegmentDoc withMatch(const SegmentDoc &doc, const NodePath &path, GroupMatch match);
[[nodiscard]] int childCount(const SegmentDoc &doc, const NodePath &path);

// The innermost node a JSON path names ("root.children[2].window.n"); nothing where it names none.
[[nodiscard]] std::optional<NodePath> nodeNamed(const SegmentDoc &doc, const QString &jsonPath);
// Whether the builder has pickers for all that the condition says.
[[nodiscard]] bool isEditable(const SegmentNode &node);
// Why the node cannot be, in words; empty where it can.
[[nodiscard]] QString problemOf(const SegmentNode &node);

} // namespace perennial
