// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/eventkernels.h"
#include "core/segment/plan/plan.h"

#include <algorithm>

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
        , m_counts(Most + 1)
        , m_sums(Kernel::HasSum ? Most + 1 : 0)
    {
    }

    // `starts` of people[0 … count) and one more; calls `visit` with each person's place in the chunk and quantity.
    template <class Visit>
    void visitAll(const quint32 *people, const quint32 *starts, quint32 count, const PeopleChunk &chunk, Visit visit)
    {
        for (quint32 first = 0; first < count && !chunk.isStopped();) {
            quint32 last = first + 1;
            while (last < count && starts[last + 1] - starts[first] <= Most)
                ++last;
            addUp(starts[first], starts[last]);
            for (quint32 i = first; i < last; ++i)
                visit(people[i] - chunk.first, quantityOf(starts[i] - starts[first], starts[i + 1] - starts[first]));
            first = last;
        }
    }

private:
    static constexpr quint32 Most = 4096; // events: what fits the processor's first cache
    using Sum = std::conditional_t<std::is_same_v<typename Kernel::Sum, qint64>, quint64, WideSum>;

    void addUp(quint32 begin, quint32 end)
    {
        const quint32 events = end - begin;
        if (events > Most) {
            m_counts.resize(events + 1);
            m_sums.resize(Kernel::HasSum ? events + 1 : 0);
        }
        quint32 count = 0;
        Sum sum = 0;
        quint32 *counts = m_counts.data();
        Sum *sums = m_sums.data();
        for (quint32 i = 0; i < events; ++i) {
            const quint32 event = begin + i;
            const bool in = m_kernel.isIn(event);
            count += in;
            counts[i + 1] = count;
            if constexpr (Kernel::HasSum) {
                sum += static_cast<Sum>(m_kernel.values(event)) & (0 - static_cast<Sum>(in));
                sums[i + 1] = sum;
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
    std::vector<quint32> m_counts;
    std::vector<Sum> m_sums;
};

} // namespace perennial
