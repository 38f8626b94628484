// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/columns/profileset.h"
#include "core/segment/document/segmentdoc.h"

#include <QStringList>

#include <span>

namespace perennial {

// How two of the sets meet; `a` comes before `b`.
struct SetPair
{
    size_t a = 0;
    size_t b = 0;
    quint32 both = 0;
    quint32 either = 0;

    // Of two empty sets 0: they share nobody.
    [[nodiscard]] double jaccard() const { return either == 0 ? 0 : double(both) / double(either); }
    friend bool operator==(const SetPair &, const SetPair &) = default;
};

struct SetSize
{
    quint32 count = 0;
    quint32 only = 0; // in no other of the sets

    friend bool operator==(const SetSize &, const SetSize &) = default;
};

struct SetOverlap
{
    std::vector<SetPair> pairs; // each pair once, by a, then b
    std::vector<SetSize> sets;
    quint32 of = 0; // everybody
    quint32 inNone = 0;
    quint32 inOne = 0; // in exactly one
};

// How sets of people lie across each other, among `everybody`, on all cores. All of one table.
[[nodiscard]] Result<SetOverlap> overlapOf(std::span<const ProfileSet *const> sets, const ProfileSet &everybody,
                                           const Progress &progress);

// Ways to make one audience of several segments.
enum class SetOperation {
    Union,        // in any of them
    Intersection, // in each of them
    Difference    // in the first and none of the others
};

// A segment of its own that asks for membership of saved ones, so that it stays true as they change.
[[nodiscard]] SegmentDoc combined(SetOperation operation, const QStringList &segments);

} // namespace perennial
