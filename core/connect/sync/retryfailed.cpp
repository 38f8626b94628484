// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/sync/retryfailed.h"

#include "core/connect/outbox/batchcontent.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/outbox/runlog.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <set>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// The people who failed in one run, followed through the later ones.
class FailedPeople
{
public:
    FailedPeople(std::span<const ProfileId> failed, QHash<qint64, qint64> survivors)
        : m_survivors(std::move(survivors))
    {
        for (const ProfileId id : failed)
            m_wanted.insert(now(id.value));
        m_failed = m_wanted;
    }

    [[nodiscard]] bool isEmpty() const { return m_wanted.empty(); }

    [[nodiscard]] Result<void> follow(const Store &store, PushRunId run)
    {
        const auto notes = queryRows(
            store.database(), "SELECT profile_id, verdict FROM push_rows WHERE run_id = ?1",
            [](const Statement &row) { return std::pair(row.integer(0), row.bytes(1) == "failed"); }, run.value);
        if (!notes)
            return failure(notes.error());
        const QHash<qint64, bool> noted(notes->begin(), notes->end());
        if (const auto sent = takeSent(store, run, noted); !sent)
            return sent;
        for (const auto &[person, hasFailed] : *notes)
            note(person, hasFailed);
        return {};
    }

    [[nodiscard]] std::vector<ProfileId> people() const
    {
        std::vector<ProfileId> ids;
        for (const qint64 id : m_failed)
            ids.push_back({id});
        return ids;
    }

private:
    [[nodiscard]] Result<void> takeSent(const Store &store, PushRunId run, const QHash<qint64, bool> &noted)
    {
        auto batches = store.database().prepare("SELECT content FROM push_batches WHERE run_id = ?1 AND "
                                                "state = 'done' AND purpose = 'rows'");
        if (!batches)
            return failure(batches.error());
        batches->bind(1, run.value);
        for (;;) {
            const auto row = batches->step();
            if (!row)
                return failure(row.error());
            if (!*row)
                return {};
            const auto frozen = frozenFromBytes(batches->blob(0));
            if (!frozen)
                return failure(frozen.error());
            for (const FrozenRow &one : *frozen) {
                if (!noted.contains(one.row.id.value))
                    note(one.row.id.value, false);
            }
        }
    }

    void note(qint64 person, bool hasFailed)
    {
        const qint64 id = now(person);
        if (!hasFailed)
            m_failed.erase(id);
        else if (m_wanted.contains(id))
            m_failed.insert(id);
    }

    [[nodiscard]] qint64 now(qint64 id) const { return m_survivors.value(id, id); }

    QHash<qint64, qint64> m_survivors;
    std::set<qint64> m_wanted; // who failed in the first of the runs
    std::set<qint64> m_failed; // those of them whose last outcome it is
};

Result<QHash<qint64, qint64>> mergedPeople(const Store &store)
{
    const auto merged =
        queryRows(store.database(), "SELECT id, merged_into FROM profiles WHERE merged_into IS NOT NULL",
                  [](const Statement &row) { return std::pair(row.integer(0), row.integer(1)); });
    return merged ? Result<QHash<qint64, qint64>>(QHash<qint64, qint64>(merged->begin(), merged->end()))
                  : failure(merged.error());
}

Result<std::vector<PushRunId>> laterRuns(const Store &store, const PushRun &run)
{
    return queryRows(
        store.database(), "SELECT id FROM push_runs WHERE destination_id = ?1 AND id > ?2 ORDER BY id",
        [](const Statement &row) { return PushRunId{row.integer(0)}; }, run.destinationId.value, run.id.value);
}

void keepOnly(std::vector<ProfileId> &people, std::span<const ProfileId> wanted)
{
    std::erase_if(people, [&](ProfileId id) { return !std::ranges::binary_search(wanted, id); });
}

Result<void> checkRetry(const PushRun &run, const SavedDestination &destination)
{
    const QString &name = destination.destination.name;
    if (run.destinationId != destination.id)
        return failure(ErrorKind::Refused, tr("Run %1 was sent to another destination.").arg(run.id.value), name);
    if (run.isOpen())
        return failure(ErrorKind::Refused, tr("This run is not finished. Let it go on, or cancel it."), name);
    if (!goesToTheSamePlace(run.destination, destination.destination))
        return failure(ErrorKind::Refused,
                       tr("The destination goes elsewhere since this run. Send its audience instead."), name);
    return {};
}

} // namespace

Result<std::vector<ProfileId>> stillFailed(const Store &store, const PushRun &run)
{
    const auto failed = failedPeople(store, run.id);
    auto merged = mergedPeople(store);
    const auto later = laterRuns(store, run);
    if (!failed || !merged || !later)
        return failure(!failed ? failed.error() : !merged ? merged.error() : later.error());
    FailedPeople people(*failed, std::move(*merged));
    for (const PushRunId one : *later) {
        if (people.isEmpty())
            break;
        if (const auto followed = people.follow(store, one); !followed)
            return failure(followed.error());
    }
    return people.people();
}

Result<AudiencePlan> onlyFailedOf(Store &store, PushRunId run, const SavedDestination &destination, AudiencePlan whole)
{
    const auto known = Outbox(store).run(run);
    if (!known)
        return failure(known.error());
    if (const auto good = checkRetry(*known, destination); !good)
        return failure(good.error());
    const auto failed = stillFailed(store, *known);
    if (!failed)
        return failure(failed.error());
    if (failed->empty())
        return failure(ErrorKind::Refused,
                       tr("Nobody is left of this run to send again: nobody failed, or they were sent since."),
                       destination.destination.name);
    AudienceDifference &difference = whole.difference;
    for (std::vector<ProfileId> *people :
         {&difference.joins, &difference.stays, &difference.leaves, &whole.people.takeOuts, &whole.people.adds})
        keepOnly(*people, *failed);
    if (whole.people.adds.empty() && whole.people.takeOuts.empty())
        return failure(ErrorKind::Refused,
                       tr("Nobody who failed may be sent now: they left the audience, or are held back."),
                       destination.destination.name);
    return whole;
}

} // namespace perennial
