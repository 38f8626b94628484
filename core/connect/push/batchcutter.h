// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/outbox.h"
#include "core/connect/outbox/toldaddresses.h"
#include "core/connect/push/rowmaker.h"
#include "core/connect/vendors/connector.h"

namespace perennial {

// What batches are cut from.
struct CutterGround
{
    const Store &store; // a reader; must live as long as the cutter
    Destination destination;
    RunPeople people;
    std::vector<SentPerson> before; // whom the destination was told of, by ascending id
    ToldAddresses told;             // of those who are taken out under another address than today's
    Instant asOf;
};

// Cuts a run's people into batches of a connector's limits, in the order in which they are sent: those who are taken
// out, then those who are added. The same for a dry run and a real one.
class BatchCutter
{
public:
    // `cutSoFar` people were cut before.
    [[nodiscard]] static Result<BatchCutter> make(CutterGround ground, qint64 cutSoFar);

    [[nodiscard]] bool isAtEnd() const { return m_next == total(); }
    [[nodiscard]] qint64 total() const;
    [[nodiscard]] qint64 cutSoFar() const { return m_next; }
    [[nodiscard]] RowOp nextOp() const;
    // Without rows where everybody who was left is passed over.
    [[nodiscard]] Result<CutBatch> next(const Connector &connector, Instant now);

private:
    BatchCutter(CutterGround ground, RowMaker maker, qint64 cutSoFar)
        : m_ground(std::move(ground))
        , m_maker(std::move(maker))
        , m_next(cutSoFar)
    {
    }

    [[nodiscard]] std::span<const ProfileId> nextPeople(size_t most) const;
    [[nodiscard]] Result<std::vector<MadeRow>> read(std::span<const ProfileId> people, RowOp op, Instant now);
    [[nodiscard]] MadeRow underWhatWasTold(MadeRow made, size_t place) const;
    // False where it has to wait for the next batch.
    [[nodiscard]] bool take(MadeRow made, const Connector &connector, CutBatch &cut);
    void appendWhatElseCounts(ProfileId person, const Connector &connector);
    [[nodiscard]] bool isUnchanged(const PushRow &row, RowOp op, quint64 hash) const;

    CutterGround m_ground;
    RowMaker m_maker;
    qint64 m_next;
    qint64 m_bytes = 0; // of the batch that is being cut
    QByteArray m_text;
};

} // namespace perennial
