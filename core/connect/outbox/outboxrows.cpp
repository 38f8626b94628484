// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/outboxrows.h"

#include "core/base/parallel.h"
#include "core/connect/outbox/batchcontent.h"
#include "core/store/rows.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace perennial {

namespace {

std::optional<Instant> moment(const Statement &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(Instant{row.integer(column)});
}

// Contents that are in memory together where all are read.
constexpr size_t BatchesAtOnce = 16;

constexpr std::string_view RunColumns =
    "id, destination_id, destination, state, due_at, as_of, started_at, finished_at, session, joins, stays, leaves, "
    "sent, unchanged, failed, skipped, requests, repeats, reason, (SELECT value FROM settings WHERE key = 'retry_of:' "
    "|| push_runs.id)";

PushRun runFrom(const Statement &row, Destination destination)
{
    PushRun run{.id = {row.integer(0)}, .destinationId = {row.integer(1)}, .destination = std::move(destination)};
    run.state = enumFromId<RunState>(row.text(3)).value_or(RunState::Failed);
    run.due = moment(row, 4);
    run.asOf = {row.integer(5)};
    run.started = {row.integer(6)};
    run.finished = moment(row, 7);
    run.session = static_cast<quint64>(row.integer(8));
    run.joins = row.integer(9);
    run.stays = row.integer(10);
    run.leaves = row.integer(11);
    run.sent = row.integer(12);
    run.unchanged = row.integer(13);
    run.failed = row.integer(14);
    const QJsonObject skipped = QJsonDocument::fromJson(row.text(15).toUtf8()).object();
    for (auto entry = skipped.begin(); entry != skipped.end(); ++entry)
        run.skipped[entry.key()] = entry.value().toInteger();
    run.requests = row.integer(16);
    run.repeats = row.integer(17);
    run.reason = row.text(18);
    if (!row.isNull(19))
        run.retryOf = PushRunId{row.text(19).toLongLong()};
    return run;
}

StoredBatch batchFrom(const Statement &row)
{
    return {.id = row.integer(0),
            .purpose = enumFromId<BatchPurpose>(row.text(1)).value_or(BatchPurpose::Rows),
            .op = enumFromId<RowOp>(row.text(2)).value_or(RowOp::Add),
            .number = static_cast<int>(row.integer(3)),
            .rows = row.integer(4),
            .isLast = row.integer(5) != 0,
            .state = enumFromId<StoredBatch::State>(row.text(6)).value_or(StoredBatch::State::Waiting),
            .talk = {row.text(7), row.blob(8)},
            .tries = static_cast<int>(row.integer(9)),
            .asked = moment(row, 10),
            .content = row.blob(11)};
}

Result<std::vector<SentPerson>> livingOf(const Database &database, std::vector<SentPerson> sent)
{
    const auto merged = queryRows(database, "SELECT id, merged_into FROM profiles WHERE merged_into IS NOT NULL",
                                  [](const Statement &row) { return std::pair(row.integer(0), row.integer(1)); });
    if (!merged)
        return failure(merged.error());
    const QHash<qint64, qint64> survivors(merged->begin(), merged->end());
    if (survivors.isEmpty())
        return sent;
    for (SentPerson &person : sent)
        if (const auto survivor = survivors.find(person.id); survivor != survivors.end())
            person = {*survivor, 0};
    std::ranges::stable_sort(sent, {}, &SentPerson::id);
    const auto twice = std::ranges::unique(sent, {}, &SentPerson::id);
    sent.erase(twice.begin(), twice.end());
    return sent;
}

struct FoldedBatch
{
    qint64 number = 0;
    bool isThere = true; // whoever stands in it, once it was done
    QByteArray content;
};

// Appends who was sent in some batches, without those who did not arrive. `notThere` says in which batch. Who was taken
// out under a former address and not told anew has a hash that nothing has: they are told by the next run.
Result<void> appendChanges(const std::vector<FoldedBatch> &batches, const QHash<qint64, qint64> &notThere,
                           std::vector<SentChange> &changes)
{
    std::vector<Result<std::vector<SentPerson>>> read(batches.size());
    std::vector<std::function<void()>> tasks;
    for (size_t i = 0; i < batches.size(); ++i)
        tasks.emplace_back([&, i] { read[i] = peopleOfFrozen(batches[i].content); });
    runInParallel(tasks);
    for (size_t i = 0; i < batches.size(); ++i) {
        if (!read[i])
            return failure(read[i].error());
        for (const SentPerson &person : *read[i]) {
            const auto refused = notThere.constFind(person.id);
            if (refused == notThere.cend())
                changes.push_back({person, batches[i].isThere});
            else if (*refused > batches[i].number && !batches[i].isThere)
                changes.push_back({{person.id, 0}, true});
        }
    }
    return {};
}

} // namespace

