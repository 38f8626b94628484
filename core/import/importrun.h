// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/progress.h"
#include "core/import/fieldmapping.h"
#include "core/store/store.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace perennial {

// A file to import and what is already decided about it.
struct ImportFile
{
    QString path;
    QString format;                      // a format's id; recognised from the content where it is empty
    std::optional<FieldMapping> mapping; // wins over the format's recipe
    QString recordedPath = {};           // what the store's list of imports says, where that is not `path`
};

struct ImportOptions
{
    std::vector<ImportFile> files;
    QString zone;                       // for times without an offset; the store's home zone where it is empty
    std::optional<DateOrder> dateOrder; // the answer to ImportPreview::needsChoice
    bool dryRun = false;                // everything but the commit
    std::optional<Instant> now;         // for tests
    // Of a file that does not come person by person: more of them wait on the disk to be sorted.
    std::size_t mostHeldEvents = 1'000'000;
};

// What became of one file. Always read == stored + unchanged + rejected.
struct FileReport
{
    QString path;
    QString format;
    ImportId importId; // invalid after a dry run
    qint64 read = 0;
    qint64 stored = 0;
    qint64 unchanged = 0;
    qint64 rejected = 0;
    double seconds = 0;
    qint64 warned = 0;    // values and rows that were kept but deserved a warning
    QStringList warnings; // plain sentences with counts
    QStringList notes;    // what was decided: the encoding, columns kept as properties, columns left out
    QString needsChoice;  // "date order" when it was taken from the store's region
};

// What became of a run: all of its files, or none of them.
struct ImportReport
{
    std::vector<FileReport> files;
    qint64 profiles = 0; // in the store afterwards
    qint64 events = 0;
    qint64 orders = 0;
    double seconds = 0;

    [[nodiscard]] qint64 rejected() const;
};

// Imports the files in one transaction: after an error, a stop or a crash the store is as it was before. A second
// thread reads while this one writes; progress is reported on the caller's.
[[nodiscard]] Result<ImportReport> runImport(Store &store, const ImportOptions &options, const Progress &progress = {});

} // namespace perennial
