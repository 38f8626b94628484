// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/bulkinsert.h"

#include "core/sqlite/database.h"

namespace perennial {

namespace {

std::string insertOf(const std::string &head, int columns, int rows)
{
    std::string tuple = "(?";
    for (int i = 1; i < columns; ++i)
        tuple += ",?";
    tuple += ')';
    std::string sql = head + " VALUES " + tuple;
    for (int i = 1; i < rows; ++i)
        sql += ',' + tuple;
    return sql;
}

} // namespace

Result<BulkInsert> BulkInsert::prepare(const Database &database, const std::string &head, int columns)
{
    auto many = database.prepare(insertOf(head, columns, Rows));
    if (!many)
        return failure(many.error());
    auto one = database.prepare(insertOf(head, columns, 1));
    if (!one)
        return failure(one.error());
    return BulkInsert(std::move(*many), std::move(*one), columns);
}

} // namespace perennial
