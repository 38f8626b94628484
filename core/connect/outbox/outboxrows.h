// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/peopleblob.h"
#include "core/connect/outbox/pushrun.h"
#include "core/sqlite/database.h"

namespace perennial {

// The tables of an outbox as values.

// Newest first. `where` may ask for ?1, which is `value`.
[[nodiscard]] Result<std::vector<PushRun>> selectRuns(const Database &database, std::string_view where, qint64 value,
                                                      int limit);
// By number.
[[nodiscard]] Result<std::vector<StoredBatch>> selectBatches(const Database &database, std::string_view where,
                                                             PushRunId run);

// Somebody who is there since a run, or is not there any more.
struct SentChange
{
    SentPerson person;
    bool isThere = true;
};

// By ascending id. Whoever was merged into another since stands as that one, with a hash that nothing has, so that they
// are told anew.
[[nodiscard]] Result<std::vector<SentPerson>> sentBefore(const Database &database, DestinationId destination);
// What the finished batches of a run changed, by ascending id. A destination that only removes remembers whom it
// removed.
[[nodiscard]] Result<std::vector<SentChange>> changesOf(const Database &database, const PushRun &run);
[[nodiscard]] std::vector<SentPerson> foldSent(std::vector<SentPerson> before, std::vector<SentChange> changes);

} // namespace perennial
