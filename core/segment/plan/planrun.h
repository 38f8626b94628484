// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/plan.h"

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

    // Writes a bit a person of the chunk; none beyond the last. With `wanted`, members among those alone.
    void evaluate(const PeopleChunk &chunk, std::span<quint64> members, std::span<const quint64> wanted = {});
    // The same of one finished node: whom it holds by itself.
    void evaluate(size_t node, const PeopleChunk &chunk, std::span<quint64> people);

private:
    using Words = std::span<quint64>;
    using Wanted = std::span<const quint64>;

    void evaluateNode(size_t node, Words result, Wanted wanted, size_t depth);
    void evaluateLeaf(size_t node, Words result, Wanted wanted, size_t depth);
    void narrow(size_t node, Words result, Wanted wanted, size_t depth);
    void widen(size_t node, Words result, Wanted wanted, size_t depth);
    [[nodiscard]] Words scratch(size_t place);

    const Plan &m_plan;
    PeopleChunk m_chunk;
    std::vector<quint64> m_known;
    std::vector<std::unique_ptr<quint64[]>> m_scratch;
};

// Which people of a chunk are known at a moment, a bit each.
void markKnown(const ProfileTable &table, Instant asOf, const PeopleChunk &chunk, std::vector<quint64> &known);

} // namespace perennial
