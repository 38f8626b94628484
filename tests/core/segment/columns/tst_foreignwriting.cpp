// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columncache.h"
#include "core/sqlite/transaction.h"
#include "tests/core/segment/rows/randomstore.h"
#include "tests/core/segment/rows/tabletext.h"
#include "tests/testpaths.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

namespace {

TableColumns built(const QString &path)
{
    const auto table = ProfileTable::build(path, Progress());
    return table ? (*table)->columns() : TableColumns();
}

} // namespace

// What other programs do to a store, and what its columns make of it.
class TestForeignWriting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anIndexThatSomebodyAddsChangesNothing();
    void whoWritesByHandRaisesTheRevision();
    void everyMethodOfConsentIsTold();

private:
    // Also makes a revision where one is asked for, which says that the first person changed.
    [[nodiscard]] bool write(const QByteArray &sql, bool makesRevision = false);
    [[nodiscard]] QString opened();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_store;
    std::optional<ColumnCache> m_cache;
    QString m_text;
};

void TestForeignWriting::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = m_folder->filePath(QStringLiteral("a.perennial"));
    m_cache.emplace(m_folder->filePath(QStringLiteral("columns")));
    QVERIFY(RandomStore(7).write(m_store));
    m_text = textOf(built(m_store));
}

bool TestForeignWriting::write(const QByteArray &sql, bool makesRevision)
{
    auto store = Store::openWriter(m_store);
    if (!store)
        return false;
    auto transaction = Transaction::begin(store->database());
    if (!transaction || !store->database().execute(sql))
        return false;
    constexpr qint64 first = 1;
    const auto made = makesRevision ? makeRevision(store->database(), std::span(&first, 1)) : Result<void>();
    return made && transaction->commit() && store->checkpoint();
}

QString TestForeignWriting::opened()
{
    const auto table = ProfileTable::open(m_store, *m_cache, Progress());
    return table ? textOf((*table)->columns()) : table.error().message;
}

void TestForeignWriting::anIndexThatSomebodyAddsChangesNothing()
{
    QVERIFY(write(R"sql(
            CREATE INDEX v ON property_values(value, profile_id, property_id, since);
            CREATE INDEX e ON events(profile_id, metric_id, value, at, key, currency, details_id, order_key);
            CREATE INDEX c ON consents(state, profile_id, channel, at, method, double_opt_in);
            CREATE INDEX s ON suppressions(reason, profile_id, channel, at, ended_at);
            CREATE INDEX i ON identifiers(kind_id, profile_id);
            CREATE INDEX p ON profiles(merged_into, id, created_at);
            CREATE INDEX l ON list_members(since, until, list_id, profile_id);
            CREATE INDEX f ON flow_stays(since, until, flow, step, profile_id);
            ANALYZE;)sql"));
    QCOMPARE(textOf(built(m_store)), m_text);
}

// docs/store.md tells who writes into a store by hand what to run.
void TestForeignWriting::whoWritesByHandRaisesTheRevision()
{
    const QByteArray raise = "UPDATE settings SET value = value + 1 WHERE key = 'revision';";
    QFile page(sourceFile("docs/store.md"));
    QVERIFY(page.open(QIODevice::ReadOnly) && page.readAll().contains("\n" + raise + "\n"));
    QCOMPARE(opened(), m_text);
    QVERIFY(write("UPDATE events SET value = 77 WHERE value IS NOT NULL"));
    QCOMPARE(opened(), m_text); // nobody could know
    QVERIFY(write(raise));
    const QString now = textOf(built(m_store));
    QVERIFY(now != m_text);
    QCOMPARE(opened(), now);
    // Also before the next import, which gives the revision its stamp, and after it.
    QVERIFY(write("UPDATE events SET value = 78 WHERE value IS NOT NULL;" + raise));
    QVERIFY(write("UPDATE settings SET value = value", true));
    QCOMPARE(opened(), textOf(built(m_store)));
}

void TestForeignWriting::everyMethodOfConsentIsTold()
{
    constexpr size_t methods = 70'000;
    QVERIFY(write(R"sql(
            WITH RECURSIVE n(i) AS (SELECT 100001 UNION ALL SELECT i + 1 FROM n WHERE i < 170000)
            INSERT INTO profiles SELECT i, 0, 0, NULL, 1 FROM n;
            INSERT INTO consents(profile_id, channel, at, state, method, import_id)
                SELECT id, 'push', 1, 'subscribed', 'page ' || id, 1 FROM profiles WHERE id > 100000;)sql"));
    const auto check = [](const TableColumns &columns) {
        const ConsentColumn &push = columns.channels[static_cast<size_t>(Channel::Push)];
        QVERIFY(push.consents.size() >= methods);
        const ConsentRow &last = push.consents.back();
        QCOMPARE(push.methods[last.method], QByteArray("page 170000"));
    };
    const TableColumns columns = built(m_store);
    check(columns);
    m_cache->keep(columns);
    const auto found = m_cache->find(columns.mark.storeId);
    QVERIFY(found.has_value());
    check(found->columns);
}

QTEST_GUILESS_MAIN(TestForeignWriting)
#include "tst_foreignwriting.moc"
