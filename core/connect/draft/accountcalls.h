// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/connect/draft/klaviyothings.h"
#include "core/connect/http/httpthread.h"
#include "core/connect/push/pacedclock.h"
#include "core/connect/push/pusher.h"
#include "core/connect/push/ratelimiter.h"

#include <QRandomGenerator>

namespace perennial {

// What came of a call.
struct AccountAnswer
{
    QByteArray body;
    int status = 0;      // 2xx or 404
    bool isLost = false; // of a call that makes something: whether it did, nobody knows
};

// Calls to one account of Klaviyo, one after the other. Keeps the published rates, waits as long as Retry-After says,
// and asks again what is safe to ask again. Blocks the calling thread, and uses an event loop of its own there.
class AccountCalls
{
public:
    // Both are kept by the caller.
    AccountCalls(const PushSetting &setting, const Progress &progress);

    // An error says why there is no answer and what to do: a key that is not accepted, a right that it lacks, what
    // Klaviyo refused and where in the request, a limit of the day that is used up. A call that makes something is
    // never asked again here: its answer may be lost.
    [[nodiscard]] Result<AccountAnswer> ask(KlaviyoAsking asking);
    // Waits, for so long of the stand-in's time where there is one; Stopped after a stop.
    [[nodiscard]] Result<void> wait(std::chrono::milliseconds time);

    [[nodiscard]] QUrl base() const { return m_setting.base; }

private:
    [[nodiscard]] Result<HttpResponse> roundTrip(const KlaviyoAsking &asking);
    [[nodiscard]] Result<void> waitForRates(const QString &endpoint);
    [[nodiscard]] Error refusal(const KlaviyoAsking &asking, const HttpResponse &response) const;

    const PushSetting &m_setting;
    const Progress &m_progress;
    PacedClock m_clock;
    QRandomGenerator m_random;
    RateLimiter m_limiter;
    HttpThread m_http;
};

} // namespace perennial
