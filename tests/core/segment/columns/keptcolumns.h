// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/columncache.h"
#include "core/sqlite/transaction.h"
#include "tests/core/segment/rows/randomstore.h"
#include "tests/core/segment/rows/tabletext.h"

#include <QTemporaryDir>
#include <QTest>

namespace perennial {

// Makes the next revision of a store, of everybody or of one person.
inline bool change(const QString &path, const QByteArray &sql, std::optional<qint64> profile = {})
{
    auto store = Store::openWriter(path);
    if (!store)
        return false;
    auto transaction = Transaction::begin(store->database());
    if (!transaction || !store->database().execute(sql))
        return false;
    const auto made =
        profile ? makeRevision(store->database(), std::span(&*profile, 1)) : makeRevisionOfEverybody(store->database());
    return made && transaction->commit() && store->checkpoint();
}

// A random store, its columns as built, and a cache that keeps them.
class KeptColumns
{
protected:
    void setUp();
    [[nodiscard]] TableColumns built(const QString &path);
    [[nodiscard]] QString opened(const QString &path);
    [[nodiscard]] QString file() { return m_cacheFolder + u'/' + m_columns.mark.storeId + QStringLiteral(".columns"); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_store;
    QString m_cacheFolder;
    std::optional<ColumnCache> m_cache;
    TableColumns m_columns; // as built
    QString m_text;
};

inline void KeptColumns::setUp()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = m_folder->filePath(QStringLiteral("a.perennial"));
    m_cacheFolder = m_folder->filePath(QStringLiteral("cache/columns"));
    m_cache.emplace(m_cacheFolder);
    QVERIFY(RandomStore(7).write(m_store));
    m_columns = built(m_store);
    m_text = textOf(m_columns);
    QVERIFY(m_columns.ids.size() > 5 && m_columns.details.size() > 5);
    m_cache->keep(m_columns);
    QVERIFY(QFile::exists(file()));
}

inline TableColumns KeptColumns::built(const QString &path)
{
    const auto table = ProfileTable::build(path, Progress());
    return table ? (*table)->columns() : TableColumns();
}

inline QString KeptColumns::opened(const QString &path)
{
    const auto table = ProfileTable::open(path, *m_cache, Progress());
    return table ? textOf((*table)->columns()) : table.error().message;
}

} // namespace perennial
