// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <chrono>
#include <vector>

namespace perennial {

// At most so many calls in each stretch of that length; stretches follow one another from the clock's zero.
struct FixedWindow
{
    int calls = 0;
    std::chrono::milliseconds length{};

    friend bool operator==(const FixedWindow &, const FixedWindow &) = default;
};

// What a request counts against.
struct RateRule
{
    QString endpoint; // calls of the same one count together
    std::vector<FixedWindow> windows;
};

// Where a call stands in its windows.
struct RateStanding
{
    bool allowed = true;
    std::chrono::milliseconds wait{}; // until the full window ends, where not allowed
    // Of the last window of the rule, which is the longest that platforms tell of.
    int limit = 0; // 0: the rule has no window
    int remaining = 0;
    std::chrono::milliseconds reset{}; // until it begins anew
};

// Counts calls. A call that is not allowed counts against nothing.
class RateGate
{
public:
    [[nodiscard]] RateStanding ask(const RateRule &rule, std::chrono::milliseconds now);

private:
    struct Count
    {
        long long window = -1; // number of the stretch
        int calls = 0;
    };

    QHash<QString, std::vector<Count>> m_counts;
};

} // namespace perennial
