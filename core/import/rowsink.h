// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/boundedqueue.h"
#include "core/import/csvrecord.h"
#include "core/import/writebatch.h"

#include <QString>

#include <memory>

namespace perennial {

// Between the thread that reads and the one that writes: full batches one way, empty ones back.
struct BatchQueues
{
    static constexpr std::size_t Batches = 4;

    BoundedQueue<std::unique_ptr<WriteBatch>> full{Batches};
    BoundedQueue<std::unique_ptr<WriteBatch>> empty{Batches + 1};

    void close()
    {
        full.close();
        empty.close();
    }
};

struct RowTally
{
    qint64 read = 0;
    qint64 stored = 0;
    qint64 unchanged = 0;
    qint64 rejected = 0;
};

// Where the rows of one file go: counts them, keeps the batch under way, hands it on when it is full.
class RowSink
{
public:
    static constexpr qint64 MostStoredRejects = 100'000;
    static constexpr std::size_t MostRejectText = 2048;

    explicit RowSink(BatchQueues &queues);

    [[nodiscard]] WriteBatch &batch() { return *m_batch; }
    [[nodiscard]] RowTally &tally() { return m_tally; }

    void reject(qint64 row, qint64 line, std::string_view text, const QString &column, const QString &reason);

    [[nodiscard]] bool isFull() const { return m_batch->size() >= BatchSize; }
    // False once nobody takes batches any more: the run was stopped or has failed.
    bool flush(qint64 bytesDone);

private:
    // Large enough that sorting a batch of events spares the table's pages, small enough for the memory.
    static constexpr std::size_t BatchSize = 150'000;

    BatchQueues &m_queues;
    std::unique_ptr<WriteBatch> m_batch;
    RowTally m_tally;
};

} // namespace perennial
