// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/batchcontent.h"
#include "core/connect/outbox/peopleblob.h"
#include "core/connect/outbox/pushrun.h"

namespace perennial {

class Store;

// What a run begins with.
struct NewRun
{
    DestinationId destinationId;
    Destination destination;
    RunPeople people;
    qint64 joins = 0;
    qint64 stays = 0;
    qint64 leaves = 0;
    Instant asOf;
    std::optional<Instant> due;
    quint64 session = 0; // drawn at random by whoever starts it
    std::optional<PushRunId> retryOf{};
    QString waitsFor; // why it waits for a yes; empty: it may run
};

// A batch that was cut from a run's people, and how far the cut is.
struct CutBatch
{
    BatchPurpose purpose = BatchPurpose::Rows;
    RowOp op = RowOp::Add;
    std::vector<FrozenRow> rows;
    bool isLast = false;
    qint64 cutAfter = 0; // people of the run that were looked at, this batch's among them
    std::vector<RowNote>
        skipped; // of the people looked at since the batch before; `reason` is a SkipReason's id where skipped
    qint64 unchanged = 0;
};

// What an answer changed about a batch.
struct BatchProgress
{
    Talk talk;
    std::vector<RowNote> rows; // that failed or were skipped
    bool isDone = false;
    qint64 sent = 0; // rows that are there now
    QString reason;
};

// Runs, their batches and their rows in one store. What is to be sent is here before it leaves, and what came of it is
// here before the next is asked. Writing members take a writer and are transactions of their own.
class Outbox
{
public:
    explicit Outbox(Store &store)
        : m_store(store)
    {
    }

    // Refuses while another run of the destination is open, and a second run for the same due moment.
    [[nodiscard]] Result<PushRun> start(const NewRun &run, Instant at);
    [[nodiscard]] Result<PushRun> run(PushRunId id) const;
    // Newest first; all destinations where `destination` is none.
    [[nodiscard]] Result<std::vector<PushRun>> runs(DestinationId destination, int limit) const;
    [[nodiscard]] Result<std::optional<PushRun>> openRun(DestinationId destination) const;
    // Of runs that began since then, to the same platform and no less a sandbox.
    [[nodiscard]] Result<qint64> requestsSince(const Destination &destination, Instant since) const;
    [[nodiscard]] Result<RunPeople> people(PushRunId id) const;
    // How many of the run's people were cut into batches: of takeOuts first, then adds.
    [[nodiscard]] Result<qint64> cutSoFar(PushRunId id) const;

    // In one transaction: the batch is kept, with what was passed over on the way to it, and counts as asked for. A
    // batch without rows that is no Prepare or Finish keeps only what was passed over, and yields nothing.
    [[nodiscard]] Result<std::optional<StoredBatch>> keep(PushRunId id, const CutBatch &cut, Instant at);
    // By number: those that are not Done and not Split.
    [[nodiscard]] Result<std::vector<StoredBatch>> openBatches(PushRunId id) const;
    [[nodiscard]] Result<bool> hasBatch(PushRunId id, BatchPurpose purpose) const;
    // A try that is about to leave, and where the talk stands then.
    [[nodiscard]] Result<void> noteAsked(const StoredBatch &batch, Instant at);
    [[nodiscard]] Result<void> note(PushRunId id, const StoredBatch &batch, const BatchProgress &progress, Instant at);
    // Two batches in the place of one that was refused as a whole.
    [[nodiscard]] Result<std::vector<StoredBatch>> halve(PushRunId id, const StoredBatch &batch,
                                                         std::span<const FrozenRow> rows, const QString &reason);

    [[nodiscard]] Result<void> setState(PushRunId id, RunState state, const QString &reason, Instant at);
    [[nodiscard]] Result<void> addRequests(PushRunId id, qint64 requests, qint64 repeats);
    // Ends a run: whom the destination knows of now is folded from its batches. `isCancelled` keeps what was sent.
    [[nodiscard]] Result<void> finish(PushRunId id, bool isCancelled, Instant at);

private:
    [[nodiscard]] Result<std::vector<PushRun>> select(std::string_view where, qint64 value, int limit) const;
    [[nodiscard]] Result<StoredBatch> insertBatch(PushRunId id, const StoredBatch &batch, const QByteArray &content);
    [[nodiscard]] Result<void> insertNotes(PushRunId id, int batch, std::span<const RowNote> notes, Instant at);
    [[nodiscard]] Result<void> addSkips(PushRunId id, std::span<const RowNote> notes);
    [[nodiscard]] Result<std::vector<SentPerson>> folded(const PushRun &run) const;

    Store &m_store;
};

} // namespace perennial
