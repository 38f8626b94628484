// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/importrun.h"

#include "core/import/fileimport.h"
#include "core/import/recipes.h"
#include "core/sqlite/pagewalk.h"
#include "core/sqlite/transaction.h"
#include "core/store/revisions.h"
#include "core/store/storesummary.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <numeric>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// The importer vouches for its references, so SQLite need not look each one up; `check` verifies them afterwards.
class ForeignKeysOff
{
public:
    explicit ForeignKeysOff(Database &database)
        : m_database(database)
    {
        std::ignore = m_database.execute("PRAGMA foreign_keys=OFF");
    }
    ForeignKeysOff(const ForeignKeysOff &) = delete;
    ForeignKeysOff &operator=(const ForeignKeysOff &) = delete;
    ~ForeignKeysOff() { std::ignore = m_database.execute("PRAGMA foreign_keys=ON"); }

private:
    Database &m_database;
};

// A file may have thousands of columns.
QString namesOf(const QStringList &columns)
{
    constexpr qsizetype Most = 20;
    const QString names = columns.mid(0, Most).join(QLatin1String(", "));
    return columns.size() > Most ? tr("%1 … and %2 more").arg(names, QString::number(columns.size() - Most)) : names;
}

QStringList notesOn(const PreparedFile &file)
{
    QStringList kept;
    QStringList leftOut;
    const QString format = QLatin1String(file.format ? file.format->id : "");
    for (const BoundColumn &column : file.columns) {
        if (column.mapping.role == ColumnRole::Skip && looksLikeCredential(column.mapping.column))
            leftOut.append(column.mapping.column);
        const bool isOwn = column.mapping.role == ColumnRole::Property && !isInRecipe(format, column.mapping.column);
        if (file.format && isOwn)
            kept.append(column.mapping.column);
    }
    QStringList notes;
    if (!kept.isEmpty())
        notes.append(tr("Columns that the format does not name are kept as properties: %1.").arg(namesOf(kept)));
    if (!leftOut.isEmpty())
        notes.append(tr("Left out because they look like credentials: %1.").arg(namesOf(leftOut)));
    return notes;
}

