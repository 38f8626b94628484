// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/pushrun.h"

#include <span>

namespace perennial {

class Store;

// When somebody ought to look at a destination.
struct AlertRules
{
    double failedShare = 0.01; // of a run's rows: more of them failed
    int oldDataDays = 3;       // since the newest import when the run began

    friend bool operator==(const AlertRules &, const AlertRules &) = default;
};

struct RunAlert
{
    enum class Kind { RunFailed, RowsFailed, UnusualCount, OldData };

    Kind kind = Kind::RunFailed;
    PushRunId run;
    QString destination; // its name
    QString text;        // a sentence for people

    // What it is dismissed by.
    [[nodiscard]] QString key() const;
    friend bool operator==(const RunAlert &, const RunAlert &) = default;
};

template <>
struct EnumIds<RunAlert::Kind>
{
    static constexpr std::array ids{"run-failed", "rows-failed", "unusual-count", "old-data"};
};

// What is to be said of the newest run of one destination; `runs` are its runs, newest first. A later run answers for
// an earlier one, so nothing is said of those.
//
// A count is unusual where it lies more than 3.5 modified z-scores from the median of the last 20 runs that were done,
// 5 of them at least (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993: 0.6745 (x - median) / MAD), and
// more than a fifth of the median and 10 people from it: audiences that hardly ever change are not to be told of one
// person. Runs that only tried again who had failed are no habit.
[[nodiscard]] std::vector<RunAlert> alertsOf(std::span<const PushRun> runs, const AlertRules &rules,
                                             std::optional<Instant> newestImport);

// Of all destinations, those that were not dismissed; by destination.
[[nodiscard]] Result<std::vector<RunAlert>> readAlerts(Store &store);
// Not shown any more; the next run is another one's. Takes a writer.
[[nodiscard]] Result<void> dismissAlert(Store &store, const RunAlert &alert);
[[nodiscard]] Result<AlertRules> alertRules(Store &store);
// Takes a writer. Refuses a share outside 0 to 1 and less than a day.
[[nodiscard]] Result<void> setAlertRules(Store &store, const AlertRules &rules);

} // namespace perennial
