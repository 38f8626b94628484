// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/plan.h"
#include "core/segment/plan/valuetest.h"

#include <algorithm>

namespace perennial {

// One verdict for everybody.
class ConstantLeaf final : public Leaf
{
public:
    explicit ConstantLeaf(Verdict verdict)
        : m_verdict(verdict)
    {
    }

    void evaluate(const PeopleChunk &, const Verdicts &verdicts) const override
    {
        std::ranges::fill(verdicts.yes, m_verdict == Verdict::Yes ? ~quint64(0) : 0);
        std::ranges::fill(verdicts.unknown, m_verdict == Verdict::Unknown ? ~quint64(0) : 0);
    }
    [[nodiscard]] double cost() const override { return 0; }

private:
    Verdict m_verdict;
};

} // namespace perennial
