// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sqlite/database.h"
#include "core/sqlite/transaction.h"

namespace perennial {

// One statement that yields no rows, within a transaction of the caller. `bind` is handed the statement.
template <class Bind>
[[nodiscard]] Result<void> runStatement(const Database &database, std::string_view sql, Bind bind)
{
    auto statement = database.prepare(sql);
    if (!statement)
        return failure(statement.error());
    bind(*statement);
    return statement->run();
}

// The same as a transaction of its own.
template <class Bind>
[[nodiscard]] Result<void> runAlone(Database &database, std::string_view sql, Bind bind)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return failure(transaction.error());
    const auto done = runStatement(database, sql, bind);
    return done ? transaction->commit() : done;
}

} // namespace perennial
