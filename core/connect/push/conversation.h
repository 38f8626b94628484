// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/outbox.h"
#include "core/connect/vendors/connector.h"

namespace perennial {

// A batch that is being talked about, with its rows in memory while a stage needs them.
class Conversation
{
public:
    // Damaged rows are an error.
    [[nodiscard]] static Result<Conversation> make(StoredBatch stored, const PushRun &run, qint64 runRows);
    // Of rows that were just cut, the same as the batch's content.
    [[nodiscard]] static Conversation make(StoredBatch stored, const PushRun &run, qint64 runRows,
                                           std::vector<FrozenRow> rows);

    [[nodiscard]] const StoredBatch &stored() const { return m_stored; }
    [[nodiscard]] const PushBatch &batch() const { return m_batch; }
    [[nodiscard]] Result<void> loadRows();
    void dropRows();
    [[nodiscard]] std::vector<FrozenRow> frozen() const;
    // People of the rows that came out otherwise than sent.
    [[nodiscard]] std::vector<RowNote> notesOf(std::span<const RowOutcome> outcomes) const;

    Talk talk;
    int tries = 1; // of the present stage
    std::chrono::milliseconds notBefore{};
    std::chrono::milliseconds asked{}; // the request under way
    bool isUnderWay = false;
    qint64 notSent = 0; // rows that failed or were skipped so far

private:
    void setRows(std::vector<FrozenRow> rows);

    StoredBatch m_stored;
    PushBatch m_batch;
    std::vector<quint64> m_hashes;
    std::vector<ProfileId> m_people; // of the rows, kept when they are dropped
};

} // namespace perennial
