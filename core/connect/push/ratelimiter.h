// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/connector.h"

#include <QHash>

#include <deque>

namespace perennial {

// Keeps calls within the windows of their endpoints: in no stretch of a window's length are there more than it allows,
// whenever the platform's own windows begin. A call whose answer took longer than the quickest one counts from as much
// later, since the platform may have met it that late. Times are those of one PacedClock.
class RateLimiter
{
public:
    // How long a call to `endpoint` has to wait at `now`; 0: it may go. With `ahead`, the call after so many others
    // that are still to be made, at least.
    [[nodiscard]] std::chrono::milliseconds waitFor(const QString &endpoint, std::span<const RateWindow> windows,
                                                    std::chrono::milliseconds now, size_t ahead = 0) const;
    void noteCall(const QString &endpoint, std::chrono::milliseconds now);
    // Of the call that was noted at `called`.
    void noteAnswer(const QString &endpoint, std::chrono::milliseconds called, std::chrono::milliseconds now);
    // The platform said to wait: nobody calls this endpoint before then.
    void holdUntil(const QString &endpoint, std::chrono::milliseconds moment);

private:
    struct Calls
    {
        std::deque<std::chrono::milliseconds> at;                              // ascending
        std::chrono::milliseconds quickest = std::chrono::milliseconds::max(); // of its answers
        std::chrono::milliseconds heldUntil{};
    };

    QHash<QString, Calls> m_calls;
};

// Full jitter (Brooker, "Exponential Backoff and Jitter", AWS 2015): a random share of 1 s, 2 s, 4 s … at most 5 min.
// `tries` counts from 1, `chance` lies in [0, 1).
[[nodiscard]] std::chrono::milliseconds backOff(int tries, double chance);

} // namespace perennial
