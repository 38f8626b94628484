// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importrun.h"
#include "core/store/store.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace perennial {

// A fresh store in a folder of its own, files written beside it, and questions in SQL.
class ImportFixture
{
public:
    explicit ImportFixture(const StoreSettings &settings = {})
        : m_store(Store::create(path(), settings))
    {
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("shop.perennial")); }
    [[nodiscard]] Store &store() { return *m_store; }

    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        [[maybe_unused]] const bool isOpen = file.open(QIODevice::WriteOnly);
        file.write(text);
        return file.fileName();
    }

    [[nodiscard]] Result<ImportReport> import(const QStringList &paths, const Progress &progress = {})
    {
        ImportOptions options;
        for (const QString &file : paths)
            options.files.push_back({file, {}, {}});
        options.now = now;
        return runImport(*m_store, options, progress);
    }

    [[nodiscard]] qint64 number(const char *sql) { return m_store->database().integer(sql).value_or(-1); }
    [[nodiscard]] QString text(const char *sql) { return m_store->database().text(sql).value_or(QStringLiteral("?")); }

    // All rows of all tables that an import can touch, its log aside.
    [[nodiscard]] QString contents()
    {
        QString all;
        for (const char *sql :
             {"SELECT group_concat(id || ',' || created_at || ',' || created_assumed || ',' || coalesce(merged_into, "
              "''), ';') FROM profiles",
              "SELECT group_concat(kind_id || ',' || value || ',' || profile_id, ';') FROM identifiers",
              "SELECT group_concat(profile_id || ',' || property_id || ',' || since || ',' || value, ';') FROM "
              "property_values",
              "SELECT group_concat(profile_id || ',' || channel || ',' || at || ',' || state, ';') FROM consents",
              "SELECT group_concat(profile_id || ',' || channel || ',' || at || ',' || reason || ',' || "
              "coalesce(ended_at, ''), ';') FROM suppressions",
              "SELECT group_concat(profile_id || ',' || at || ',' || metric_id || ',' || key || ',' || coalesce(value, "
              "''), ';') FROM events",
              "SELECT group_concat(id || ',' || key || ',' || content_hash || ',' || coalesce(profile_id, ''), ';') "
              "FROM orders",
              "SELECT group_concat(order_id || ',' || position || ',' || coalesce(name, ''), ';') FROM order_lines",
              "SELECT group_concat(name, ';') FROM metrics", "SELECT value FROM settings WHERE key = 'revision'"})
            all += text(sql) + u'\n';
        return all;
    }

    Instant now{1'750'000'000'000};

private:
    QTemporaryDir m_folder;
    Result<Store> m_store;
};

inline QByteArray manyEvents(int people, int each)
{
    QByteArray csv = "event_id,email,metric,timestamp,value,order_id,product_id,label\n";
    int id = 0;
    for (int person = 0; person < people; ++person) {
        for (int i = 0; i < each; ++i)
            csv += QByteArray::number(++id) + ",p" + QByteArray::number(person) +
                   "@example.com,Viewed Product,2025-01-0" + QByteArray::number(1 + i % 9) + "T10:00:00Z,1.50,," +
                   QByteArray::number(i % 50) + ",Boots\n";
    }
    return csv;
}

} // namespace perennial

// The value of a Result, or a failed test that says why there is none.
#define VERIFY_DONE(result) QVERIFY2((result).has_value(), (result) ? "" : qPrintable((result).error().message))
