// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan.h"

namespace perennial {

// One thread's execution of a plan for its members alone, chunk after chunk. Knows nothing of counts, so that it asks
// of each group's children only what is still open.
class PlanRun
{
public:
    explicit PlanRun(const Plan &plan)
        : m_plan(plan)
    {
    }

    // Writes a bit a person of the chunk; none beyond the last.
    void evaluate(const PeopleChunk &chunk, std::span<quint64> members);
    // The same of one finished node: whom it holds by itself.
    void evaluate(size_t node, const PeopleChunk &chunk, std::span<quint64> people);

private:
    void evaluateNode(size_t node, std::span<quint64> result, size_t depth);
    void evaluateLeaf(size_t node, std::span<quint64> result, size_t depth);
    void evaluateGroup(size_t node, std::span<quint64> result, size_t depth);
    [[nodiscard]] std::span<quint64> scratch(size_t place);

    const Plan &m_plan;
    PeopleChunk m_chunk;
    std::vector<quint64> m_known;
    std::vector<std::unique_ptr<quint64[]>> m_scratch;
};

// Which people of a chunk are known at a moment, a bit each.
void markKnown(const ProfileTable &table, Instant asOf, const PeopleChunk &chunk, std::vector<quint64> &known);

} // namespace perennial
