// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/writebatch.h"

#include <vector>

namespace perennial {

class Database;

// What one source last said about every profile's properties, as hashes. Only what a source says anew is stored, so
// that the same file changes nothing a second time, even where two sources contradict each other. Within one file the
// first value of a person counts: its rows have no order.
class PropertyBook
{
public:
    // `source` as in imports.source. Forgets the file before.
    [[nodiscard]] Result<void> begin(const Database &database, std::string_view source);

    // True when the value is news and has to be written.
    [[nodiscard]] bool offer(qint64 profile, qint64 property, const CellValue &value);

private:
    struct Entry
    {
        quint32 property : 31;
        quint32 isFromThisFile : 1;
        quint32 next; // of the same profile; 0 ends the chain
        quint64 hash;
    };

    [[nodiscard]] Entry *find(qint64 profile, qint64 property);
    void add(qint64 profile, qint64 property, quint64 hash, bool isFromThisFile);

    std::vector<quint32> m_heads; // by profile id
    std::vector<Entry> m_entries;
};

} // namespace perennial
