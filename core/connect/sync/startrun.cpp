// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/sync/startrun.h"

#include "core/connect/destination/destinationkinds.h"

#include <QRandomGenerator>

namespace perennial {

Result<PushRun> startRun(Store &store, const SavedDestination &destination, const AudiencePlan &plan,
                         const RunStart &start)
{
    if (const QStringList problems = problemsOf(destination.destination); !problems.isEmpty())
        return failure(ErrorKind::Invalid, problems.front(), destination.destination.name);
    NewRun run;
    run.destinationId = destination.id;
    run.destination = destination.destination;
    run.people = plan.people;
    run.joins = static_cast<qint64>(plan.difference.joins.size());
    run.stays = static_cast<qint64>(plan.difference.stays.size());
    run.leaves = static_cast<qint64>(plan.difference.leaves.size());
    run.asOf = plan.asOf;
    run.due = start.due;
    run.session = start.session != 0 ? start.session : newSession();
    run.retryOf = start.retryOf;
    if (!start.isConfirmed)
        run.waitsFor = asksFirst(destination.destination, plan);
    return Outbox(store).start(run, start.at);
}

quint64 newSession()
{
    constexpr quint64 LargestPublished = 0x7fff'ffff'ffff'ffff; // Meta's session ids are signed
    const quint64 drawn = QRandomGenerator::system()->generate64() & LargestPublished;
    return drawn == 0 ? 1 : drawn;
}

} // namespace perennial
