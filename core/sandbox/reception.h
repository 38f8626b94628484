// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/platform.h"
#include "core/sandbox/sandboxclock.h"
#include "core/sandbox/standin.h"

#include <mutex>

namespace perennial {

// How an answer leaves.
struct Handover
{
    enum class Way { Whole, CutNow, CutInBody, Never };

    Way way = Way::Whole;
    HttpResponse response;
    std::chrono::milliseconds delay{}; // real time
};

// What stands between the socket and the platform: faults, key, sizes, rates, and the notes.
class Reception
{
public:
    Reception(std::unique_ptr<StandInPlatform> platform, StandInOptions options);

    [[nodiscard]] Handover receive(ReceivedRequest request);
    // A connection is taken up by a request, before it is received, until the answer left or nobody waits for it.
    void began();
    void ended();
    // Does what is due by now, so that no request has to wait for it.
    void settle();

    [[nodiscard]] Ledger ledger();
    [[nodiscard]] std::vector<RequestNote> notes() const;
    void setFaults(const FaultPlan &faults);

private:
    [[nodiscard]] HttpResponse answered(const ReceivedRequest &request, RequestNote &note);
    [[nodiscard]] HttpResponse throttled(FaultKind kind) const;
    [[nodiscard]] std::optional<Handover> faultBefore(FaultKind kind, RequestNote &note) const;
    void faultAfter(FaultKind kind, Handover &handover) const;

    mutable std::mutex m_mutex;
    std::unique_ptr<StandInPlatform> m_platform;
    StandInOptions m_options;
    SandboxClock m_clock;
    RateGate m_gate;
    Ledger m_ledger;
    std::vector<RequestNote> m_notes;
    int m_received = 0;
    int m_underWay = 0;
};

} // namespace perennial
