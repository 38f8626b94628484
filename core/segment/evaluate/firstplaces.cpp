// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/firstplaces.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace perennial {

void FirstPlaces::assign(std::span<const qint64> numbers)
{
    m_count = numbers.size();
    m_leaves = std::bit_ceil(m_count + 1);
    m_most.assign(2 * m_leaves, std::numeric_limits<qint64>::max());
    m_least.assign(2 * m_leaves, std::numeric_limits<qint64>::min());
    std::ranges::copy(numbers, m_most.begin() + static_cast<qsizetype>(m_leaves));
    std::ranges::copy(numbers, m_least.begin() + static_cast<qsizetype>(m_leaves));
    for (size_t node = m_leaves - 1; node > 0; --node) {
        m_most[node] = std::max(m_most[2 * node], m_most[2 * node + 1]);
        m_least[node] = std::min(m_least[2 * node], m_least[2 * node + 1]);
    }
}

size_t FirstPlaces::firstAtLeast(size_t from, qint64 least) const
{
    return first(from, [&](size_t node) { return m_most[node] >= least; });
}

size_t FirstPlaces::firstBelow(size_t from, qint64 limit) const
{
    return first(from, [&](size_t node) { return m_least[node] < limit; });
}

// `suits`: whether one below the node does.
template <class Suits>
size_t FirstPlaces::first(size_t from, const Suits &suits) const
{
    size_t node = from + m_leaves;
    while (!suits(node)) {
        while (node % 2 == 1)
            node /= 2;
        ++node;
    }
    while (node < m_leaves)
        node = suits(2 * node) ? 2 * node : 2 * node + 1;
    return std::min(node - m_leaves, m_count);
}

qint64 FirstPlaces::largest(size_t from, size_t end) const
{
    qint64 most = m_most[from + m_leaves];
    for (size_t low = from + m_leaves, high = end + m_leaves; low < high; low /= 2, high /= 2) {
        if (low % 2 == 1)
            most = std::max(most, m_most[low++]);
        if (high % 2 == 1)
            most = std::max(most, m_most[--high]);
    }
    return most;
}

} // namespace perennial
