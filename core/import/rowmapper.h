// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/import/columnstyles.h"
#include "core/import/csvrecord.h"
#include "core/import/importwarnings.h"

#include <string>

namespace perennial {

class ImportCatalog;
class ProfileBook;
class PropertyBook;
class ConsentBook;
class OrderBook;
class NameBook;
class RowSink;
class TextSource;

// What the rows of one file are mapped with. Everything outlives the mapper.
struct MapperScope
{
    const FieldMapping &mapping;
    const std::vector<BoundColumn> &columns;
    ImportCatalog &catalog;
    ProfileBook &profiles;
    PropertyBook &properties;
    ConsentBook &consents;
    OrderBook &orders;
    NameBook &names;
    RowSink &sink;
    ImportWarnings &warnings;
    Instant now;
    std::string currency; // of amounts without one
    std::string storeCurrency;
    std::string region; // for phones without a country
    const TextSource &text;
};

// Turns the good rows of one kind of file into rows of the store.
class RowMapper
{
public:
    virtual ~RowMapper() = default;

    // `row` counts the rows of data from 1.
    virtual void addRow(const CsvRecord &record, qint64 row) = 0;
    // Before the sink's batch goes its way.
    virtual void settle() {}
    // After the last row.
    virtual void finish() {}
};

} // namespace perennial
