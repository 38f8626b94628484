// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/nestedleaf.h"

#include "core/segment/plan/planrun.h"

#include <algorithm>

namespace perennial {

namespace {

class NestedLeaf final : public Leaf
{
public:
    explicit NestedLeaf(NestedPlans plans)
        : m_plans(std::move(plans))
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        PlanRun(*m_plans.now).evaluate(chunk, verdicts.yes, verdicts.wanted);
        if (!m_plans.in)
            invert(verdicts.yes);
        if (m_plans.atEnd)
            keep(*m_plans.atEnd, m_plans.in, chunk, verdicts.yes);
        if (m_plans.beforeStart)
            keep(*m_plans.beforeStart, !m_plans.in, chunk, verdicts.yes);
        // Nobody left before the beginning of time.
        else if (m_plans.isDated && !m_plans.in)
            std::ranges::fill(verdicts.yes, 0);
    }

    [[nodiscard]] double cost() const override { return m_plans.now->nodes.front().cost; }

private:
    static void invert(std::span<quint64> words)
    {
        for (quint64 &word : words)
            word = ~word;
    }

    static void keep(const Plan &plan, bool members, const PeopleChunk &chunk, std::span<quint64> people)
    {
        std::vector<quint64> found(chunk.wordCount());
        PlanRun(plan).evaluate(chunk, found, people);
        for (size_t i = 0; i < people.size(); ++i)
            people[i] &= members ? found[i] : ~found[i];
    }

    NestedPlans m_plans;
};

} // namespace

std::shared_ptr<const Leaf> makeNestedLeaf(NestedPlans plans)
{
    return std::make_shared<NestedLeaf>(std::move(plans));
}

} // namespace perennial
