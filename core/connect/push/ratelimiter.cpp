// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/push/ratelimiter.h"

#include <algorithm>

namespace perennial {

namespace {

using std::chrono::milliseconds;

// Requests travel for unequal times: a window seen there is a little shorter than here.
constexpr milliseconds Travel{10};
// A call that is answered later than this was met in time, and took long there.
constexpr milliseconds LatestMeeting{300};
constexpr size_t MostCallsKept = 4096;
constexpr milliseconds LongestBackOff = std::chrono::minutes(5);

} // namespace

milliseconds RateLimiter::waitFor(const QString &endpoint, std::span<const RateWindow> windows, milliseconds now,
                                  size_t ahead) const
{
    const auto known = m_calls.find(endpoint);
    if (known == m_calls.end())
        return {};
    milliseconds wait = std::max(milliseconds{}, known->heldUntil - now);
    for (const RateWindow &window : windows) {
        const auto allowed = static_cast<size_t>(window.calls);
        if (known->at.size() + ahead < allowed)
            continue;
        if (ahead >= allowed) { // after one that is itself to come
            wait = std::max(wait, window.length);
            continue;
        }
        const milliseconds free = known->at[known->at.size() + ahead - allowed] + window.length + Travel;
        wait = std::max(wait, free - now);
    }
    return wait;
}

void RateLimiter::noteCall(const QString &endpoint, milliseconds now)
{
    std::deque<milliseconds> &at = m_calls[endpoint].at;
    at.insert(std::ranges::upper_bound(at, now), now);
    if (at.size() > MostCallsKept)
        at.pop_front();
}

void RateLimiter::noteAnswer(const QString &endpoint, milliseconds called, milliseconds now)
{
    Calls &calls = m_calls[endpoint];
    const milliseconds took = now - called;
    calls.quickest = std::min(calls.quickest, took);
    const auto noted = std::ranges::lower_bound(calls.at, called);
    if (noted == calls.at.end() || *noted != called)
        return;
    calls.at.erase(noted);
    const milliseconds met = called + std::min(took - calls.quickest, LatestMeeting);
    calls.at.insert(std::ranges::upper_bound(calls.at, met), met);
}

void RateLimiter::holdUntil(const QString &endpoint, milliseconds moment)
{
    Calls &calls = m_calls[endpoint];
    calls.heldUntil = std::max(calls.heldUntil, moment);
}

milliseconds backOff(int tries, double chance)
{
    const int doublings = std::clamp(tries - 1, 0, 20);
    const milliseconds most = std::min(LongestBackOff, milliseconds(1000LL << doublings));
    return milliseconds(static_cast<qint64>(static_cast<double>(most.count()) * chance));
}

} // namespace perennial
