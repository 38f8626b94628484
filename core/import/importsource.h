// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/columnstyles.h"
#include "core/import/csvfile.h"
#include "core/import/importformat.h"
#include "core/import/importrun.h"

namespace perennial {

// What is known of a file before its rows are imported: how it is written, what it is, how its columns are read.
struct PreparedFile
{
    ImportFile file;
    const ImportFormat *format = nullptr; // null where a mapping says all
    Recognition recognition;
    FieldMapping mapping;
    CsvHeader header;
    CsvDialect dialect;
    TextEncoding encoding = TextEncoding::Utf8;
    FileSample sample;
    std::vector<BoundColumn> columns;
    QString currency;
    bool needsMapping = false; // unknown, the mapping is only a proposal
    bool hasOpenDates = false; // dates that do not tell day-month from month-day, whatever was chosen for them
    QStringList guessedDates;  // columns whose day-month order was taken from the store's region
    qint64 bytes = 0;
};

struct PrepareOptions
{
    StoreSettings settings;
    QString zone;
    std::optional<DateOrder> dateOrder;
};

// Opens a file at its first row of data, its header found the same way every time.
[[nodiscard]] Result<CsvFile> openForImport(const ImportFile &file);

// Reads the beginning of the file and takes the decisions that are taken once for it.
[[nodiscard]] Result<PreparedFile> prepareFile(const ImportFile &file, const PrepareOptions &options);
// Why a prepared file cannot be imported; nothing when it can.
[[nodiscard]] std::optional<Error> refusalOf(const PreparedFile &file);

// Month first in the United States, day first elsewhere: by currency and zone.
[[nodiscard]] DateOrder likelyDateOrder(const StoreSettings &settings);

} // namespace perennial
