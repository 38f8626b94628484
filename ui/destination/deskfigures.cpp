// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/deskfigures.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr int RunsShown = 30;

} // namespace

qint64 DeskFigures::heldBack() const
{
    qint64 people = 0;
    for (const HeldBack &reason : plan.heldBack)
        people += static_cast<qint64>(reason.people.size());
    return people;
}

Result<DeskFigures> readDesk(Store &store, const std::shared_ptr<const ProfileTable> &table, DestinationId destination,
                             Instant asOf, const Progress &progress)
{
    DeskFigures figures;
    auto saved = DestinationShelf(store).get(destination);
    if (!saved)
        return failure(saved.error());
    figures.destination = std::move(*saved);
    auto runs = Outbox(store).runs(destination, RunsShown);
    if (!runs)
        return failure(runs.error());
    figures.runs = std::move(*runs);
    auto plan = planAudience({store, table, asOf}, figures.destination, progress);
    if (!plan)
        return failure(plan.error());
    figures.plan = std::move(*plan);
    figures.question = asksFirst(figures.destination.destination, figures.plan);
    DryRunSetting setting;
    setting.visit = [&figures](const PushBatch &batch, const HttpRequest &request) {
        if (std::ranges::find(figures.samples, batch.op, &SampleRequest::op) == figures.samples.end())
            figures.samples.push_back({batch.op, static_cast<qint64>(batch.rows.size()), request});
    };
    auto dry = dryRun(store, figures.destination, figures.plan, setting, progress);
    if (!dry)
        return failure(dry.error());
    figures.dry = std::move(*dry);
    return figures;
}

} // namespace perennial
