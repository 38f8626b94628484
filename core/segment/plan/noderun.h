// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/plan.h"

namespace perennial {

// One thread's execution of a plan that keeps the verdict of every node, unknowns settled, for a chunk of people. It
// says what the conditions say of everybody; whether a person is known at the moment at all is asked apart.
class NodeRun
{
public:
    explicit NodeRun(const Plan &plan);

    void evaluate(const PeopleChunk &chunk);

    // `place` counts from the chunk's first person; of a finished node.
    [[nodiscard]] bool holds(size_t node, quint32 place) const
    {
        return m_verdicts[node][place >> 6] >> (place & 63) & 1;
    }
    [[nodiscard]] bool isKnown(quint32 place) const { return m_known[place >> 6] >> (place & 63) & 1; }
    // The members among 64 people.
    [[nodiscard]] quint64 members(size_t word) const { return m_verdicts.front()[word] & m_known[word]; }

private:
    void judge(size_t node);
    void judgeLeaf(size_t node);
    void judgeGroup(size_t node);

    const Plan *m_plan;
    PeopleChunk m_chunk;
    std::vector<quint64> m_known;
    std::vector<quint64> m_unknown;
    std::vector<std::vector<quint64>> m_verdicts; // by node
};

} // namespace perennial
