// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/import/bulkinsert.h"
#include "core/import/eventwriter.h"
#include "core/sqlite/statement.h"

#include <optional>
#include <span>
#include <vector>

namespace perennial {

class Database;

// Puts batches into the store, in the transaction of its caller. Knows the tables, decides nothing.
class ImportWriter
{
public:
    // Who is written of is noted in `changed`.
    ImportWriter(Database &database, ImportId import, Instant now, std::size_t mostHeldEvents, ChangedPeople &changed);

    // Sorts what is in the batch.
    [[nodiscard]] Result<void> write(WriteBatch &batch);
    // After the last batch: writes the events that waited for it. `step` is what is reported, its numbers are set here.
    [[nodiscard]] Result<void> finish(const Progress &progress, const ProgressStep &step);

    [[nodiscard]] qint64 newEvents() const { return m_events.newEvents(); }
    // Rows of any table, rejects aside.
    [[nodiscard]] qint64 changes() const { return m_changes + newEvents(); }

private:
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> writeNames(std::span<const NameRow> rows);
    [[nodiscard]] Result<void> writeProfiles(const WriteBatch &batch);
    [[nodiscard]] Result<void> writeIdentifiers(std::span<IdentifierRow> rows);
    [[nodiscard]] Result<void> writeMerges(std::span<const MergeRow> rows);
    [[nodiscard]] Result<void> writeProperties(std::span<const PropertyRow> rows);
    [[nodiscard]] Result<void> writeConsents(std::span<const ConsentWrite> rows);
    [[nodiscard]] Result<void> writeSuppressions(std::span<const SuppressionWrite> rows);
    [[nodiscard]] Result<void> writeOrders(std::span<const OrderRow> rows);
    [[nodiscard]] Result<void> writeOrder(const OrderRow &row);
    [[nodiscard]] Result<void> writeOrderLines(const OrderRow &row);
    [[nodiscard]] Result<void> clearOrder(const OrderRow &row);
    [[nodiscard]] Result<void> writeRejects(std::span<const RejectRow> rows);

    void notePeople(const WriteBatch &batch);

    enum class Sql : int;
    enum class Bulk : int;
    [[nodiscard]] Statement &statement(Sql sql) { return m_statements[static_cast<std::size_t>(sql)]; }
    [[nodiscard]] BulkInsert &bulk(Bulk bulk) { return m_bulks[static_cast<std::size_t>(bulk)]; }

    Database &m_database;
    qint64 m_import;
    qint64 m_now;
    ChangedPeople &m_changed;
    std::vector<Statement> m_statements;
    std::vector<BulkInsert> m_bulks;
    EventWriter m_events;
    qint64 m_changes = 0;
};

} // namespace perennial
