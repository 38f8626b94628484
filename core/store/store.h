// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/sqlite/database.h"
#include "core/store/storelock.h"

#include <QTimeZone>

#include <memory>

namespace perennial {

// What a new store is told about the shop. Currency is an ISO 4217 code, the zone an IANA name.
struct StoreSettings
{
    QString name;
    QString currency = QStringLiteral("USD");
    QString homeZone = QStringLiteral("UTC");
    bool demo = false;

    // The ISO 3166 code of the zone's country ("DE"), for phones and dates written the way of the place; empty where
    // the zone is nobody's.
    [[nodiscard]] QString region() const;

    friend bool operator==(const StoreSettings &, const StoreSettings &) = default;
};

// The profile database of one shop on one connection. A writer owns the store: no second program can write to it
// meanwhile, and only its connection writes and checkpoints; readers go on. Not shared between threads.
class Store
{
public:
    // Makes a new file (mode 0600); refuses when the path exists.
    [[nodiscard]] static Result<Store> create(const QString &path, const StoreSettings &settings);
    // Opens for writing: takes ownership, backs the file up and migrates it where its schema is older.
    [[nodiscard]] static Result<Store> openWriter(const QString &path);
    // Opens for reading only: touches nothing, so a read-only folder will do. A schema older or newer than ours is
    // refused.
    [[nodiscard]] static Result<Store> openReader(const QString &path);
    // openReader, after an older schema was brought up to date. Where that is not allowed, the error is the reader's.
    [[nodiscard]] static Result<Store> openUpdated(const QString &path);
    // openWriter, or create where there is no file.
    [[nodiscard]] static Result<Store> openOrCreate(const QString &path, const StoreSettings &settings);

    [[nodiscard]] Database &database() { return m_database; }
    [[nodiscard]] const Database &database() const { return m_database; }
    [[nodiscard]] const QString &path() const { return m_database.path(); }
    [[nodiscard]] const StoreSettings &settings() const { return m_settings; }
    [[nodiscard]] QTimeZone homeZone() const;
    // The same for all copies of a store's file; made at creation.
    [[nodiscard]] const QString &storeId() const { return m_storeId; }
    // Grows with every change of people, events or consent: what is derived names the revision it was made from.
    [[nodiscard]] Result<qint64> revision() const;

    // Inside a transaction of the caller. Anybody's rows may have changed; who knows better calls makeRevision().
    [[nodiscard]] Result<void> bumpRevision();
    [[nodiscard]] Result<void> changeSettings(const StoreSettings &settings);
    [[nodiscard]] Result<void> recordAudit(const QString &action, const QString &detail, Instant at);
    // Moves the write-ahead log into the file and empties it; after an import and at quit.
    [[nodiscard]] Result<void> checkpoint();

private:
    Store(Database database, std::unique_ptr<StoreLock> lock);
    [[nodiscard]] Result<void> readSettings();
    [[nodiscard]] Result<void> writeSettings(const StoreSettings &settings);

    std::unique_ptr<StoreLock> m_lock;
    Database m_database;
    StoreSettings m_settings;
    QString m_storeId;
};

} // namespace perennial
