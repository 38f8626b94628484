// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/columnfile.h"
#include "core/segment/columns/profiletable.h"

#include <optional>

namespace perennial {

// Columns of stores that were built before, in one file a store: STOREID.columns. Holds what people did, so that the
// folder has mode 0700 and the files 0600. Safe to delete at any time, also while in use.
class ColumnCache
{
public:
    // The least recently used files go when all together are larger.
    static constexpr qint64 MostBytes = qint64(4) << 30;

    // PERENNIAL_CACHE_DIR; where it is not set, perennial/columns in the user's folder for caches.
    [[nodiscard]] static QString defaultFolder();
    // An empty folder: no cache.
    explicit ColumnCache(QString folder = defaultFolder(), qint64 mostBytes = MostBytes);

    struct Found
    {
        TableColumns columns;
        std::shared_ptr<const ColumnFile> file;
    };
    // Of whatever revision, and of whatever copy of the store: the caller compares marks. Nothing where there is no
    // file, or one that cannot be believed.
    [[nodiscard]] std::optional<Found> find(const QString &storeId) const;
    // Replaces what was kept of the store. What goes wrong is logged and no more.
    void keep(const TableColumns &columns) const;

private:
    // Empty where nothing is kept.
    [[nodiscard]] QString pathOf(const QString &storeId) const;
    void makeRoom(const QString &newest) const;

    QString m_folder;
    qint64 m_mostBytes;
};

} // namespace perennial
