// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/faultplan.h"
#include "core/sandbox/ledger.h"
#include "core/sandbox/rategate.h"
#include "core/sandbox/receivedrequest.h"

#include <QJsonObject>

#include <memory>

namespace perennial {

// What a platform is handed besides the request.
struct StandInMoment
{
    std::chrono::milliseconds now{}; // of the stand-in's clock
    const FaultPlan &faults;         // for rows that are refused
    Ledger &ledger;
};

// One platform as it publishes itself: what it demands of a request, what it does, and in which words it answers. It
// knows no sockets and no faults of the network.
class StandInPlatform
{
public:
    virtual ~StandInPlatform() = default;

    [[nodiscard]] virtual bool isAuthorized(const ReceivedRequest &request, const QByteArray &token) const = 0;
    [[nodiscard]] virtual RateRule rate(const ReceivedRequest &request) const = 0;
    // Of a body; 0: none is published.
    [[nodiscard]] virtual qint64 bytesAllowed(const ReceivedRequest &request) const = 0;
    // Requests at once; 0: as many as come.
    [[nodiscard]] virtual int connectionsAllowed() const { return 0; }
    // Whether a 429 says how long to wait.
    [[nodiscard]] virtual bool tellsWait() const { return true; }
    // Does what the request asks.
    [[nodiscard]] virtual HttpResponse answer(const ReceivedRequest &request, const StandInMoment &moment) = 0;
    // A refusal in the platform's shape. It is whole without Retry-After, which whoever refuses adds.
    [[nodiscard]] virtual HttpResponse refusal(int status, const QString &detail) const = 0;
    // Adds to an answer that is no 429 what it tells of the rates.
    virtual void tellRates(HttpResponse &response, const RateStanding &standing) const = 0;

    // Does what was accepted earlier and is due by now; with `everything`, also what is not due yet.
    virtual void settle(const StandInMoment &moment, bool everything) = 0;
};

// By the id of its destination kind ("klaviyo"). Null where there is none.
[[nodiscard]] std::unique_ptr<StandInPlatform> makeStandInPlatform(const QString &id);

[[nodiscard]] HttpResponse jsonAnswer(int status, const QJsonObject &body,
                                      const QByteArray &type = QByteArrayLiteral("application/json"));
[[nodiscard]] HttpResponse emptyAnswer(int status);
// A moment of the stand-in's clock as answers write it: "2026-09-21T13:33:20.000Z".
[[nodiscard]] QString stampAt(std::chrono::milliseconds moment);

} // namespace perennial
