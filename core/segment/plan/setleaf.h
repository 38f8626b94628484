// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/plan.h"

#include <algorithm>

namespace perennial {

// People who were found beforehand; everybody else is not.
class SetLeaf final : public Leaf
{
public:
    explicit SetLeaf(ProfileSet yes)
        : m_yes(std::move(yes))
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        std::copy_n(m_yes.words().begin() + chunk.first / 64, chunk.wordCount(), verdicts.yes.begin());
    }

private:
    ProfileSet m_yes;
};

} // namespace perennial
