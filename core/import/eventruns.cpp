// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/eventruns.h"

#include <algorithm>
#include <cstring>

namespace perennial {

namespace {

using RecordSize = quint32;

constexpr std::size_t WriteBytes = 1 << 20;
constexpr std::size_t ReadBytes = 256 << 10;

} // namespace

Result<void> EventRuns::add(std::span<const EventRow> sorted)
{
    if (!m_file) {
        auto file = SpillFile::open(m_folder);
        if (!file)
            return failure(file.error());
        m_file.emplace(std::move(*file));
    }
    const qint64 begin = m_file->size();
    std::string bytes;
    for (const EventRow &row : sorted) {
        const std::size_t at = bytes.size();
        bytes.resize(at + sizeof(RecordSize));
        appendRecord(row, bytes);
        const auto size = static_cast<RecordSize>(bytes.size() - at - sizeof(RecordSize));
        std::memcpy(bytes.data() + at, &size, sizeof size);
        if (bytes.size() < WriteBytes)
            continue;
        if (auto written = m_file->append(bytes); !written)
            return written;
        bytes.clear();
    }
    if (auto written = m_file->append(bytes); !written)
        return written;
    m_runs.push_back({begin, m_file->size()});
    return {};
}

Result<void> EventRuns::next(std::size_t most, EventPart &part)
{
    if (!m_isReading) {
        if (auto begun = beginReading(); !begun)
            return begun;
    }
    part.rows.reserve(most);
    while (part.rows.size() < most && !m_heap.empty()) {
        std::ranges::pop_heap(m_heap, comesLater);
        Reader &reader = *m_heap.back();
        EventRow &row = part.rows.emplace_back(reader.row());
        row.orderText = part.texts.keep(row.orderText);
        row.currency = part.texts.keep(row.currency);
        const auto more = reader.advance();
        if (!more)
            return failure(more.error());
        if (*more)
            std::ranges::push_heap(m_heap, comesLater);
        else
            m_heap.pop_back();
    }
    return {};
}

Result<void> EventRuns::beginReading()
{
    m_isReading = true;
    for (const Run &run : m_runs) {
        Reader &reader = m_readers.emplace_back(*m_file, run.begin, run.end, m_readers.size());
        const auto more = reader.advance();
        if (!more)
            return failure(more.error());
        if (*more)
            m_heap.push_back(&reader);
    }
    std::ranges::make_heap(m_heap, comesLater);
    return {};
}

bool EventRuns::Reader::precedes(const Reader &other) const
{
    return comesBefore(m_row, other.m_row) || (m_number < other.m_number && !comesBefore(other.m_row, m_row));
}

Result<bool> EventRuns::Reader::advance()
{
    if (buffered() == 0 && m_offset == m_end)
        return false;
    if (auto filled = fill(sizeof(RecordSize)); !filled)
        return failure(filled.error());
    RecordSize size = 0;
    std::memcpy(&size, m_buffer.data() + m_at, sizeof size);
    m_at += sizeof size;
    if (auto filled = fill(size); !filled)
        return failure(filled.error());
    m_row = eventFromRecord({m_buffer.data() + m_at, size});
    m_at += size;
    return true;
}

Result<void> EventRuns::Reader::fill(std::size_t wanted)
{
    if (buffered() >= wanted)
        return {};
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_at));
    m_at = 0;
    const std::size_t kept = m_buffer.size();
    const auto rest = static_cast<std::size_t>(m_end - m_offset);
    const std::size_t taken = std::min(rest, std::max(wanted, ReadBytes));
    m_buffer.resize(kept + taken);
    const auto read = m_file.read(m_offset, std::span(m_buffer).subspan(kept));
    m_offset += static_cast<qint64>(taken);
    return read;
}

} // namespace perennial
