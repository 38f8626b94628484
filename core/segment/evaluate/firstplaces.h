// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <span>
#include <vector>

namespace perennial {

// Numbers in a row, of which the next that is large or small enough is found without looking at each.
class FirstPlaces
{
public:
    void assign(std::span<const qint64> numbers);
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }

    // From a place on; how many there are where there is none.
    [[nodiscard]] size_t firstAtLeast(size_t from, qint64 least) const;
    [[nodiscard]] size_t firstBelow(size_t from, qint64 limit) const;
    // Of at least one.
    [[nodiscard]] qint64 largest(size_t from, size_t end) const;

private:
    template <class Suits>
    [[nodiscard]] size_t first(size_t from, const Suits &suits) const;

    // A tree: node 1 is all of them, below node n are 2 n and 2 n + 1. What stands behind the last number suits all.
    size_t m_count = 0;
    size_t m_leaves = 0;
    std::vector<qint64> m_most;
    std::vector<qint64> m_least;
};

} // namespace perennial
