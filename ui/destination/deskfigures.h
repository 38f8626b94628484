// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/outbox.h"
#include "core/connect/sync/dryrun.h"
#include "core/segment/columns/profiletable.h"

namespace perennial {

// A request as it would leave, for people to look at.
struct SampleRequest
{
    RowOp op = RowOp::Add;
    qint64 rows = 0;
    HttpRequest request; // without a key
};

// All that the safety desk says before a run.
struct DeskFigures
{
    SavedDestination destination;
    AudiencePlan plan;
    DryRun dry;
    std::vector<SampleRequest> samples; // the first of those who leave and the first of those who come
    QString question;                   // why a run would wait for a yes; empty: it would not
    std::vector<PushRun> runs;          // newest first

    [[nodiscard]] qint64 heldBack() const;
};

// Counts and makes the requests of a run; sends nothing. `store` is a reader.
[[nodiscard]] Result<DeskFigures> readDesk(Store &store, const std::shared_ptr<const ProfileTable> &table,
                                           DestinationId destination, Instant asOf, const Progress &progress);

} // namespace perennial
