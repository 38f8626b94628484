// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/sync/due.h"

#include "core/connect/outbox/outboxrows.h"
#include "core/connect/schedule/schedule.h"
#include "core/store/store.h"

namespace perennial {

namespace {

// From when on scheduled moments count: the last one that was run for, or the setting of the schedule.
Result<Instant> answeredUntil(const Store &store, const SavedDestination &saved)
{
    const auto runs = selectRuns(store.database(), "destination_id = ?1 AND due_at IS NOT NULL", saved.id.value, 1);
    if (!runs)
        return failure(runs.error());
    const bool isSame = !runs->empty() && runs->front().destination.schedule == saved.destination.schedule;
    return isSame ? *runs->front().due : saved.updated;
}

Result<bool> wasCutOff(const Store &store, const SavedDestination &saved)
{
    const auto runs = selectRuns(store.database(), "destination_id = ?1 AND state = 'running'", saved.id.value, 1);
    return runs ? Result<bool>(!runs->empty()) : failure(runs.error());
}

} // namespace

Result<std::vector<DueDestination>> dueDestinations(Store &store, Instant now)
{
    const auto all = DestinationShelf(store).list();
    if (!all)
        return failure(all.error());
    std::vector<DueDestination> found;
    for (const SavedDestination &saved : *all) {
        if (saved.destination.schedule.isEmpty() || saved.destination.paused)
            continue;
        const auto schedule = Schedule::parse(saved.destination.schedule);
        if (!schedule)
            return failure(schedule.error().in(saved.destination.name));
        const auto since = answeredUntil(store, saved);
        const auto cutOff = wasCutOff(store, saved);
        if (!since || !cutOff)
            return failure(!since ? since.error() : cutOff.error());
        const DueMoments moments = dueSince(*schedule, *since, now);
        if (moments.due || *cutOff)
            found.push_back({saved, moments.due, moments.missed});
    }
    return found;
}

} // namespace perennial
