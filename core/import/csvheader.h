// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/csvreader.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace perennial {

struct CsvHeader
{
    qint64 line = 0;      // on which it starts, behind title lines and comments; 0 when the file has none
    QStringList names;    // one per column, no two alike and none empty
    QStringList notes;    // what was renamed, as whole sentences
    bool isKnown = false; // its names hit a known layout

    [[nodiscard]] bool isPresent() const { return line > 0; }
};

// How well the names of a record hit a known layout: 0 not at all, 1 all that is required.
using HeaderScore = std::function<double(const QStringList &names)>;

struct CsvSampleRecord
{
    QStringList cells;
    qint64 line = 0;
    CsvReject reject = CsvReject::None;
};

// Up to `count` records from where the reader stands; rejected ones count but have no cells.
[[nodiscard]] std::vector<CsvSampleRecord> readSample(CsvReader &reader, int count);

// The header among a file's first records: the one that hits a known layout best; else the first one as wide as the
// rest without empty or numeric cells; else none, and the columns are "Column 1", "Column 2"….
[[nodiscard]] CsvHeader findHeader(const std::vector<CsvSampleRecord> &records, const HeaderScore &score = {});

// Two names of columns are the same when they fold alike: case, outer blanks, and runs of blanks, `_` and `-` do not
// count. "Order_ID " folds to "order id".
[[nodiscard]] QString foldHeader(QStringView name);

} // namespace perennial
