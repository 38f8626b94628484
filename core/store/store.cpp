// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include "core/sqlite/transaction.h"
#include "core/store/backup.h"
#include "core/store/revisions.h"
#include "core/store/schema.h"
#include "core/store/storefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QUuid>

#include <utility>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<void> refuseNewer(const Database &database)
{
    const auto version = database.integer("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    if (*version > newestSchemaVersion())
        return failure(ErrorKind::Refused,
                       tr("This store was made by a newer Perennial (schema %1; this program knows up to %2). Update "
                          "Perennial to open it. Nothing was changed.")
                           .arg(*version)
                           .arg(newestSchemaVersion()),
                       database.path());
    return {};
}

Result<Database> openChecked(const QString &path, Database::Mode mode)
{
    if (const auto checked = checkStoreFile(path); !checked)
        return failure(checked.error());
    if (mode == Database::Mode::ReadWrite && !QFileInfo(path).isWritable())
        return failure(ErrorKind::Refused, tr("The store cannot be written: the file or its folder is read-only."),
                       path);
    auto database = Database::open(path, mode);
    if (!database)
        return failure(database.error());
    if (const auto known = refuseNewer(*database); !known)
        return failure(known.error());
    return database;
}

// FULL: an acknowledged import survives a power cut. The one writer checkpoints by itself, never in passing.
Result<void> configureWriter(Database &database)
{
    return database.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; "
                            "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-131072;");
}

// Only once in a store's life, and after somebody else raised the revision. The content stays as it is.
Result<void> ensureStamp(Database &database)
{
    const auto current = currentRevision(database);
    if (!current)
        return failure(current.error());
    if (current->stamp != 0)
        return {};
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return failure(transaction.error());
    if (const auto stamped = stampRevision(database); !stamped)
        return stamped;
    return transaction->commit();
}

Result<void> migrateWithBackup(Database &database)
{
    const auto version = database.integer("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    if (*version == newestSchemaVersion())
        return {};
    if (const auto copy = backUp(database); !copy)
        return failure(copy.error());
    return migrate(database, schemaSteps());
}

Result<void> layOut(Database &database)
{
    if (const auto laid = database.execute("PRAGMA page_size=8192;"); !laid)
        return laid;
    if (const auto configured = configureWriter(database); !configured)
        return configured;
    return migrate(database, schemaSteps());
}

void removeFiles(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(suffix));
}

} // namespace

Store::Store(Database database, std::unique_ptr<StoreLock> lock)
    : m_lock(std::move(lock))
    , m_database(std::move(database))
{
}

Result<Store> Store::create(const QString &path, const StoreSettings &settings)
{
    if (QFileInfo::exists(path))
        return failure(ErrorKind::Refused, tr("There is a file at this path already."), path);
    auto lock = StoreLock::take(path);
    if (!lock)
        return failure(lock.error());
    auto database = Database::open(path, Database::Mode::Create);
    if (!database)
        return failure(database.error());
    Store store(std::move(*database), std::move(*lock));
    auto made = layOut(store.m_database);
    if (made)
        made = store.writeSettings(settings);
    if (made)
        made = store.checkpoint();
    if (!made) {
        removeFiles(path);
        return failure(made.error());
    }
    return store;
}

Result<Store> Store::openWriter(const QString &path)
{
    if (const auto checked = checkStoreFile(path); !checked)
        return failure(checked.error());
    auto lock = StoreLock::take(path);
    if (!lock)
        return failure(lock.error());
    auto database = openChecked(path, Database::Mode::ReadWrite);
    if (!database)
        return failure(database.error());
    Store store(std::move(*database), std::move(*lock));
    if (const auto configured = configureWriter(store.m_database); !configured)
        return failure(configured.error());
    if (const auto migrated = migrateWithBackup(store.m_database); !migrated)
        return failure(migrated.error());
    if (const auto stamped = ensureStamp(store.m_database); !stamped)
        return failure(stamped.error());
    if (const auto read = store.readSettings(); !read)
        return failure(read.error());
    return store;
}

