// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/columns/keptcolumns.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace perennial;

// Which columns are kept, whose and of when they are, and what a cache does not get in the way of.
class TestColumnCache : public QObject, private KeptColumns
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void anotherRevisionIsNotTakenForThisOne();
    void copiesThatWentDifferentWaysAreToldApart();
    void aRowOfAnotherProgramIsNoticed();
    void aRowOfAnotherProgramIsNoticedLaterToo();
    void anotherCurrencyIsNoticed();
    void anotherStoresFileIsNotBelieved();
    void aFolderThatCannotBeMadeIsNoError();
    void aFullDiskIsNoError();
    void theFileMayGoWhileItIsUsed();
    void twoProgramsMayWriteAtOnce();
    void theLeastRecentlyUsedGo();
    void filesAreForTheirOwnerAlone();
    void noFolderNoCache();
};

void TestColumnCache::anotherRevisionIsNotTakenForThisOne()
{
    QVERIFY(change(m_store, "UPDATE events SET value = 77 WHERE value IS NOT NULL"));
    const QString now = textOf(built(m_store));
    QVERIFY(now != m_text);
    QCOMPARE(opened(m_store), now);
    QCOMPARE(m_cache->find(m_columns.mark.storeId)->columns.mark.revision.revision, 1);
}

void TestColumnCache::copiesThatWentDifferentWaysAreToldApart()
{
    const QString copy = m_folder->filePath(QStringLiteral("b.perennial"));
    QVERIFY(QFile::copy(m_store, copy));
    QCOMPARE(opened(copy), m_text); // the same store still
    QVERIFY(change(m_store, "UPDATE events SET value = 1 WHERE value IS NOT NULL", 1));
    QVERIFY(change(copy, "UPDATE events SET value = 2 WHERE value IS NOT NULL", 1));
    // Both call themselves revision 1. That only the first person is said to have changed must not mislead.
    QVERIFY(change(copy, "UPDATE settings SET value = value", 1));
    const TableColumns a = built(m_store), b = built(copy);
    QCOMPARE(a.mark.storeId, b.mark.storeId);
    m_cache->keep(a);
    QCOMPARE(opened(copy), textOf(b));
    QCOMPARE(opened(m_store), textOf(a));
    // A backup that is put back goes another way from there.
    QVERIFY(change(m_store, "UPDATE events SET value = 3 WHERE value IS NOT NULL"));
    m_cache->keep(built(copy));
    QCOMPARE(opened(m_store), textOf(built(m_store)));
}

void TestColumnCache::aRowOfAnotherProgramIsNoticed()
{
    {
        auto store = Store::openWriter(m_store);
        QVERIFY(store && store->database().execute("INSERT INTO profiles VALUES(5000, 0, 0, NULL, 1)"));
    }
    const QString now = textOf(built(m_store));
    QVERIFY(now != m_text);
    QCOMPARE(opened(m_store), now);
}

// Its people are in no revision's changes, and what is told of the next one alone would leave them out.
void TestColumnCache::aRowOfAnotherProgramIsNoticedLaterToo()
{
    QVERIFY(change(m_store, "UPDATE settings SET value = value", 1));
    QCOMPARE(opened(m_store), textOf(built(m_store)));
    {
        auto store = Store::openWriter(m_store);
        QVERIFY(store && store->database().execute("INSERT INTO profiles VALUES(5000, 0, 0, NULL, 1)"));
    }
    QVERIFY(change(m_store, "UPDATE events SET value = 5 WHERE profile_id = 1", 1));
    QCOMPARE(opened(m_store), textOf(built(m_store)));
}

void TestColumnCache::anotherCurrencyIsNoticed()
{
    {
        auto store = Store::openWriter(m_store);
        QVERIFY(store.has_value());
        StoreSettings settings = store->settings();
        settings.currency = QStringLiteral("USD");
        QVERIFY(store->changeSettings(settings));
    }
    const QString now = textOf(built(m_store));
    QVERIFY(now != m_text);
    QCOMPARE(opened(m_store), now);
}

void TestColumnCache::anotherStoresFileIsNotBelieved()
{
    const QString other = m_folder->filePath(QStringLiteral("other.perennial"));
    QVERIFY(RandomStore(8).write(other));
    const TableColumns columns = built(other);
    QVERIFY(QFile::copy(file(), m_cacheFolder + u'/' + columns.mark.storeId + QStringLiteral(".columns")));
    QCOMPARE(opened(other), textOf(columns));
    QCOMPARE(opened(m_store), m_text);
}

