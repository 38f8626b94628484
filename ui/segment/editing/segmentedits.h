// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

namespace perennial {

// Edits of the tree beyond those of NodePath: each makes a new document, an impossible one yields the same document.

// Nodes that are handled together: in the order of the document, none within another, the root never among them.
using Selection = std::vector<NodePath>;
[[nodiscard]] Selection selectionOf(std::vector<NodePath> nodes);

struct Moved
{
    SegmentDoc doc;
    Selection now; // where the nodes stand afterwards, side by side
};

// Takes the nodes away and puts them before the one that stands at `before` now (or at the end of its group).
[[nodiscard]] Moved moved(const SegmentDoc &doc, const Selection &nodes, const NodePath &before);
[[nodiscard]] Moved movedUp(const SegmentDoc &doc, const Selection &nodes);
[[nodiscard]] Moved movedDown(const SegmentDoc &doc, const Selection &nodes);
// Into the group that stands right above the first of them, or else into a new group of their own.
[[nodiscard]] Moved movedIn(const SegmentDoc &doc, const Selection &nodes);
// Out of the group of the first of them, to stand right after it.
[[nodiscard]] Moved movedOut(const SegmentDoc &doc, const Selection &nodes);
// The copies stand after the last of them.
[[nodiscard]] Moved duplicated(const SegmentDoc &doc, const Selection &nodes);
// Puts them into a new group in the place of the first: one of any within a group of all, else one of all.
[[nodiscard]] Moved grouped(const SegmentDoc &doc, const Selection &nodes);
// Puts each group's children in its place; conditions stay as they are.
[[nodiscard]] Moved ungrouped(const SegmentDoc &doc, const Selection &nodes);
// Everybody else than before: what is denied twice is as it was, but for a group that held one condition only.
[[nodiscard]] Moved negated(const SegmentDoc &doc, const Selection &nodes);
// What is to be looked at next stands in `now`.
[[nodiscard]] Moved removed(const SegmentDoc &doc, const Selection &nodes);
[[nodiscard]] Moved inserted(const SegmentDoc &doc, const NodePath &before, const std::vector<SegmentNode> &nodes);
[[nodiscard]] std::vector<SegmentNode> copyOf(const SegmentDoc &doc, const Selection &nodes);
[[nodiscard]] SegmentDoc withMatch(const SegmentDoc &doc, const NodePath &path, GroupMatch match);
[[nodiscard]] int childCount(const SegmentDoc &doc, const NodePath &path);

// The innermost node a JSON path names ("root.children[2].window.n"); nothing where it names none.
[[nodiscard]] std::optional<NodePath> nodeNamed(const SegmentDoc &doc, const QString &jsonPath);
// Why the node cannot be, in words; empty where it can.
[[nodiscard]] QString problemOf(const SegmentNode &node, AskedIn in = AskedIn::Segment);

} // namespace perennial
