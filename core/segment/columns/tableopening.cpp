// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columncache.h"
#include "core/segment/columns/snapshot.h"
#include "core/segment/columns/tablebuilder.h"
#include "core/segment/columns/tablerefresh.h"

namespace perennial {

namespace {

using TablePointer = std::shared_ptr<const ProfileTable>;

// From what was kept: as it is, or with what changed since. Nothing where that cannot be.
Result<std::optional<TableColumns>> keptColumns(const QString &storePath, const ColumnCache &cache,
                                                const Progress &progress)
{
    const auto snapshot = Snapshot::open(storePath);
    if (!snapshot)
        return failure(snapshot.error());
    const auto &[store, mark] = *snapshot;
    auto found = mark.revision.stamp == 0 ? std::nullopt : cache.find(mark.storeId);
    if (!found)
        return std::nullopt;
    found->columns.storePath = storePath;
    found->columns.homeZone = store.homeZone();
    if (found->columns.mark == mark)
        return std::optional(std::move(found->columns));
    auto refreshed = refreshColumns(store, *found, progress);
    if (refreshed && *refreshed)
        cache.keep(**refreshed);
    return refreshed;
}

} // namespace

Result<TablePointer> ProfileTable::open(const QString &storePath, const Progress &progress)
{
    return open(storePath, ColumnCache(), progress);
}

Result<TablePointer> ProfileTable::open(const QString &storePath, const ColumnCache &cache, const Progress &progress)
{
    auto kept = keptColumns(storePath, cache, progress);
    // Written to while it was read: building waits for that.
    if (!kept && kept.error().kind != ErrorKind::Refused)
        return failure(kept.error());
    if (kept && *kept)
        return std::make_shared<const ProfileTable>(std::move(**kept));
    auto table = build(storePath, progress);
    if (table)
        cache.keep((*table)->columns());
    return table;
}

Result<TablePointer> ProfileTable::build(const QString &storePath, const Progress &progress)
{
    constexpr int attempts = 3;
    for (int attempt = 1;; ++attempt) {
        auto columns = TableBuilder(storePath, progress).run();
        if (columns)
            return std::make_shared<const ProfileTable>(std::move(*columns));
        if (columns.error().kind != ErrorKind::Refused || attempt == attempts)
            return failure(columns.error());
    }
}

} // namespace perennial
