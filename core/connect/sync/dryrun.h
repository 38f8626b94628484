// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/plan/audienceplan.h"
#include "core/connect/vendors/connector.h"

#include <functional>
#include <map>

namespace perennial {

// Of what the platform allows in a day, as far as it says so: requests of one kind.
struct DayQuota
{
    qint64 allowed = 0;
    qint64 wanted = 0; // by this run
    qint64 used = 0;   // by runs of this store to the same platform in the last 24 hours, all requests counted

    friend bool operator==(const DayQuota &, const DayQuota &) = default;
};

// What a run would ask, made as the run makes it: the same batches of the same rows, in the same order.
struct DryRun
{
    qint64 sent = 0; // rows that would leave
    qint64 unchanged = 0;
    qint64 tooLarge = 0;               // larger than the platform takes for one person
    std::map<QString, qint64> skipped; // by the SkipReason's enumId()
    qint64 requests = 0; // with rows; what a platform is asked besides (is it there yet?) is not known here
    qint64 bytes = 0;    // of their bodies
    std::chrono::milliseconds atLeast{}; // what the published rates allow; 0 where none are
    std::optional<DayQuota> quota{};     // the tightest, where the platform has one
};

struct DryRunSetting
{
    quint64 session = 1; // a run that is started with the same, at the same moment, asks the same byte for byte
    Instant at = Instant::now();
    QUrl base; // see ConnectorGround
    // The first request of each batch, without a key.
    std::function<void(const PushBatch &, const HttpRequest &)> visit;
};

// Asks nothing and writes nothing. `store` is a reader.
[[nodiscard]] Result<DryRun> dryRun(const Store &store, const SavedDestination &destination, const AudiencePlan &plan,
                                    const DryRunSetting &setting, const Progress &progress);

} // namespace perennial
