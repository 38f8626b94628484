// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/activitylog.h"

#include "core/store/rows.h"
#include "core/store/store.h"

namespace perennial {

namespace {

// The first column is the ActivityKind's number.
constexpr std::string_view ActivityQuery = R"sql(
    SELECT 0 AS kind, id, finished_at AS at, path, format, path, read, stored, rejected FROM imports
    UNION ALL
    SELECT 1, id, at, segment_name, layout, path, rows, rows, 0 FROM exports
    UNION ALL
    SELECT 2, id, at, action, detail, '', 0, 0, 0 FROM audit_log
    UNION ALL
    SELECT 3, id, coalesce(finished_at, started_at), json_extract(destination, '$.name'), state, reason, sent, sent,
        failed FROM push_runs
    ORDER BY at DESC, kind, id DESC LIMIT ?1)sql";

ActivityRecord readRecord(const Statement &row)
{
    return {.kind = static_cast<ActivityKind>(row.integer(0)),
            .id = row.integer(1),
            .at = {row.integer(2)},
            .name = row.text(3),
            .note = row.text(4),
            .path = row.text(5),
            .rows = row.integer(6),
            .stored = row.integer(7),
            .rejected = row.integer(8)};
}

} // namespace

Result<std::vector<ActivityRecord>> listActivity(const Store &store, int limit)
{
    return queryRows(store.database(), ActivityQuery, readRecord, limit);
}

} // namespace perennial
