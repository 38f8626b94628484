// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/base/result.h"

#include <QStringList>

#include <vector>

namespace perennial {

class Store;

// A row that names nobody.
struct UnknownRow
{
    qint64 line = 0; // of the file, from 1
    QString text;    // what stood in the column

    friend bool operator==(const UnknownRow &, const UnknownRow &) = default;
};

// The people a file names: read = found + repeated + unknown.
struct ListFile
{
    static constexpr size_t MostUnknown = 1000;

    QString column; // the one that names them
    qint64 read = 0;
    qint64 repeated = 0;           // rows that name somebody a second time
    qint64 unknown = 0;            // rows that name nobody in the store, or nobody at all
    std::vector<UnknownRow> rows;  // the first of these
    std::vector<ProfileId> people; // in the order of the file

    [[nodiscard]] qint64 found() const { return static_cast<qint64>(people.size()); }
};

// Reads the people of a list out of a CSV file, or one with a person a line: each is told by an e-mail, a phone number
// or an id as shops and people write them. `column` empty: the one that finds most people among the first rows. A file
// that names nobody is an error.
[[nodiscard]] Result<ListFile> readListFile(const QString &path, const Store &store, const Progress &progress,
                                            const QString &column = {});

} // namespace perennial
