// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/faultplan.h"
#include "core/sandbox/ledger.h"
#include "core/sandbox/receivedrequest.h"

#include <QUrl>

#include <functional>
#include <memory>

namespace perennial {

struct StandInOptions
{
    QByteArray token = QByteArrayLiteral("sandbox-key"); // what requests must be authorised with
    double speed = 1;                                    // how much faster than real its time goes
    bool rates = true;                                   // false: nobody is ever throttled, but for faults
    FaultPlan faults = {};
    quint16 port = 0; // 0: any that is free
    // Its time, from 0: for tests that drive it. Called on the stand-in's thread. Empty: real time at that speed.
    std::function<std::chrono::milliseconds()> clock = {};
    // Each request that no fault kept from the platform, and the answer before a fault changed it: for tests that hold
    // both against a contract. Called on the stand-in's thread.
    std::function<void(const ReceivedRequest &, const HttpResponse &)> heard = {};
};

// One request and what became of it.
struct RequestNote
{
    int number = 0;
    QByteArray method;
    QString path;
    int status = 0; // that was sent, or would have been; 0 where a fault came first
    FaultKind fault = FaultKind::None;
    bool throttled = false; // by the rates, not by a fault
};

// A platform on 127.0.0.1, on a thread of its own: it listens from start() until it is destroyed. Its functions may be
// called from any thread.
class StandIn
{
public:
    // `platform` is the id of a destination kind. Errors: there is no stand-in for it, no port is free.
    [[nodiscard]] static Result<std::unique_ptr<StandIn>> start(const QString &platform, StandInOptions options);
    ~StandIn();
    StandIn(const StandIn &) = delete;
    StandIn &operator=(const StandIn &) = delete;

    [[nodiscard]] QUrl url() const; // "http://127.0.0.1:40123"
    // What was done so far; what is accepted and not done yet (a job in a queue) is done first.
    [[nodiscard]] Ledger ledger() const;
    [[nodiscard]] std::vector<RequestNote> requests() const;
    // From the next request on.
    void setFaults(const FaultPlan &faults);

private:
    class Private;

    explicit StandIn(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

} // namespace perennial
