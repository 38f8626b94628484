// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace perennial {

// What goes wrong with a request. The words are those of FaultPlan::parse.
enum class FaultKind {
    None,
    // Before anything is applied:
    Throttle,         // "throttle": 429 with Retry-After in whole seconds
    ThrottleDate,     // "throttle-date": 429 with Retry-After as an HTTP date
    ThrottleNonsense, // "throttle-nonsense": 429 with a Retry-After that means nothing
    ThrottleBare,     // "throttle-bare": 429 without Retry-After
    ServerError,      // "500"
    Unavailable,      // "503"
    Unauthorized,     // "401"
    Forbidden,        // "403"
    ForbiddenPage,    // "403-page": 403 with a page for people, as what stands before a platform answers
    TooLarge,         // "413"
    Redirect,         // "redirect": 307 to another host
    CutBefore,        // "cut-before": the connection ends
    // After it was applied:
    CutAfter,      // "cut-after": the connection ends, no byte of the answer came
    CutBody,       // "cut-body": the connection ends in the middle of the answer's body
    TruncatedBody, // "truncated": the first half of the body, with a Content-Length that fits it
    NotJson,       // "not-json": 200 with a page for people
    NeverAnswered, // "silent": the connection stays open, nothing comes
    Slow,          // "slow": the answer comes after FaultPlan::slowness
};

struct FaultRule
{
    FaultKind kind = FaultKind::None;
    double share = 1; // of the requests in its reach
    int from = 1;     // numbers of requests, both ends belong to it
    int to = std::numeric_limits<int>::max();

    friend bool operator==(const FaultRule &, const FaultRule &) = default;
};

// What goes wrong and when: a pure function of the seed and the request's number, or of the row.
class FaultPlan
{
public:
    FaultPlan() = default;
    explicit FaultPlan(quint64 seed, std::vector<FaultRule> rules = {});

    // "throttle:0.2,cut-after@3-8,401@20-,bad-rows:0.01": a kind, its share behind ':', the numbers of the requests it
    // reaches behind '@'. "bad-rows" and "bad-batch" take a share of rows. A plan that is
    // none is an error of kind Usage that names the word.
    [[nodiscard]] static Result<FaultPlan> parse(const QString &text, quint64 seed);

    // The first rule that strikes.
    [[nodiscard]] FaultKind at(int request) const;
    // A row that the platform refuses; the same one every time.
    [[nodiscard]] bool isBad(std::string_view contact) const;
    // A row for which the whole request is refused, without saying which it is.
    [[nodiscard]] bool spoilsBatch(std::string_view contact) const;

    double badRows = 0;                        // share
    double badBatch = 0;                       // share
    std::vector<std::string> badContacts;      // refused besides
    std::vector<std::string> spoilingContacts; // spoil their batch besides
    std::chrono::milliseconds slowness{3'000}; // of the stand-in's time
    int retryAfterSeconds = 2;

private:
    [[nodiscard]] double chance(quint64 a, quint64 b) const;

    quint64 m_seed = 1;
    std::vector<FaultRule> m_rules;
};

} // namespace perennial
