// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/eventrecord.h"
#include "core/import/spillfile.h"

#include <QString>

#include <deque>
#include <optional>
#include <vector>

namespace perennial {

struct EventPart
{
    std::vector<EventRow> rows;
    TextArena texts; // of the rows
};

// More events than memory should hold, sorted: runs that are sorted each go to the disk and come back as one.
class EventRuns
{
public:
    // The runs are written into a nameless file of this folder, made when the first one comes.
    explicit EventRuns(QString folder)
        : m_folder(std::move(folder))
    {
    }

    [[nodiscard]] bool isEmpty() const { return m_runs.empty(); }
    [[nodiscard]] Result<void> add(std::span<const EventRow> sorted);

    // After the last run. Appends at most `most` events in the order of their table, of equal ones that of the earlier
    // run first; none at the end.
    [[nodiscard]] Result<void> next(std::size_t most, EventPart &part);

private:
    // Reads one run from its beginning to its end.
    class Reader
    {
    public:
        Reader(const SpillFile &file, qint64 begin, qint64 end, std::size_t number)
            : m_file(file)
            , m_offset(begin)
            , m_end(end)
            , m_number(number)
        {
        }

        // False at the end of the run.
        [[nodiscard]] Result<bool> advance();
        // Its texts hold until the next advance().
        [[nodiscard]] const EventRow &row() const { return m_row; }
        [[nodiscard]] bool precedes(const Reader &other) const;

    private:
        [[nodiscard]] Result<void> fill(std::size_t wanted);
        [[nodiscard]] std::size_t buffered() const { return m_buffer.size() - m_at; }

        const SpillFile &m_file;
        qint64 m_offset; // in the file, of what is not in the buffer yet
        qint64 m_end;
        std::size_t m_number;
        std::vector<char> m_buffer;
        std::size_t m_at = 0;
        EventRow m_row{};
    };

    struct Run
    {
        qint64 begin;
        qint64 end;
    };

    [[nodiscard]] static bool comesLater(const Reader *a, const Reader *b) { return b->precedes(*a); }
    [[nodiscard]] Result<void> beginReading();

    QString m_folder;
    std::optional<SpillFile> m_file;
    std::vector<Run> m_runs;
    std::deque<Reader> m_readers;
    std::vector<Reader *> m_heap; // readers that are not done; the one with the next event is in front
    bool m_isReading = false;
};

} // namespace perennial
