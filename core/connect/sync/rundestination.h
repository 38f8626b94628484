// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/plan/audienceplan.h"
#include "core/connect/push/pusher.h"

#include <functional>

namespace perennial {

// Hands over the columns of the store; asked only where somebody has to be counted.
using TableSource = std::function<Result<std::shared_ptr<const ProfileTable>>()>;

struct RunOrder
{
    QString storePath;
    DestinationId destination;
    TableSource table;
    Instant asOf = Instant::now();
    std::optional<Instant> due;       // the scheduled moment it stands for
    bool isConfirmed = false;         // somebody said yes to what the run would change
    std::optional<PushRunId> retryOf; // only those who failed in this run; see onlyFailedOf()
    PushSetting sending;
};

// Goes on with the destination's open run where it stood; where there is none, plans one, starts it and sends it. A run
// that waits for a yes is planned anew, since people changed meanwhile, and so is one that failed before the
// destination was changed. Comes back with the run as sendRun() does, or Waiting, with nothing sent, where asksFirst()
// wants a yes. Where those who failed are tried again, an open run that could go on is refused.
[[nodiscard]] Result<PushRun> runDestination(const RunOrder &order, const Progress &progress);

// Ends the destination's open run: what was sent stays sent, the rest is dropped. Nothing where none is open.
[[nodiscard]] Result<std::optional<PushRun>> cancelOpenRun(const QString &storePath, DestinationId destination);

} // namespace perennial
