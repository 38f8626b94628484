// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/eventkernels.h"
#include "core/segment/plan/plan.h"

#include <algorithm>
#include <array>

namespace perennial {

// Counts and sums of many people at once. The loop over all their events adds up how many count and what they are
// worth, without a branch; a person's quantity is then the difference of two places in it. People have few events each,
// so that a loop of its own for each of them would mostly be wrong about where it ends.
// Sums of small amounts wrap around on the way, which their differences do not show; those of wide ones have room.
template <class Kernel>
class RunningTotals
{
public:
    explicit RunningTotals(const Kernel &kernel)
        : m_kernel(kernel)
    {
    }

    // `starts` of people[0 … count) and one more; calls `visit` with each person's place in the chunk and quantity.
    template <class Visit>
    void visitAll(const quint32 *people, const quint32 *starts, quint32 count, const PeopleChunk &chunk, Visit visit)
    {
        for (quint32 first = 0; first < count && !chunk.isStopped();) {
            const quint32 last = endOfBlock(starts, first, count);
            if (last == first) { // somebody with very many
                visit(people[first] - chunk.first, m_kernel(starts[first], starts[first + 1]));
                ++first;
                continue;
            }
            const quint32 begin = starts[first];
            addUp(begin, starts[last]);
            for (quint32 i = first, from = 0; i < last; ++i) {
                const quint32 to = starts[i + 1] - begin;
                visit(people[i] - chunk.first, quantityOf(from, to));
                from = to;
            }
            first = last;
        }
    }

private:
    static constexpr quint32 Most = 4096; // events: what fits the processor's first cache
    using Sum = std::conditional_t<std::is_same_v<typename Kernel::Sum, qint64>, quint64, WideSum>;

    // Where the people end whose events, from those of `first` on, are a block; each has one at least.
    [[nodiscard]] static quint32 endOfBlock(const quint32 *starts, quint32 first, quint32 count)
    {
        const quint32 *const end = starts + first + std::min(count - first, Most) + 1;
        const auto isBeyond = [](quint32 begin, quint32 start) { return start - begin > Most; };
        return static_cast<quint32>(std::upper_bound(starts + first, end, starts[first], isBeyond) - starts) - 1;
    }

    void addUp(quint32 begin, quint32 end)
    {
        quint16 count = m_counts[0] = 0;
        Sum sum = 0;
        if constexpr (Kernel::HasSum)
            m_sums[0] = 0;
        for (quint32 i = 0; i < end - begin; ++i) {
            const quint32 event = begin + i;
            const bool in = m_kernel.isIn(event);
            count = static_cast<quint16>(count + in);
            m_counts[i + 1] = count;
            if constexpr (Kernel::HasSum) {
                sum += static_cast<Sum>(m_kernel.values(event)) & (0 - static_cast<Sum>(in));
                m_sums[i + 1] = sum;
            }
        }
    }

    [[nodiscard]] Quantity<qint64> quantityOf(quint32 begin, quint32 end) const
    {
        const qint64 count = m_counts[end] - m_counts[begin];
        if constexpr (!Kernel::HasSum)
            return {count, 1};
        else
            return {totalOf(static_cast<typename Kernel::Sum>(m_sums[end] - m_sums[begin])),
                    Kernel::KnownWithoutEvents ? 1 : count};
    }

    const Kernel &m_kernel;
    // What stands in them is written before it is read: to fill them first, for each chunk, would take its time.
    std::array<quint16, Most + 1> m_counts;
    std::array<Sum, Kernel::HasSum ? Most + 1 : 0> m_sums;
};

} // namespace perennial
