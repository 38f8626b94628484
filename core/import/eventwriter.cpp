// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/eventwriter.h"

#include "core/base/boundedqueue.h"
#include "core/sqlite/database.h"

#include <QFileInfo>

#include <algorithm>
#include <future>
#include <memory>

namespace perennial {

namespace {

constexpr std::size_t PartRows = 512 * BulkInsert::Rows;

using Place = std::pair<qint64, quint32>; // a person and where in the file's order the event stands

// By person first, on small pairs, then the few events of each: moving whole events about costs four times as much.
void sortForTable(std::vector<EventRow> &rows)
{
    if (std::ranges::is_sorted(rows, comesBefore))
        return;
    std::vector<Place> places;
    places.reserve(rows.size());
    for (const EventRow &row : rows)
        places.emplace_back(row.profile, static_cast<quint32>(places.size()));
    std::ranges::sort(places);
    std::vector<EventRow> sorted;
    sorted.reserve(rows.size());
    for (const auto &[person, place] : places)
        sorted.push_back(rows[place]);
    for (auto first = sorted.begin(); first != sorted.end();) {
        const auto last =
            std::find_if(first, sorted.end(), [&](const EventRow &row) { return row.profile != first->profile; });
        if (!std::is_sorted(first, last, comesBefore))
            std::stable_sort(first, last, comesBefore);
        first = last;
    }
    rows.swap(sorted);
}

// Hands parts of the merged runs to the thread that writes them, until all are handed over or nobody takes them.
Result<void> mergeInto(BoundedQueue<std::unique_ptr<EventPart>> &parts, EventRuns &runs)
{
    const QueueCloser closer(parts);
    for (;;) {
        auto part = std::make_unique<EventPart>();
        if (auto merged = runs.next(PartRows, *part); !merged)
            return merged;
        if (part->rows.empty() || !parts.push(std::move(part)))
            return {};
    }
}

} // namespace

EventWriter::EventWriter(Database &database, ImportId import, std::size_t mostHeld, ChangedPeople &changed)
    : m_database(database)
    , m_import(import.value)
    , m_mostHeld(mostHeld)
    , m_changed(changed)
    , m_runs(QFileInfo(database.path()).absolutePath())
{
}

Result<void> EventWriter::take(std::vector<EventRow> &rows)
{
    if (rows.empty())
        return {};
    if (!continuesTable(rows))
        return hold(rows);
    sortForTable(rows);
    m_last = rows.back();
    return write(rows);
}

// Person by person, and behind what was written last.
bool EventWriter::continuesTable(std::span<const EventRow> rows) const
{
    return m_waiting == 0 && std::ranges::is_sorted(rows, {}, &EventRow::profile) &&
           (!m_last || rows.front().profile >= m_last->profile);
}

Result<void> EventWriter::hold(std::span<const EventRow> rows)
{
    for (EventRow row : rows) {
        row.orderText = m_texts.keep(row.orderText);
        row.currency = m_texts.keep(row.currency);
        m_held.push_back(row);
        ++m_waiting;
        if (m_held.size() < m_mostHeld)
            continue;
        if (auto spilt = spill(); !spilt)
            return spilt;
    }
    return {};
}

Result<void> EventWriter::spill()
{
    sortForTable(m_held);
    auto added = m_runs.add(m_held);
    m_held.clear();
    m_texts.clear();
    return added;
}

Result<void> EventWriter::finish(const Progress &progress, ProgressStep step)
{
    step.done = 0;
    step.total = m_waiting;
    return m_runs.isEmpty() ? writeHeld(progress, step) : writeRuns(progress, step);
}

Result<void> EventWriter::writeHeld(const Progress &progress, ProgressStep &step)
{
    sortForTable(m_held);
    for (std::span<const EventRow> rest(m_held); !rest.empty();) {
        const auto part = rest.first(std::min(rest.size(), PartRows));
        if (auto written = writePart(part, progress, step); !written)
            return written;
        rest = rest.subspan(part.size());
    }
    return {};
}

Result<void> EventWriter::writeRuns(const Progress &progress, ProgressStep &step)
{
    if (auto spilt = m_held.empty() ? Result<void>() : spill(); !spilt)
        return spilt;
    m_held = {};
    m_texts = {};
    constexpr std::size_t PartsUnderWay = 4;
    BoundedQueue<std::unique_ptr<EventPart>> parts(PartsUnderWay);
    auto merging = std::async(std::launch::async, [&] { return mergeInto(parts, m_runs); });
    {
        const QueueCloser closer(parts);
        while (const auto part = parts.pop()) {
            if (auto written = writePart((*part)->rows, progress, step); !written)
                return written;
        }
    }
    return merging.get();
}

Result<void> EventWriter::writePart(std::span<const EventRow> rows, const Progress &progress, ProgressStep &step)
{
    if (progress.stopRequested())
        return stopped();
    if (auto written = write(rows); !written)
        return written;
    step.done += static_cast<qint64>(rows.size());
    step.rows = step.done;
    progress.report(step);
    return {};
}

Result<void> EventWriter::write(std::span<const EventRow> rows)
{
    if (!m_insert) {
        auto prepared = BulkInsert::prepare(m_database,
                                            "INSERT OR IGNORE INTO events(profile_id, at, metric_id, key, value, "
                                            "currency, order_key, details_id, import_id)",
                                            9);
        if (!prepared)
            return failure(prepared.error());
        m_insert.emplace(std::move(*prepared));
    }
    const auto bind = [this](Statement &insert, int at, const EventRow &row) {
        insert.bind(at, row.profile).bind(at + 1, row.at).bind(at + 2, static_cast<qint64>(row.metric));
        insert.bind(at + 3, row.key);
        insert.bind(at + 4, row.hasValue ? std::optional(row.value) : std::nullopt);
        bindText(insert, at + 5, row.currency);
        if (row.hasOrderNumber)
            insert.bind(at + 6, row.orderNumber);
        else
            bindText(insert, at + 6, row.orderText);
        insert.bind(at + 7, row.details ? std::optional<qint64>(row.details) : std::nullopt).bind(at + 8, m_import);
    };
    return m_insert->run(rows, bind, [this](std::span<const EventRow> written) {
        const qint64 added = m_database.changes();
        m_newEvents += added;
        for (const EventRow &row : added > 0 ? written : std::span<const EventRow>())
            m_changed.note(row.profile);
    });
}

} // namespace perennial
