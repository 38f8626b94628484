// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/orderbook.h"

#include "core/sqlite/database.h"

namespace perennial {

Result<void> OrderBook::begin(const Database &database, std::string_view source)
{
    m_orders.clear();
    const auto last = database.integer("SELECT max(id) FROM orders");
    if (!last)
        return failure(last.error());
    m_last = *last;
    auto statement = database.prepare(
        "SELECT CAST(key AS TEXT), id, content_hash, coalesce(profile_id, 0) FROM orders WHERE source = ?1");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, source);
    return forEachRow(*statement, [&](const Statement &row) {
        m_orders.emplace(row.bytes(0), Known{row.integer(1), row.integer(2), row.integer(3), false});
    });
}

OrderBook::Known &OrderBook::order(std::string_view key)
{
    const auto [entry, isNew] = m_orders.try_emplace(std::string(key));
    if (isNew)
        entry->second = {++m_last, 0, 0, true};
    return entry->second;
}

} // namespace perennial