Result<std::vector<PushRun>> selectRuns(const Database &database, std::string_view where, qint64 value, int limit)
{
    const std::string sql = std::string("SELECT ")
                                .append(RunColumns)
                                .append(" FROM push_runs WHERE ")
                                .append(where)
                                .append(" ORDER BY id DESC LIMIT ?2");
    auto statement = database.prepare(sql);
    if (!statement)
        return failure(statement.error());
    statement->bind(1, value).bind(2, limit);
    std::vector<PushRun> runs;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return runs;
        auto destination = Destination::fromJson(statement->text(2).toUtf8());
        if (!destination)
            return failure(destination.error());
        runs.push_back(runFrom(*statement, std::move(*destination)));
    }
}

Result<std::vector<StoredBatch>> selectBatches(const Database &database, std::string_view where, PushRunId run)
{
    const std::string sql = std::string("SELECT id, purpose, op, number, rows, is_last, state, stage, memo, tries, "
                                        "asked_at, content FROM push_batches WHERE run_id = ?1 AND ")
                                .append(where)
                                .append(" ORDER BY number");
    return queryRows(database, sql, batchFrom, run.value);
}

Result<std::vector<SentPerson>> sentBefore(const Database &database, DestinationId destination)
{
    const auto found = queryRows(
        database, "SELECT people FROM destination_people WHERE destination_id = ?1",
        [](const Statement &row) { return row.blob(0); }, destination.value);
    if (!found)
        return failure(found.error());
    if (found->empty())
        return std::vector<SentPerson>();
    auto sent = sentFromBytes(found->front());
    return sent ? livingOf(database, std::move(*sent)) : sent;
}

Result<std::vector<SentChange>> changesOf(const Database &database, const PushRun &run)
{
    const auto notes = queryRows(
        database, "SELECT profile_id, batch FROM push_rows WHERE run_id = ?1",
        [](const Statement &row) { return std::pair(row.integer(0), row.integer(1)); }, run.id.value);
    if (!notes)
        return failure(notes.error());
    const QHash<qint64, qint64> notThere(notes->begin(), notes->end());
    const bool removes = run.destination.mode == SyncMode::Remove;
    auto statement =
        database.prepare("SELECT op, content, number FROM push_batches WHERE run_id = ?1 AND state = 'done' AND "
                         "purpose = 'rows' ORDER BY number");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, run.id.value);
    std::vector<SentChange> changes;
    changes.reserve(static_cast<size_t>(run.sent));
    std::vector<FoldedBatch> batches;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (*row)
            batches.push_back({statement->integer(2), removes || enumFromId<RowOp>(statement->text(0)) == RowOp::Add,
                               statement->blob(1)});
        if (*row && batches.size() < BatchesAtOnce)
            continue;
        if (const auto appended = appendChanges(batches, notThere, changes); !appended)
            return failure(appended.error());
        batches.clear();
        if (!*row)
            break;
    }
    const auto id = [](const SentChange &change) { return change.person.id; };
    if (!std::ranges::is_sorted(changes, {}, id))
        std::ranges::stable_sort(changes, {}, id);
    return changes;
}

std::vector<SentPerson> foldSent(std::vector<SentPerson> before, std::vector<SentChange> changes)
{
    std::vector<SentPerson> after;
    after.reserve(before.size() + changes.size());
    size_t old = 0;
    for (const SentChange &change : changes) {
        for (; old < before.size() && before[old].id < change.person.id; ++old)
            after.push_back(before[old]);
        if (old < before.size() && before[old].id == change.person.id)
            ++old;
        if (change.isThere)
            after.push_back(change.person);
    }
    after.insert(after.end(), before.begin() + static_cast<std::ptrdiff_t>(old), before.end());
    return after;
}

} // namespace perennial
