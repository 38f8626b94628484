// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/csvwriter.h"
#include "core/audience/fieldvalue.h"
#include "core/audience/layout.h"

#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace perennial {

// Where the bytes of a file go, in order.
using ByteSink = std::function<Result<void>(std::string_view)>;

// Writes a table in one format, row by row, in memory that does not grow with the rows.
class TableWriter
{
public:
    virtual ~TableWriter() = default;

    [[nodiscard]] virtual Result<void> begin() = 0;
    // One value a column.
    [[nodiscard]] virtual Result<void> addRow(std::span<const FieldValue> values) = 0;
    [[nodiscard]] virtual Result<void> finish() = 0;

    // Cells that begin like a formula, in a format whose reader might run them.
    [[nodiscard]] virtual qint64 formulaCells() const { return 0; }
};

// `layout` must live as long. CSV: RFC 4180, UTF-8 without a mark. XLSX: typed cells, times in UTC, texts never
// formulas (ECMA-376), 1,048,575 rows at most. JSON: an array of objects; NDJSON: an object a line; both by the
// headers.
[[nodiscard]] std::unique_ptr<TableWriter> makeTableWriter(FileFormat format, const ExportLayout &layout,
                                                           CsvSafety safety, ByteSink sink);

} // namespace perennial