void TestColumnCache::aFolderThatCannotBeMadeIsNoError()
{
    const ColumnCache nowhere(m_store + QStringLiteral("/columns"));
    nowhere.keep(m_columns);
    QVERIFY(!nowhere.find(m_columns.mark.storeId));
    const auto table = ProfileTable::open(m_store, nowhere, Progress());
    QVERIFY(table.has_value());
    QCOMPARE(textOf((*table)->columns()), m_text);
}

void TestColumnCache::aFullDiskIsNoError()
{
    QVERIFY(QFile::remove(file()));
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto signalBefore = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{1024, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    m_cache->keep(m_columns);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, signalBefore);
    QVERIFY(QDir(m_cacheFolder).entryList(QDir::Files | QDir::Hidden).isEmpty());
    QCOMPARE(opened(m_store), m_text);
}

void TestColumnCache::theFileMayGoWhileItIsUsed()
{
    const auto table = ProfileTable::open(m_store, *m_cache, Progress());
    QVERIFY(table.has_value());
    QVERIFY(QFile::remove(file()));
    QCOMPARE(textOf((*table)->columns()), m_text);
    m_cache->keep(m_columns); // and come again as another one
    QCOMPARE(textOf((*table)->columns()), m_text);
}

void TestColumnCache::twoProgramsMayWriteAtOnce()
{
    constexpr int rounds = 100;
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        for (int i = 0; i < rounds; ++i)
            m_cache->keep(m_columns);
        ::_exit(0);
    }
    for (int i = 0; i < rounds; ++i) {
        m_cache->keep(m_columns);
        QVERIFY(m_cache->find(m_columns.mark.storeId));
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    QCOMPARE(QDir(m_cacheFolder).entryList(QDir::Files | QDir::Hidden).size(), 1);
    QCOMPARE(opened(m_store), m_text);
}

void TestColumnCache::theLeastRecentlyUsedGo()
{
    const qint64 size = QFileInfo(file()).size();
    const ColumnCache small(m_cacheFolder, size * 5 / 2);
    TableColumns columns = m_columns;
    const auto keepAs = [&](int number) {
        columns.mark.storeId = QStringLiteral("00000000-0000-4000-8000-00000000000%1").arg(number);
        small.keep(columns);
        return m_cacheFolder + u'/' + columns.mark.storeId + QStringLiteral(".columns");
    };
    const auto usedAt = [](const QString &path, int hour) {
        QFile file(path);
        return file.open(QIODevice::ReadWrite) &&
               file.setFileTime(QDateTime(QDate(2026, 1, 1), QTime(hour, 0)), QFileDevice::FileModificationTime);
    };
    const QString first = keepAs(1);
    QVERIFY(usedAt(first, 1) && usedAt(file(), 2));
    QVERIFY(small.find(QStringLiteral("00000000-0000-4000-8000-000000000001"))); // is now the later one
    const QString second = keepAs(2);
    QVERIFY(QFile::exists(second) && QFile::exists(first) && !QFile::exists(file()));
}

void TestColumnCache::filesAreForTheirOwnerAlone()
{
    const auto owner =
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
    QCOMPARE(QFile::permissions(file()), owner);
    QCOMPARE(QFile::permissions(m_cacheFolder), owner | QFileDevice::ExeOwner | QFileDevice::ExeUser);
    // A store cannot choose a path of its own.
    TableColumns columns = m_columns;
    columns.mark.storeId = QStringLiteral("../../evil");
    m_cache->keep(columns);
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("evil.columns"))));
}

void TestColumnCache::noFolderNoCache()
{
    const ColumnCache off{QString()};
    off.keep(m_columns);
    QVERIFY(!off.find(m_columns.mark.storeId));
    QVERIFY(qEnvironmentVariableIsSet("PERENNIAL_CACHE_DIR")); // tests leave the user's own alone
    QCOMPARE(ColumnCache::defaultFolder(), qEnvironmentVariable("PERENNIAL_CACHE_DIR"));
}

QTEST_GUILESS_MAIN(TestColumnCache)
#include "tst_columncache.moc"