// People first, then orders, then events: ids follow the order of the people's file, and rows find them.
std::vector<std::size_t> importOrder(const std::vector<PreparedFile> &files)
{
    std::vector<std::size_t> order(files.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto rank = [&](std::size_t i) {
        const RecordKind kind = files[i].mapping.kind;
        return kind == RecordKind::Profiles ? 0 : kind == RecordKind::Orders ? 1 : 2;
    };
    std::ranges::stable_sort(order, {}, rank);
    return order;
}

class ImportRun
{
public:
    ImportRun(Store &store, const ImportOptions &options, const Progress &progress)
        : m_store(store)
        , m_options(options)
        , m_progress(progress)
        , m_now(options.now.value_or(Instant::now()))
    {
    }

    [[nodiscard]] Result<ImportReport> run();

private:
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> readStore();
    [[nodiscard]] Result<void> importAll();
    [[nodiscard]] Result<void> importFile(std::size_t index, Instant now);
    [[nodiscard]] Result<void> recordImport(const PreparedFile &file, const FileReport &report, Instant now);
    [[nodiscard]] Result<void> closeRevision();
    [[nodiscard]] Result<void> countStore();

    Store &m_store;
    const ImportOptions &m_options;
    const Progress &m_progress;
    Instant m_now;
    std::vector<PreparedFile> m_files;
    ImportState m_state;
    ImportReport m_report;
    qint64 m_changes = 0;
};

Result<ImportReport> ImportRun::run()
{
    QElapsedTimer timer;
    timer.start();
    if (auto prepared = prepare(); !prepared)
        return failure(prepared.error());
    if (auto imported = importAll(); !imported)
        return failure(imported.error());
    m_report.seconds = double(timer.elapsed()) / 1000;
    return std::move(m_report);
}

Result<void> ImportRun::prepare()
{
    if (m_options.files.empty())
        return failure(ErrorKind::Usage, tr("There is no file to import."));
    for (const ImportFile &file : m_options.files) {
        auto prepared = prepareFile(file, {m_store.settings(), m_options.zone, m_options.dateOrder});
        if (!prepared)
            return failure(prepared.error());
        if (const auto refusal = refusalOf(*prepared))
            return failure(*refusal);
        m_files.push_back(std::move(*prepared));
    }
    m_report.files.resize(m_files.size());
    return {};
}

// Nothing is written yet, so a stop may end any statement.
Result<void> ImportRun::readStore()
{
    Database &database = m_store.database();
    m_progress.report({.phase = tr("Reading the store")});
    database.interruptOn(m_progress.stopToken());
    Result<void> done = walkPages(database);
    if (done)
        done = m_state.catalog.load(database);
    if (done)
        done = m_state.profiles.load(database);
    database.interruptOn({});
    return done;
}

Result<void> ImportRun::importAll()
{
    const ForeignKeysOff foreignKeysOff(m_store.database());
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    Result<void> done = readStore();
    // Every file has its own moment, so that what two files say of one person does not collide. By the step of one
    // millisecond listRejects() knows the files of one run.
    Instant now = m_now;
    for (const std::size_t index : importOrder(m_files)) {
        if (done)
            done = importFile(index, now);
        ++now.ms;
    }
    if (done)
        m_progress.report({.phase = tr("Writing the store")});
    if (done && m_changes > 0)
        done = closeRevision();
    if (done)
        done = countStore();
    if (!done || m_options.dryRun)
        return done;
    if (m_progress.stopRequested())
        return stopped();
    // SQLite would go on writing into a file that has no name any more.
    if (!QFileInfo::exists(m_store.path()))
        return failure(ErrorKind::NotFound, tr("The store was deleted or moved during the import. Nothing was stored."),
                       m_store.path());
    if (auto committed = transaction->commit(); !committed)
        return committed;
    return m_store.checkpoint();
}

Result<void> ImportRun::importFile(std::size_t index, Instant now)
{
    const PreparedFile &file = m_files[index];
    QElapsedTimer timer;
    timer.start();
    const auto last = m_store.database().integer("SELECT max(id) FROM imports");
    if (!last)
        return failure(last.error());
    const ImportId import{*last + 1};
    auto outcome = FileImport(m_store, m_state, file, import, now, m_options.mostHeldEvents).run(m_progress);
    if (!outcome)
        return failure(outcome.error());
    m_changes += outcome->changes;
    FileReport &report = m_report.files[index];
    report.path = file.file.path;
    report.format = file.mapping.format;
    report.importId = m_options.dryRun ? ImportId{} : import;
    report.read = outcome->tally.read;
    report.stored = outcome->tally.stored;
    report.unchanged = outcome->tally.unchanged;
    report.rejected = outcome->tally.rejected;
    report.warned = outcome->warnings.count();
    report.warnings = outcome->warnings.sentences();
    report.notes = outcome->notes + notesOn(file);
    if (!file.guessedDates.isEmpty())
        report.needsChoice = QStringLiteral("date order");
    report.seconds = double(timer.elapsed()) / 1000;
    return recordImport(file, report, now);
}

Result<void> ImportRun::recordImport(const PreparedFile &file, const FileReport &report, Instant now)
{
    auto insert = m_store.database().prepare(
        "INSERT INTO imports(path, format, source, mapping, zone, started_at, finished_at, bytes, read, stored, "
        "unchanged, "
        "rejected, warnings) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)");
    if (!insert)
        return failure(insert.error());
    const QString zone = m_options.zone.isEmpty() ? m_store.settings().homeZone : m_options.zone;
    const QByteArray sentences =
        QJsonDocument(QJsonArray::fromStringList(report.warnings + report.notes)).toJson(QJsonDocument::Compact);
    insert->bind(1, file.file.recordedPath.isEmpty() ? file.file.path : file.file.recordedPath)
        .bind(2, report.format)
        .bind(3, file.mapping.source);
    insert->bind(4, QString::fromUtf8(toJsonText(file.mapping)));
    insert->bind(5, file.mapping.zone.isEmpty() ? zone : file.mapping.zone);
    insert->bind(6, now.ms).bind(7, std::max(Instant::now().ms, now.ms)).bind(8, file.bytes);
    insert->bind(9, report.read).bind(10, report.stored).bind(11, report.unchanged).bind(12, report.rejected);
    insert->bind(13, QString::fromUtf8(sentences));
    return insert->run();
}

// Beyond a tenth of all people, reading everybody anew is as quick as reading those.
Result<void> ImportRun::closeRevision()
{
    const auto people = m_store.database().integer("SELECT max(id) FROM profiles");
    if (!people)
        return failure(people.error());
    if (const auto changed = m_state.changed.list(*people / 10))
        return makeRevision(m_store.database(), *changed);
    return m_store.bumpRevision();
}

Result<void> ImportRun::countStore()
{
    const auto totals = countTotals(m_store);
    if (!totals)
        return failure(totals.error());
    m_report.profiles = totals->profiles;
    m_report.events = totals->events;
    m_report.orders = totals->orders;
    return {};
}

} // namespace

qint64 ImportReport::rejected() const
{
    return std::transform_reduce(files.begin(), files.end(), qint64{0}, std::plus<>(),
                                 [](const FileReport &file) { return file.rejected; });
}

Result<ImportReport> runImport(Store &store, const ImportOptions &options, const Progress &progress)
{
    return ImportRun(store, options, progress).run();
}

} // namespace perennial
