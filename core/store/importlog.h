// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <QString>

#include <optional>
#include <vector>

namespace perennial {

class Store;

// One imported file as the store remembers it.
struct ImportRecord
{
    ImportId id;
    QString path;
    QString format;
    Instant at;
    qint64 read = 0;
    qint64 stored = 0;
    qint64 unchanged = 0;
    qint64 rejected = 0;
    double seconds = 0;
    QStringList warnings;
};

// A row that was set aside. `row` counts data rows from 1, `line` physical lines of the file.
struct RejectRecord
{
    ImportId import;
    QString file;
    qint64 row = 0;
    qint64 line = 0;
    QString column;
    QString reason;
    QString text;
};

// Newest first.
[[nodiscard]] Result<std::vector<ImportRecord>> listImports(const Store &store);
[[nodiscard]] Result<std::vector<RejectRecord>> listRejects(const Store &store, std::optional<ImportId> import, int limit = 100'000);

} // namespace perennial
