// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace perennial {

// How a CSV file is written. The quote is always `"`; record ends are LF, CRLF or CR, mixed as they come.
struct CsvDialect
{
    char delimiter = ',';
    bool backslashEscapes = false; // \" stands for a quote, instead of ""
    bool hasSepLine = false;       // the first line is "sep=X" and no record
    size_t commonCells = 0;        // the number of cells most records of the sample have; 0 when unknown

    friend bool operator==(const CsvDialect &, const CsvDialect &) = default;
};

// Finds the dialect from the start of a text. `isWhole` says that nothing follows the sample.
[[nodiscard]] CsvDialect detectDialect(std::string_view sample, bool isWhole = true);

} // namespace perennial
