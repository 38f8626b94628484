// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/transaction.h"

#include "core/sqlite/database.h"

#include <utility>

namespace perennial {

Result<Transaction> Transaction::begin(Database &database)
{
    if (const auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return failure(begun.error());
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    // A failed rollback leaves nothing to do: SQLite has rolled back already, or does so at the next opening.
    if (m_database)
        std::ignore = m_database->execute("ROLLBACK");
}

Result<void> Transaction::commit()
{
    if (const auto committed = m_database->execute("COMMIT"); !committed)
        return committed;
    m_database = nullptr;
    return {};
}

} // namespace perennial
