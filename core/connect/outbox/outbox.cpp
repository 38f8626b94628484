// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/outbox.h"

#include "core/connect/destination/destinationkinds.h"
#include "core/connect/outbox/outboxrows.h"
#include "core/connect/outbox/writing.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// takeOuts and adds as one blob: the length of the first, then both.
QByteArray peopleBytes(const RunPeople &people)
{
    const QByteArray first = idsToBytes(people.takeOuts);
    return QByteArray::number(first.size()) + ' ' + first + idsToBytes(people.adds);
}

Result<RunPeople> peopleFrom(const QByteArray &bytes)
{
    const qsizetype blank = bytes.indexOf(' ');
    const qsizetype length = bytes.left(blank).toLongLong();
    auto first = idsFromBytes(bytes.mid(blank + 1, length));
    auto second = idsFromBytes(bytes.mid(blank + 1 + length));
    if (!first || !second)
        return failure(first ? second.error() : first.error());
    return RunPeople{std::move(*first), std::move(*second)};
}

// Beside the run: its table has no column for it.
Result<void> noteRetry(Database &database, PushRunId run, std::optional<PushRunId> of)
{
    if (!of)
        return {};
    return runStatement(database, "INSERT OR REPLACE INTO settings(key, value) VALUES('retry_of:' || ?1, ?2)",
                        [&](Statement &row) { row.bind(1, run.value).bind(2, QString::number(of->value)); });
}

constexpr std::string_view OpenStates = "state IN ('waiting', 'running', 'paused', 'failed')";

} // namespace

Result<PushRun> Outbox::start(const NewRun &run, Instant at)
{
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    const auto open = openRun(run.destinationId);
    if (!open)
        return failure(open.error());
    if (*open)
        return failure(ErrorKind::Refused, tr("A run of this destination is not finished. Let it go on, or cancel it."),
                       run.destination.name);
    auto insert = m_store.database().prepare(
        "INSERT INTO push_runs(destination_id, destination, state, due_at, as_of, started_at, session, joins, stays, "
        "leaves, plan, reason) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING");
    if (!insert)
        return failure(insert.error());
    const RunState state = run.waitsFor.isEmpty() ? RunState::Running : RunState::Waiting;
    insert->bind(1, run.destinationId.value)
        .bind(2, QString::fromUtf8(run.destination.toJson()))
        .bind(3, enumId(state))
        .bind(4, run.due ? std::optional(run.due->ms) : std::nullopt)
        .bind(5, run.asOf.ms)
        .bind(6, at.ms)
        .bind(7, static_cast<qint64>(run.session))
        .bind(8, run.joins)
        .bind(9, run.stays)
        .bind(10, run.leaves)
        .bindBlob(11, peopleBytes(run.people))
        .bind(12, run.waitsFor);
    if (const auto stored = insert->run(); !stored)
        return failure(stored.error());
    if (m_store.database().changes() == 0)
        return failure(ErrorKind::Refused, tr("This scheduled run was made already."), run.destination.name);
    const PushRunId id{m_store.database().lastInsertId()};
    if (const auto noted = noteRetry(m_store.database(), id, run.retryOf); !noted)
        return failure(noted.error());
    if (const auto committed = transaction->commit(); !committed)
        return failure(committed.error());
    return this->run(id);
}

Result<std::vector<PushRun>> Outbox::select(std::string_view where, qint64 value, int limit) const
{
    return selectRuns(m_store.database(), where, value, limit);
}

Result<PushRun> Outbox::run(PushRunId id) const
{
    auto found = select("id = ?1", id.value, 1);
    if (!found)
        return failure(found.error());
    if (found->empty())
        return failure(ErrorKind::NotFound, tr("There is no run of this number."));
    return std::move(found->front());
}

Result<std::vector<PushRun>> Outbox::runs(DestinationId destination, int limit) const
{
    return select(destination.isValid() ? "destination_id = ?1" : "?1 IS ?1", destination.value, limit);
}

