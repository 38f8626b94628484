// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/changedpeople.h"
#include "core/import/consentbook.h"
#include "core/import/importcatalog.h"
#include "core/import/importsource.h"
#include "core/import/importwarnings.h"
#include "core/import/namebook.h"
#include "core/import/orderbook.h"
#include "core/import/profilebook.h"
#include "core/import/propertybook.h"
#include "core/import/rowmapper.h"
#include "core/import/rowsink.h"

namespace perennial {

// What the files of one run share: everything the store knows that decides about a row.
struct ImportState
{
    ImportCatalog catalog;
    ProfileBook profiles;
    PropertyBook properties;
    ConsentBook consents;
    OrderBook orders;
    NameBook names;
    ChangedPeople changed; // by what is written
};

struct FileOutcome
{
    RowTally tally;
    qint64 changes = 0; // rows written, rejects aside
    ImportWarnings warnings;
    QStringList notes; // how the text was read
};

// Imports one prepared file inside a transaction of the caller: a second thread reads, maps and resolves, this one
// writes and reports.
class FileImport
{
public:
    FileImport(Store &store, ImportState &state, const PreparedFile &file, ImportId import, Instant now,
               std::size_t mostHeldEvents);

    [[nodiscard]] Result<FileOutcome> run(const Progress &progress);

private:
    [[nodiscard]] Result<void> loadState();
    [[nodiscard]] Result<void> readAll(const std::stop_token &stop);
    [[nodiscard]] Result<void> readRows(CsvFile &file, RowSink &sink, const std::stop_token &stop);
    void tellOfText(const TextSource &source);
    void tellOfDates();
    void readRow(const CsvRecord &record, RowMapper &mapper, RowSink &sink);
    [[nodiscard]] MapperScope scopeFor(RowSink &sink, const TextSource &text);
    [[nodiscard]] Result<void> writeAll(const Progress &progress);
    [[nodiscard]] ProgressStep stepAt(const WriteBatch &batch) const;

    Store &m_store;
    ImportState &m_state;
    const PreparedFile &m_file;
    ImportId m_import;
    Instant m_now;
    std::size_t m_mostHeldEvents;
    BatchQueues m_queues;
    FileOutcome m_outcome;
    qint64 m_newEvents = 0;
};

} // namespace perennial
