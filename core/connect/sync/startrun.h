// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/outbox.h"
#include "core/connect/plan/audienceplan.h"

namespace perennial {

// How a run begins, besides what its plan says.
struct RunStart
{
    std::optional<Instant> due; // the scheduled moment it stands for
    bool isConfirmed = false;   // somebody said yes: it waits for none
    quint64 session = 0;        // as a dry run had it; 0: drawn at random
    Instant at = Instant::now();
    std::optional<PushRunId> retryOf{}; // see PushRun
};

// Keeps a planned run in the outbox, ready to be sent; it waits for a yes where asksFirst() says so. Takes a writer.
// Refuses what problemsOf() names, and while another run of the destination is open.
[[nodiscard]] Result<PushRun> startRun(Store &store, const SavedDestination &destination, const AudiencePlan &plan,
                                       const RunStart &start);

// At most 63 bits, never 0.
[[nodiscard]] quint64 newSession();

} // namespace perennial
