// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sqlite/database.h"

#include <utility>
#include <vector>

namespace perennial {

// All rows of a prepared and bound statement, each made into a T by `read(statement)`.
template <class Read>
[[nodiscard]] auto readRows(Statement &statement, Read read) -> Result<std::vector<decltype(read(statement))>>
{
    std::vector<decltype(read(statement))> rows;
    for (;;) {
        const auto row = statement.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return rows;
        rows.push_back(read(statement));
    }
}

template <class Read, class... Values>
[[nodiscard]] auto queryRows(const Database &database, std::string_view sql, Read read, const Values &...values)
    -> Result<std::vector<decltype(read(std::declval<Statement &>()))>>
{
    auto statement = database.prepare(sql);
    if (!statement)
        return failure(statement.error());
    int parameter = 0;
    (statement->bind(++parameter, values), ...);
    return readRows(*statement, read);
}

} // namespace perennial
