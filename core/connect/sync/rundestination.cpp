// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/sync/rundestination.h"

#include "core/connect/sync/retryfailed.h"
#include "core/connect/sync/startrun.h"
#include "core/store/store.h"

namespace perennial {

namespace {

struct Planned
{
    SavedDestination destination;
    AudiencePlan plan;
};

Result<Planned> planned(const RunOrder &order, const Progress &progress)
{
    auto store = Store::openReader(order.storePath);
    if (!store)
        return failure(store.error());
    auto destination = DestinationShelf(*store).get(order.destination);
    if (!destination)
        return failure(destination.error());
    auto table = order.table();
    if (!table)
        return failure(table.error());
    auto plan = planAudience({*store, std::move(*table), order.asOf}, *destination, progress);
    if (plan && order.retryOf)
        plan = onlyFailedOf(*store, *order.retryOf, *destination, std::move(*plan));
    if (!plan)
        return failure(plan.error());
    return Planned{std::move(*destination), std::move(*plan)};
}

// The open run that is worth going on with. One that waits for a yes was planned from who people were then; one that
// failed may have failed because of what the destination said then.
Result<std::optional<PushRun>> runToGoOnWith(const RunOrder &order)
{
    std::optional<PushRun> run;
    {
        auto store = Store::openReader(order.storePath);
        if (!store)
            return failure(store.error());
        auto open = Outbox(*store).openRun(order.destination);
        if (!open || !*open)
            return open;
        if (order.retryOf && (*open)->state != RunState::Waiting)
            return std::nullopt; // the outbox refuses a second one
        const auto saved = DestinationShelf(*store).get(order.destination);
        if (!saved)
            return failure(saved.error());
        const bool isOutdated = (*open)->state == RunState::Waiting ||
                                ((*open)->state == RunState::Failed && (*open)->destination != saved->destination);
        if (!isOutdated)
            return open;
    }
    const auto cancelled = cancelOpenRun(order.storePath, order.destination);
    return cancelled ? Result<std::optional<PushRun>>(std::nullopt) : failure(cancelled.error());
}

Result<PushRun> started(const RunOrder &order, const Progress &progress)
{
    const auto ready = planned(order, progress);
    if (!ready)
        return failure(ready.error());
    auto store = Store::openWriter(order.storePath);
    if (!store)
        return failure(store.error());
    return startRun(*store, ready->destination, ready->plan,
                    {order.due, order.isConfirmed, 0, Instant::now(), order.retryOf});
}

} // namespace

Result<PushRun> runDestination(const RunOrder &order, const Progress &progress)
{
    const auto open = runToGoOnWith(order);
    if (!open)
        return failure(open.error());
    auto run = *open ? Result<PushRun>(**open) : started(order, progress);
    if (!run || run->state == RunState::Waiting)
        return run;
    return sendRun(order.storePath, run->id, order.sending, progress);
}

Result<std::optional<PushRun>> cancelOpenRun(const QString &storePath, DestinationId destination)
{
    auto store = Store::openWriter(storePath);
    if (!store)
        return failure(store.error());
    Outbox outbox(*store);
    const auto open = outbox.openRun(destination);
    if (!open || !*open)
        return open;
    if (const auto finished = outbox.finish((*open)->id, true, Instant::now()); !finished)
        return failure(finished.error());
    auto run = outbox.run((*open)->id);
    return run ? Result<std::optional<PushRun>>(std::move(*run)) : failure(run.error());
}

} // namespace perennial
