// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/editing/flowedits.h"

namespace perennial {

// Where the parts of a flow stand.

[[nodiscard]] FlowDoc moved(const FlowDoc &doc, const FlowParts &parts, const QPointF &by);
[[nodiscard]] FlowDoc placed(const FlowDoc &doc, const std::map<FlowNodeId, QPointF> &places);

// How nodes are lined up; the last two: at even distances.
enum class LineUp { Left, Centre, Right, Top, Across, Down };
[[nodiscard]] FlowDoc linedUp(const FlowDoc &doc, const std::set<FlowNodeId> &nodes, LineUp how);

// Below a port.
[[nodiscard]] QPointF placeBelow(const FlowDoc &doc, const FlowPlug &plug);
// The place, or the next to its right where no node stands.
[[nodiscard]] QPointF freePlace(const FlowDoc &doc, const QPointF &wanted);
// Room for a node at `at`: `next` and what follows it move down where they stand in the way.
[[nodiscard]] FlowDoc withRoomAt(const FlowDoc &doc, const QPointF &at, const FlowNodeId &next);
// The document with all of another's nodes and remarks under fresh ids, moved by so much; edges out of them are
// dropped.
[[nodiscard]] FlowEdited merged(const FlowDoc &doc, const FlowDoc &other, const QPointF &by);

} // namespace perennial
