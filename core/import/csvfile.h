// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/csvheader.h"
#include "core/import/csvreader.h"

namespace perennial {

// A CSV file ready to be read: dialect and header are known, and the reader stands before the first row of data.
struct CsvFile
{
    CsvReader reader;
    CsvHeader header;
};

// Opens a file and learns its dialect and header from its start; `score` knows the layouts.
[[nodiscard]] Result<CsvFile> openCsvFile(const QString &path, const HeaderScore &score = {});
[[nodiscard]] Result<CsvFile> openCsvFile(TextSource source, const HeaderScore &score = {});

} // namespace perennial
