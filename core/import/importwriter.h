// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/import/bulkinsert.h"
#include "core/import/writebatch.h"
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
    ImportWriter(Database &database, ImportId import, Instant now);

    // Sorts the batch's events first: rows that arrive in the order of their table are appended.
    [[nodiscard]] Result<void> write(WriteBatch &batch);
    // After the last batch.
    [[nodiscard]] Result<void> finish();

    [[nodiscard]] qint64 newEvents() const { return m_newEvents; }
    // Rows of any table, rejects aside.
    [[nodiscard]] qint64 changes() const { return m_changes; }

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
    [[nodiscard]] Result<void> takeEvents(std::span<const EventRow> rows);
    [[nodiscard]] bool continuesTable(std::span<const EventRow> rows) const;
    [[nodiscard]] Result<void> writeHeldEvents();
    [[nodiscard]] Result<void> writeEvents(std::span<const EventRow> rows);
    [[nodiscard]] Result<void> writeRejects(std::span<const RejectRow> rows);

    enum class Sql : int;
    enum class Bulk : int;
    [[nodiscard]] Statement &statement(Sql sql) { return m_statements[static_cast<std::size_t>(sql)]; }
    [[nodiscard]] BulkInsert &bulk(Bulk bulk) { return m_bulks[static_cast<std::size_t>(bulk)]; }

    Database &m_database;
    qint64 m_import;
    qint64 m_now;
    std::vector<Statement> m_statements;
    std::vector<BulkInsert> m_bulks;
    // Events of a file that is not sorted by person: gathered, so that each pass over their table adds many rows a
    // page.
    std::vector<EventRow> m_held;
    TextArena m_heldTexts;
    std::optional<EventRow> m_lastEvent;
    qint64 m_newEvents = 0;
    qint64 m_changes = 0;
};

} // namespace perennial
