// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <algorithm>

namespace perennial {

// Edits of the lists within a flow: branches, arms, exits and caps.

// "b1", "b2", …: the first that none of them has.
template <class Rows>
[[nodiscard]] QString freshRowId(const Rows &rows, const QString &word)
{
    for (int n = 1;; ++n) {
        const QString id = word + QString::number(n);
        if (std::none_of(rows.begin(), rows.end(), [&](const auto &row) { return row.id == id; }))
            return id;
    }
}

[[nodiscard]] MultiSplitNode withBranch(MultiSplitNode split);
[[nodiscard]] RandomSplitNode withArm(RandomSplitNode split);
[[nodiscard]] FlowDoc withExit(const FlowDoc &doc, const FlowExit &exit); // under a fresh id
[[nodiscard]] FlowDoc withCap(const FlowDoc &doc, const FrequencyCap &cap);

template <class Rows>
[[nodiscard]] Rows withoutRow(Rows rows, size_t index)
{
    if (index < rows.size())
        rows.erase(rows.begin() + static_cast<qsizetype>(index));
    return rows;
}

// One place up (-1) or down (1).
template <class Rows>
[[nodiscard]] Rows withRowMoved(Rows rows, size_t index, int by)
{
    const size_t to = index + static_cast<size_t>(by);
    if (index < rows.size() && to < rows.size())
        std::swap(rows[index], rows[to]);
    return rows;
}

} // namespace perennial
