// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/import/bulkinsert.h"
#include "core/import/changedpeople.h"
#include "core/import/eventruns.h"

namespace perennial {

// Puts events into their table in its order, so that they are appended and no page is touched twice: those that come
// person by person at once, all others at the end, sorted until then in memory and beyond that on the disk.
class EventWriter
{
public:
    // `mostHeld`: how many events wait in memory.
    EventWriter(Database &database, ImportId import, std::size_t mostHeld, ChangedPeople &changed);

    // Sorts `rows`. Of events that are the same to the table the first one counts.
    [[nodiscard]] Result<void> take(std::vector<EventRow> &rows);
    // After the last events: writes those that wait. `step` is what is reported, its numbers are set here.
    [[nodiscard]] Result<void> finish(const Progress &progress, ProgressStep step);

    [[nodiscard]] qint64 newEvents() const { return m_newEvents; }

private:
    [[nodiscard]] bool continuesTable(std::span<const EventRow> rows) const;
    [[nodiscard]] Result<void> hold(std::span<const EventRow> rows);
    [[nodiscard]] Result<void> spill();
    [[nodiscard]] Result<void> writeHeld(const Progress &progress, ProgressStep &step);
    [[nodiscard]] Result<void> writeRuns(const Progress &progress, ProgressStep &step);
    [[nodiscard]] Result<void> writePart(std::span<const EventRow> rows, const Progress &progress, ProgressStep &step);
    [[nodiscard]] Result<void> write(std::span<const EventRow> rows);

    Database &m_database;
    qint64 m_import;
    std::size_t m_mostHeld;
    ChangedPeople &m_changed;
    std::optional<BulkInsert> m_insert;
    std::optional<EventRow> m_last; // written; its texts are gone
    std::vector<EventRow> m_held;
    TextArena m_texts; // of m_held
    EventRuns m_runs;
    qint64 m_waiting = 0;
    qint64 m_newEvents = 0;
};

} // namespace perennial
