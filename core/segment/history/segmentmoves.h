// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/segmentengine.h"

namespace perennial {

// One person who entered or left, and the conditions that did it: the deepest ones whose verdict changed and changed
// the group they stand in, up to the root. The root alone where no condition changed: the person became known.
struct Move
{
    quint32 person = 0; // index in the table
    std::vector<NodePath> by;

    friend bool operator==(const Move &, const Move &) = default;
};

// How many people a condition moved; who was moved by several counts for each.
struct MoveCause
{
    NodePath path;
    quint32 entered = 0;
    quint32 left = 0;

    friend bool operator==(const MoveCause &, const MoveCause &) = default;
};

struct SegmentMoves
{
    ProfileSet entered;
    ProfileSet left;
    std::vector<MoveCause> causes;  // in the order of the document
    std::vector<Move> enteredMoves; // the first of them, by person
    std::vector<Move> leftMoves;
};

// Who is a member at `to` and was none at `from`, and the other way round. Names at most `most` people on each side.
[[nodiscard]] Result<SegmentMoves> movesOf(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                           Instant from, Instant to, size_t most, const CompileSetting &setting,
                                           const Progress &progress);

} // namespace perennial
