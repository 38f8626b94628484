// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/fileimport.h"

#include "core/import/eventmapper.h"
#include "core/import/importwriter.h"
#include "core/import/ordermapper.h"
#include "core/import/profilemapper.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <future>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

std::unique_ptr<RowMapper> makeMapper(const MapperScope &scope)
{
    switch (scope.mapping.kind) {
    case RecordKind::Profiles:
        return std::make_unique<ProfileMapper>(scope);
    case RecordKind::Events:
        return std::make_unique<EventMapper>(scope);
    case RecordKind::Orders:
        return std::make_unique<OrderMapper>(scope);
    }
    Q_UNREACHABLE();
}

} // namespace

FileImport::FileImport(Store &store, ImportState &state, const PreparedFile &file, ImportId import, Instant now,
                       std::size_t mostHeldEvents)
    : m_store(store)
    , m_state(state)
    , m_file(file)
    , m_import(import)
    , m_now(now)
    , m_mostHeldEvents(mostHeldEvents)
{
}

Result<FileOutcome> FileImport::run(const Progress &progress)
{
    if (auto loaded = loadState(); !loaded)
        return failure(loaded.error());
    auto reading = std::async(std::launch::async, [this, stop = progress.stopToken()] { return readAll(stop); });
    const Result<void> written = writeAll(progress);
    const Result<void> read = reading.get();
    if (progress.stopRequested())
        return stopped();
    if (!written)
        return failure(written.error());
    if (!read)
        return failure(read.error());
    RowTally &tally = m_outcome.tally;
    if (m_file.mapping.kind == RecordKind::Events) {
        tally.stored = m_newEvents;
        tally.unchanged = tally.read - tally.rejected - tally.stored;
    }
    return m_outcome;
}

Result<void> FileImport::loadState()
{
    const std::string source = m_file.mapping.source.toStdString();
    const Database &database = m_store.database();
    Result<void> loaded;
    if (m_file.mapping.kind != RecordKind::Profiles)
        loaded = m_state.catalog.loadDetails(database);
    if (loaded)
        loaded = m_state.properties.begin(database, source);
    if (loaded)
        loaded = m_state.consents.begin(database, source);
    if (loaded && m_file.mapping.kind == RecordKind::Orders)
        loaded = m_state.orders.begin(database, source);
    if (loaded && m_file.mapping.kind == RecordKind::Orders)
        loaded = m_state.names.begin(database);
    return loaded;
}

MapperScope FileImport::scopeFor(RowSink &sink, const TextSource &text)
{
    return {m_file.mapping,
            m_file.columns,
            m_state.catalog,
            m_state.profiles,
            m_state.properties,
            m_state.consents,
            m_state.orders,
            m_state.names,
            sink,
            m_outcome.warnings,
            m_now,
            m_file.currency.toStdString(),
            m_store.settings().currency.toStdString(),
            m_store.settings().region().toStdString(),
            text};
}

Result<void> FileImport::readAll(const std::stop_token &stop)
{
    const QueueCloser closer(m_queues);
    auto file = openForImport(m_file.file);
    if (!file)
        return failure(file.error());
    RowSink sink(m_queues);
    auto read = readRows(*file, sink, stop);
    m_outcome.tally = sink.tally();
    tellOfText(file->reader.source());
    tellOfDates();
    return read;
}

void FileImport::tellOfText(const TextSource &source)
{
    for (const QString &note : source.notes() + m_file.header.notes)
        m_outcome.warnings.addSentence(note);
    if (source.encoding() == TextEncoding::Windows1252)
        m_outcome.notes.append(tr("The file is not UTF-8; it was read as Windows-1252."));
}

void FileImport::tellOfDates()
{
    if (m_file.guessedDates.isEmpty())
        return;
    const QString columns = m_file.guessedDates.join(QStringLiteral("”, “"));
    const bool isDayFirst = likelyDateOrder(m_store.settings()) == DateOrder::DayMonth;
    const QString sentence = isDayFirst
                                 ? tr("The dates of “%1” do not tell day from month; they were read as day/month. "
                                      "Say --date-order dmy or mdy to choose.")
                                 : tr("The dates of “%1” do not tell day from month; they were read as month/day. "
                                      "Say --date-order dmy or mdy to choose.");
    m_outcome.warnings.addSentence(sentence.arg(columns));
}

Result<void> FileImport::readRows(CsvFile &file, RowSink &sink, const std::stop_token &stop)
{
    constexpr qint64 RowsBetweenLooks = 1024;
    const auto mapper = makeMapper(scopeFor(sink, file.reader.source()));
    CsvRecord record;
    while (file.reader.next(record)) {
        if (sink.tally().read % RowsBetweenLooks == 0 && stop.stop_requested())
            return stopped();
        readRow(record, *mapper, sink);
        if (!sink.isFull())
            continue;
        mapper->settle();
        if (!sink.flush(file.reader.bytesDone()))
            return {};
    }
    if (const auto &error = file.reader.error())
        return failure(*error);
    mapper->finish();
    mapper->settle();
    sink.flush(file.reader.bytesDone());
    return {};
}

void FileImport::readRow(const CsvRecord &record, RowMapper &mapper, RowSink &sink)
{
    const qint64 row = ++sink.tally().read;
    if (record.isRejected()) {
        sink.reject(row, record.line(), record.raw(), {}, describe(record.reject()));
        return;
    }
    if (record.hasStrayQuote())
        m_outcome.warnings.add(ImportWarning::StrayQuote);
    if (record.hasMissingCells())
        m_outcome.warnings.add(ImportWarning::MissingCells);
    mapper.addRow(record, row);
}

Result<void> FileImport::writeAll(const Progress &progress)
{
    const QueueCloser closer(m_queues);
    ImportWriter writer(m_store.database(), m_import, m_now, m_mostHeldEvents, m_state.changed);
    ProgressStep step;
    while (auto batch = m_queues.full.pop()) {
        if (progress.stopRequested())
            return stopped();
        if (auto written = writer.write(**batch); !written)
            return written;
        step = stepAt(**batch);
        progress.report(step);
        (*batch)->clear();
        m_queues.empty.push(std::move(*batch));
    }
    step.phase = tr("Storing the events of %1").arg(QFileInfo(m_file.file.path).fileName());
    if (auto finished = writer.finish(progress, step); !finished)
        return finished;
    m_newEvents = writer.newEvents();
    m_outcome.changes = writer.changes();
    return {};
}

ProgressStep FileImport::stepAt(const WriteBatch &batch) const
{
    ProgressStep step;
    step.phase = tr("Importing %1").arg(QFileInfo(m_file.file.path).fileName());
    step.done = batch.bytesDone;
    step.total = m_file.bytes;
    step.rows = batch.rowsRead;
    step.rejected = batch.rowsRejected;
    return step;
}

} // namespace perennial
