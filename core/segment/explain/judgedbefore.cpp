// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/judgedbefore.h"

#include <algorithm>

namespace perennial {

std::shared_ptr<JudgedBefore> PersonMemory::of(std::span<const Change> supposed)
{
    constexpr size_t most = 500; // more would take longer to search than to judge
    for (const auto &[changes, judged] : m_known) {
        if (std::ranges::equal(changes, supposed))
            return judged;
    }
    if (m_known.size() == most)
        m_known.clear();
    m_known.emplace_back(Changes(supposed.begin(), supposed.end()), std::make_shared<JudgedBefore>());
    return m_known.back().second;
}

} // namespace perennial
