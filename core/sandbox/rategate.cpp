// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rategate.h"

#include <algorithm>

namespace perennial {

RateStanding RateGate::ask(const RateRule &rule, std::chrono::milliseconds now)
{
    RateStanding standing;
    if (rule.windows.empty())
        return standing;
    auto &counts = m_counts[rule.endpoint];
    counts.resize(rule.windows.size());
    for (size_t i = 0; i < counts.size(); ++i) {
        const FixedWindow &window = rule.windows[i];
        const long long current = now / window.length;
        if (counts[i].window != current)
            counts[i] = {current, 0};
        standing.reset = window.length * (current + 1) - now;
        if (counts[i].calls < window.calls)
            continue;
        standing.allowed = false;
        standing.wait = std::max(standing.wait, standing.reset);
    }
    if (standing.allowed)
        for (Count &count : counts)
            ++count.calls;
    standing.limit = rule.windows.back().calls;
    standing.remaining = std::max(0, standing.limit - counts.back().calls);
    return standing;
}

} // namespace perennial
