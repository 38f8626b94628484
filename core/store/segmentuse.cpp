// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segmentuse.h"

#include "core/store/rows.h"
#include "core/store/store.h"

namespace perennial {

namespace {

struct Use
{
    SegmentId segment;
    SegmentUse use;
};

// The latest last, and of those at one moment the one that tells most. An export names its segment: one from before
// there was such a segment is of another one that had the name.
constexpr auto Uses = R"sql(
    SELECT s.id AS segment, e.at AS at, 0 AS kind, e.layout AS what
        FROM exports e JOIN segments s ON s.name = e.segment_name AND e.at >= s.created_at
    UNION ALL SELECT segment_id, created_at, 1, name FROM lists WHERE segment_id IS NOT NULL
    UNION ALL SELECT id, last_used, 2, '' FROM segments WHERE last_used IS NOT NULL
    ORDER BY at, kind DESC)sql";

constexpr std::string_view Note = "UPDATE segments SET last_used = max(coalesce(last_used, 0), ?2) WHERE ";

template <class Key>
Result<void> note(Database &database, std::string_view whose, const Key &key, Instant at)
{
    auto update = database.prepare(std::string(Note) + std::string(whose));
    if (!update)
        return failure(update.error());
    return update->bind(1, key).bind(2, at.ms).run();
}

} // namespace

Result<std::map<SegmentId, SegmentUse>> lastUses(const Store &store)
{
    const auto rows = queryRows(store.database(), Uses, [](const Statement &row) {
        return Use{{row.integer(0)}, {{row.integer(1)}, static_cast<UseKind>(row.integer(2)), row.text(3)}};
    });
    if (!rows)
        return failure(rows.error());
    std::map<SegmentId, SegmentUse> last;
    for (const Use &use : *rows)
        last[use.segment] = use.use;
    return last;
}

Result<void> noteUse(Database &database, SegmentId segment, Instant at)
{
    return note(database, "id = ?1", segment.value, at);
}

Result<void> noteUse(Database &database, const QString &name, Instant at)
{
    return note(database, "name = ?1 AND deleted_at IS NULL", name, at);
}

} // namespace perennial
