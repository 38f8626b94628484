// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/pagewalk.h"

#include "core/sqlite/database.h"

#include <string>
#include <vector>

namespace perennial {

namespace {

// A plain count(*) goes through the tree that is cheapest, unless that is forbidden; with a second column it goes
// through the index that is named. A partial index only counts under its own condition.
constexpr auto Counts = R"(
SELECT CASE type WHEN 'table' THEN 'SELECT count(*) FROM "' || name || '" NOT INDEXED'
                 ELSE 'SELECT count(*), 0 FROM "' || tbl_name || '" INDEXED BY "' || name || '"' END ||
       CASE WHEN type = 'index' AND instr(sql, ' WHERE ') > 0 THEN substr(sql, instr(sql, ' WHERE ')) ELSE '' END
FROM sqlite_schema WHERE type IN ('table', 'index') AND rootpage > 0)";

} // namespace

Result<void> walkPages(const Database &database)
{
    auto schema = database.prepare(Counts);
    if (!schema)
        return failure(schema.error());
    std::vector<std::string> counts;
    const auto read = forEachRow(*schema, [&](const Statement &row) { counts.emplace_back(row.bytes(0)); });
    if (!read)
        return read;
    for (const std::string &count : counts) {
        if (const auto counted = database.integer(count); !counted)
            return failure(counted.error());
    }
    return {};
}

} // namespace perennial
