// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/values/cell.h"
#include "core/import/values/number.h"
#include "core/import/values/timereader.h"

#include <span>
#include <string_view>

namespace perennial {

// What the mapping page proposes for a column of an unknown file.
struct ColumnGuess
{
    ColumnType type = ColumnType::Text;
    NumberStyle numbers; // where type is Number
    TimeStyle times;     // where type is Time
    qint64 filled = 0;   // cells that are not unset
    qint64 odd = 0;      // filled cells that do not read as `type`
};

// From a sample of the column's cells. A type is proposed when at least 95 % of the filled cells read so. Numbers that
// lose by being numbers stay text: leading zeros, guard apostrophes, more than 15 digits, scientific notation.
// Columns of 0 and 1 alone are numbers: only words make a yes/no column.
[[nodiscard]] ColumnGuess guessColumn(std::span<const std::string_view> sample, char delimiter);

} // namespace perennial
