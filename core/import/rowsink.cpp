// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/rowsink.h"

namespace perennial {

namespace {

std::unique_ptr<WriteBatch> emptyBatch(BatchQueues &queues)
{
    if (auto used = queues.empty.tryPop())
        return std::move(*used);
    return std::make_unique<WriteBatch>();
}

// At most `bytes` of `text`, not ending inside a letter.
std::string_view cut(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80)
        --bytes;
    return text.substr(0, bytes);
}

} // namespace

RowSink::RowSink(BatchQueues &queues)
    : m_queues(queues)
    , m_batch(emptyBatch(queues))
{
}

void RowSink::reject(qint64 row, qint64 line, std::string_view text, const QString &column, const QString &reason)
{
    if (++m_tally.rejected > MostStoredRejects)
        return;
    TextArena &texts = m_batch->texts;
    m_batch->rejects.push_back({row, line, texts.keep(column.toStdString()), texts.keep(reason.toStdString()),
                                texts.keep(cut(text, MostRejectText))});
}

bool RowSink::flush(qint64 bytesDone)
{
    m_batch->bytesDone = bytesDone;
    m_batch->rowsRead = m_tally.read;
    m_batch->rowsRejected = m_tally.rejected;
    const bool isTaken = m_queues.full.push(std::move(m_batch));
    m_batch = emptyBatch(m_queues);
    return isTaken;
}

} // namespace perennial
