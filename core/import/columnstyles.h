// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/platformid.h"
#include "core/import/csvheader.h"
#include "core/import/fieldmapping.h"
#include "core/import/values/number.h"
#include "core/import/values/timereader.h"

#include <optional>
#include <string>
#include <vector>

namespace perennial {

// One column of a file, bound: what it becomes and how its cells are read.
struct BoundColumn
{
    ColumnMapping mapping;
    NumberStyle numbers;
    PlatformIdStyle ids;
    TimeStyle dates;
    std::optional<TimeReader> times; // where the column holds times
    bool isAlwaysGuarded = false;    // the exporter puts an apostrophe before every value, also before letters
};

// The first rows of a file, for decisions that are taken once per column.
struct FileSample
{
    std::vector<QStringList> rows;
    char delimiter = ',';
    bool isWhole = false; // nothing follows

    [[nodiscard]] std::vector<std::string> column(qsizetype index) const;
};

struct StyleChoices
{
    QTimeZone zone;
    std::optional<DateOrder> dateOrder; // asked for
    DateOrder likelyOrder;              // where nobody was asked: the store's region
};

[[nodiscard]] bool holdsTimes(const ColumnMapping &column);
// A cell without its guard apostrophe.
[[nodiscard]] std::string_view unguarded(std::string_view cell, const BoundColumn &column);

// `mapping` bound to the columns of a file. Columns it does not name are taken as `mapping`'s kind takes unknown ones.
[[nodiscard]] std::vector<BoundColumn> bindColumns(const FieldMapping &mapping, const CsvHeader &header,
                                                   const FileSample &sample);
// The columns whose dates could be read both ways as far as the sample goes.
[[nodiscard]] std::vector<std::size_t> undecidedColumns(const std::vector<BoundColumn> &columns);
// Decides the date order of all columns and makes their readers. The names of the columns that had to be decided by
// likelihood.
[[nodiscard]] QStringList settleTimes(std::vector<BoundColumn> &columns, const StyleChoices &choices);

} // namespace perennial