Result<std::optional<PushRun>> Outbox::openRun(DestinationId destination) const
{
    auto found = select(std::string("destination_id = ?1 AND ").append(OpenStates), destination.value, 1);
    if (!found)
        return failure(found.error());
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Result<qint64> Outbox::requestsSince(const Destination &destination, Instant since) const
{
    auto statement = m_store.database().prepare(
        "SELECT coalesce(sum(requests), 0) FROM push_runs WHERE started_at >= ?1 "
        "AND json_extract(destination, '$.kind') = ?2 AND coalesce(json_extract(destination, '$.sandbox'), 0) = ?3");
    if (!statement)
        return failure(statement.error());
    const auto row =
        statement->bind(1, since.ms).bind(2, kindId(destination.kind)).bind(3, qint64(destination.sandbox)).step();
    return row ? Result<qint64>(statement->integer(0)) : failure(row.error());
}

Result<RunPeople> Outbox::people(PushRunId id) const
{
    auto statement = m_store.database().prepare("SELECT plan FROM push_runs WHERE id = ?1");
    if (!statement)
        return failure(statement.error());
    const auto row = statement->bind(1, id.value).step();
    if (!row)
        return failure(row.error());
    return *row ? peopleFrom(statement->blob(0)) : Result<RunPeople>();
}

Result<qint64> Outbox::cutSoFar(PushRunId id) const
{
    const auto found = queryRows(
        m_store.database(), "SELECT cut FROM push_runs WHERE id = ?1",
        [](const Statement &row) { return row.integer(0); }, id.value);
    return found ? Result<qint64>(found->empty() ? 0 : found->front()) : failure(found.error());
}

Result<std::optional<StoredBatch>> Outbox::keep(PushRunId id, const CutBatch &cut, Instant at)
{
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    std::optional<StoredBatch> kept;
    if (!cut.rows.empty() || cut.purpose != BatchPurpose::Rows) {
        StoredBatch batch{
            .purpose = cut.purpose, .op = cut.op, .isLast = cut.isLast, .state = StoredBatch::State::Asked};
        batch.rows = static_cast<qint64>(cut.rows.size());
        batch.tries = 1;
        batch.asked = at;
        auto stored = insertBatch(id, batch, cut.rows.empty() ? QByteArray() : frozenToBytes(cut.rows));
        if (!stored)
            return failure(stored.error());
        kept = std::move(*stored);
    }
    if (const auto noted = insertNotes(id, kept ? kept->number : 0, cut.skipped, at); !noted)
        return failure(noted.error());
    if (const auto counted = addSkips(id, cut.skipped); !counted)
        return failure(counted.error());
    const auto failed = std::ranges::count(cut.skipped, RowVerdict::Failed, &RowNote::verdict);
    const auto moved = runStatement(
        m_store.database(),
        "UPDATE push_runs SET cut = max(cut, ?2), unchanged = unchanged + ?3, failed = failed + ?4 WHERE id = ?1",
        [&](Statement &row) {
            row.bind(1, id.value).bind(2, cut.cutAfter).bind(3, cut.unchanged).bind(4, static_cast<qint64>(failed));
        });
    if (!moved)
        return failure(moved.error());
    if (const auto committed = transaction->commit(); !committed)
        return failure(committed.error());
    return kept;
}

Result<std::vector<StoredBatch>> Outbox::openBatches(PushRunId id) const
{
    return selectBatches(m_store.database(), "state IN ('waiting', 'asked')", id);
}

Result<bool> Outbox::hasBatch(PushRunId id, BatchPurpose purpose) const
{
    const auto found = selectBatches(
        m_store.database(), purpose == BatchPurpose::Prepare ? "purpose = 'prepare'" : "purpose = 'finish'", id);
    return found ? Result<bool>(!found->empty()) : failure(found.error());
}

Result<void> Outbox::noteAsked(const StoredBatch &batch, Instant at)
{
    return runAlone(m_store.database(),
                    "UPDATE push_batches SET state = 'asked', stage = ?2, memo = ?3, tries = tries + 1, asked_at = ?4 "
                    "WHERE id = ?1",
                    [&](Statement &row) {
                        row.bind(1, batch.id).bind(2, batch.talk.stage).bindBlob(3, batch.talk.memo).bind(4, at.ms);
                    });
}

Result<void> Outbox::note(PushRunId id, const StoredBatch &batch, const BatchProgress &progress, Instant at)
{
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    const auto kept = runStatement(
        m_store.database(),
        "UPDATE push_batches SET state = iif(?2, 'done', state), stage = ?3, memo = ?4, done_at = iif(?2, ?5, NULL), "
        "reason = ?6 WHERE id = ?1",
        [&](Statement &row) {
            row.bind(1, batch.id)
                .bind(2, progress.isDone)
                .bind(3, progress.talk.stage)
                .bindBlob(4, progress.talk.memo)
                .bind(5, at.ms)
                .bind(6, progress.reason);
        });
    if (!kept)
        return kept;
    if (const auto noted = insertNotes(id, batch.number, progress.rows, at); !noted)
        return noted;
    if (const auto counted = addSkips(id, progress.rows); !counted)
        return counted;
    const auto failed = std::ranges::count(progress.rows, RowVerdict::Failed, &RowNote::verdict);
    const auto summed = runStatement(
        m_store.database(), "UPDATE push_runs SET sent = sent + ?2, failed = failed + ?3 WHERE id = ?1",
        [&](Statement &row) { row.bind(1, id.value).bind(2, progress.sent).bind(3, static_cast<qint64>(failed)); });
    return summed ? transaction->commit() : summed;
}

Result<std::vector<StoredBatch>> Outbox::halve(PushRunId id, const StoredBatch &batch, std::span<const FrozenRow> rows,
                                               const QString &reason)
{
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    const auto split = runStatement(m_store.database(),
                                    "UPDATE push_batches SET state = 'split', content = x'', reason = ?2 WHERE id = ?1",
                                    [&](Statement &row) { row.bind(1, batch.id).bind(2, reason); });
    if (!split)
        return failure(split.error());
    std::vector<StoredBatch> halves;
    const size_t middle = rows.size() / 2;
    for (const auto part : {rows.subspan(0, middle), rows.subspan(middle)}) {
        StoredBatch half{.purpose = batch.purpose, .op = batch.op};
        half.rows = static_cast<qint64>(part.size());
        auto stored = insertBatch(id, half, frozenToBytes(part));
        if (!stored)
            return failure(stored.error());
        halves.push_back(std::move(*stored));
    }
    if (const auto committed = transaction->commit(); !committed)
        return failure(committed.error());
    return halves;
}

Result<StoredBatch> Outbox::insertBatch(PushRunId id, const StoredBatch &batch, const QByteArray &content)
{
    auto insert = m_store.database().prepare(
        "INSERT INTO push_batches(run_id, number, purpose, op, rows, content, is_last, state, tries, asked_at) "
        "SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM push_batches WHERE run_id = ?1 "
        "RETURNING id, number");
    if (!insert)
        return failure(insert.error());
    insert->bind(1, id.value)
        .bind(2, enumId(batch.purpose))
        .bind(3, enumId(batch.op))
        .bind(4, batch.rows)
        .bindBlob(5, content)
        .bind(6, batch.isLast)
        .bind(7, enumId(batch.state))
        .bind(8, batch.tries)
        .bind(9, batch.asked ? std::optional(batch.asked->ms) : std::nullopt);
    StoredBatch stored = batch;
    const auto read = forEachRow(*insert, [&](const Statement &row) {
        stored.id = row.integer(0);
        stored.number = static_cast<int>(row.integer(1));
    });
    if (!read)
        return failure(read.error());
    stored.content = content;
    return stored;
}

Result<void> Outbox::insertNotes(PushRunId id, int batch, std::span<const RowNote> notes, Instant at)
{
    if (notes.empty())
        return {};
    // Who was refused under a former address already stays refused there.
    auto insert =
        m_store.database().prepare("INSERT INTO push_rows(run_id, profile_id, batch, verdict, status, reason, "
                                   "at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING");
    if (!insert)
        return failure(insert.error());
    for (const RowNote &note : notes) {
        const auto done = insert->bind(1, id.value)
                              .bind(2, note.person.value)
                              .bind(3, batch)
                              .bind(4, note.verdict == RowVerdict::Failed ? "failed" : "skipped")
                              .bind(5, note.status)
                              .bind(6, note.reason)
                              .bind(7, at.ms)
                              .run();
        if (!done)
            return done;
    }
    return {};
}

Result<void> Outbox::addSkips(PushRunId id, std::span<const RowNote> notes)
{
    if (std::ranges::none_of(notes, [](const RowNote &note) { return note.verdict == RowVerdict::Skipped; }))
        return {};
    const auto known = run(id);
    if (!known)
        return failure(known.error());
    std::map<QString, qint64> skipped = known->skipped;
    for (const RowNote &note : notes)
        if (note.verdict == RowVerdict::Skipped)
            ++skipped[note.reason];
    QJsonObject object;
    for (const auto &[reason, count] : skipped)
        object.insert(reason, count);
    const QString text = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    return runStatement(m_store.database(), "UPDATE push_runs SET skipped = ?2 WHERE id = ?1",
                        [&](Statement &row) { row.bind(1, id.value).bind(2, text); });
}

Result<void> Outbox::setState(PushRunId id, RunState state, const QString &reason, Instant at)
{
    const bool isOver = state == RunState::Done || state == RunState::Cancelled;
    return runAlone(m_store.database(),
                    "UPDATE push_runs SET state = ?2, reason = ?3, finished_at = iif(?4, ?5, NULL) WHERE id = ?1",
                    [&](Statement &row) {
                        row.bind(1, id.value).bind(2, enumId(state)).bind(3, reason).bind(4, isOver).bind(5, at.ms);
                    });
}

Result<void> Outbox::addRequests(PushRunId id, qint64 requests, qint64 repeats)
{
    return runAlone(m_store.database(),
                    "UPDATE push_runs SET requests = requests + ?2, repeats = repeats + ?3 WHERE id = ?1",
                    [&](Statement &row) { row.bind(1, id.value).bind(2, requests).bind(3, repeats); });
}

Result<void> Outbox::finish(PushRunId id, bool isCancelled, Instant at)
{
    const auto known = run(id);
    if (!known)
        return failure(known.error());
    const auto people = folded(*known).map([](const std::vector<SentPerson> &all) { return sentToBytes(all); });
    if (!people)
        return failure(people.error());
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    const auto stored = runStatement(
        m_store.database(),
        "INSERT OR REPLACE INTO destination_people(destination_id, run_id, people) VALUES(?1, ?2, ?3)",
        [&](Statement &row) { row.bind(1, known->destinationId.value).bind(2, id.value).bindBlob(3, *people); });
    if (!stored)
        return stored;
    const RunState state = isCancelled ? RunState::Cancelled : RunState::Done;
    const auto done =
        runStatement(m_store.database(),
                     "UPDATE push_runs SET state = ?2, finished_at = ?3, plan = ?4, "
                     "reason = iif(?2 = 'done', '', reason) WHERE id = ?1",
                     [&](Statement &row) {
                         row.bind(1, id.value).bind(2, enumId(state)).bind(3, at.ms).bindBlob(4, peopleBytes({}));
                     });
    return done ? transaction->commit() : done;
}

Result<std::vector<SentPerson>> Outbox::folded(const PushRun &run) const
{
    auto before = sentBefore(m_store.database(), run.destinationId);
    if (!before)
        return failure(before.error());
    auto changes = changesOf(m_store.database(), run);
    if (!changes)
        return failure(changes.error());
    return foldSent(std::move(*before), std::move(*changes));
}

} // namespace perennial