Result<Store> Store::openReader(const QString &path)
{
    const auto mode = readingMode(path);
    if (!mode)
        return failure(mode.error());
    auto database = openChecked(path, *mode);
    if (!database)
        return failure(database.error());
    Store store(std::move(*database), nullptr);
    const auto version = store.m_database.integer("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    if (*version < newestSchemaVersion())
        return failure(ErrorKind::Refused,
                       tr("This store has an older schema (%1). Open it for writing once, and it is brought up to date "
                          "after a backup.")
                           .arg(*version),
                       path);
    if (const auto read = store.readSettings(); !read)
        return failure(read.error());
    return store;
}

Result<Store> Store::openUpdated(const QString &path)
{
    auto store = openReader(path);
    if (store || store.error().kind != ErrorKind::Refused)
        return store;
    if (const auto writer = openWriter(path); !writer)
        return writer.error().kind == ErrorKind::Refused ? std::move(store) : failure(writer.error());
    return openReader(path);
}

Result<Store> Store::openOrCreate(const QString &path, const StoreSettings &settings)
{
    return QFileInfo::exists(path) ? openWriter(path) : create(path, settings);
}

QString StoreSettings::region() const
{
    const auto zone = zoneNamed(homeZone);
    if (!zone || zone->territory() == QLocale::AnyTerritory || zone->territory() == QLocale::World)
        return {};
    return QLocale::territoryToCode(zone->territory());
}

QTimeZone Store::homeZone() const
{
    return zoneNamed(m_settings.homeZone).value_or(QTimeZone::utc());
}

Result<qint64> Store::revision() const
{
    return m_database.integer("SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'revision'");
}

Result<void> Store::bumpRevision()
{
    return makeRevisionOfEverybody(m_database);
}

Result<void> Store::changeSettings(const StoreSettings &settings)
{
    auto statement = m_database.prepare("INSERT INTO settings(key, value) VALUES(?1, ?2) "
                                        "ON CONFLICT(key) DO UPDATE SET value = excluded.value");
    if (!statement)
        return failure(statement.error());
    const std::pair<const char *, QString> rows[] = {
        {"name", settings.name},
        {"currency", settings.currency},
        {"home_zone", settings.homeZone},
        {"demo", settings.demo ? QStringLiteral("1") : QStringLiteral("0")},
    };
    for (const auto &[key, value] : rows) {
        if (const auto stored = statement->bind(1, key).bind(2, value).run(); !stored)
            return stored;
    }
    m_settings = settings;
    return {};
}

Result<void> Store::recordAudit(const QString &action, const QString &detail, Instant at)
{
    auto statement = m_database.prepare("INSERT INTO audit_log(at, action, detail) VALUES(?1, ?2, ?3)");
    if (!statement)
        return failure(statement.error());
    return statement->bind(1, at.ms).bind(2, action).bind(3, detail).run();
}

Result<void> Store::checkpoint()
{
    return m_database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

Result<void> Store::writeSettings(const StoreSettings &settings)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return failure(transaction.error());
    m_storeId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto statement = m_database.prepare("INSERT INTO settings(key, value) VALUES('store_id', ?1), ('revision', '0')");
    if (!statement)
        return failure(statement.error());
    if (const auto stored = statement->bind(1, m_storeId).run(); !stored)
        return stored;
    if (const auto changed = changeSettings(settings); !changed)
        return changed;
    if (const auto stamped = stampRevision(m_database); !stamped)
        return stamped;
    return transaction->commit();
}

Result<void> Store::readSettings()
{
    auto statement = m_database.prepare("SELECT key, value FROM settings");
    if (!statement)
        return failure(statement.error());
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return {};
        const QString key = statement->text(0), value = statement->text(1);
        if (key == QLatin1String("name"))
            m_settings.name = value;
        else if (key == QLatin1String("currency"))
            m_settings.currency = value;
        else if (key == QLatin1String("home_zone"))
            m_settings.homeZone = value;
        else if (key == QLatin1String("demo"))
            m_settings.demo = value == QLatin1String("1");
        else if (key == QLatin1String("store_id"))
            m_storeId = value;
    }
}

} // namespace perennial
