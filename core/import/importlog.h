// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/import/fieldmapping.h"

#include <QStringList>

#include <vector>

namespace perennial {

class Database;

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
    QStringList warnings;
};

// A row that was not stored.
struct ImportReject
{
    QString file;
    qint64 row = 0;  // the data row, from 1
    qint64 line = 0; // where it begins in the file, from 1
    QString column;  // empty when no single column is to blame
    QString reason;
    QString text; // of the row, at most 2 kB
};

// All imports, newest first.
[[nodiscard]] Result<std::vector<ImportRecord>> listImports(const Database &database);
// Of one import, or of all files of the newest run when `import` is invalid; file by file, in their order.
[[nodiscard]] Result<std::vector<ImportReject>> listRejects(const Database &database, ImportId import,
                                                            qint64 limit = -1);

struct ImportPreset
{
    QString name;
    FieldMapping mapping;
};
[[nodiscard]] Result<std::vector<ImportPreset>> listPresets(const Database &database);
// Replaces the preset of that name.
[[nodiscard]] Result<void> savePreset(Database &database, const ImportPreset &preset, Instant at);
[[nodiscard]] Result<void> deletePreset(Database &database, const QString &name);

} // namespace perennial
