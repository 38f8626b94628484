// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columnarchive.h"
#include "core/segment/columns/columncache.h"
#include "core/segment/columns/jsonbytes.h"
#include "core/sqlite/transaction.h"
#include "tests/core/segment/rows/randomstore.h"
#include "tests/core/segment/rows/tabletext.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstring>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace perennial;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

// Makes the next revision of a store, of everybody or of one person.
bool change(const QString &path, const QByteArray &sql, std::optional<qint64> profile = {})
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

} // namespace

class TestColumnCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsKeptIsWhatWasBuilt();
    void jsonValuesComeBackExactly();
    void everyFlippedByteIsNoticed();
    void everyTruncationIsNoticed();
    void aNewerFormatIsLeftAlone();
    void columnsThatWouldLeadOutsideAreRefused();
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

private:
    [[nodiscard]] TableColumns built(const QString &path);
    [[nodiscard]] QString opened(const QString &path);
    [[nodiscard]] QString file() { return m_cacheFolder + u'/' + m_columns.mark.storeId + QStringLiteral(".columns"); }
    void refuses(const TableColumns &columns);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_store;
    QString m_cacheFolder;
    std::optional<ColumnCache> m_cache;
    TableColumns m_columns; // as built
    QString m_text;
};

void TestColumnCache::init()
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

TableColumns TestColumnCache::built(const QString &path)
{
    const auto table = ProfileTable::build(path, Progress());
    return table ? (*table)->columns() : TableColumns();
}

QString TestColumnCache::opened(const QString &path)
{
    const auto table = ProfileTable::open(path, *m_cache, Progress());
    return table ? textOf((*table)->columns()) : table.error().message;
}

void TestColumnCache::whatIsKeptIsWhatWasBuilt()
{
    for (quint32 seed = 20; seed < 40; ++seed) {
        const QString path = m_folder->filePath(QStringLiteral("s%1.perennial").arg(seed));
        QVERIFY(RandomStore(seed).write(path));
        const TableColumns columns = built(path);
        m_cache->keep(columns);
        const auto found = m_cache->find(columns.mark.storeId);
        QVERIFY(found.has_value());
        QCOMPARE(found->columns.mark, columns.mark);
        QCOMPARE(textOf(found->columns), textOf(columns));
        QCOMPARE(opened(path), textOf(columns));
    }
}

void TestColumnCache::jsonValuesComeBackExactly()
{
    const QJsonArray list = QJsonDocument::fromJson(R"([1, 1.0, -0.0, 1e300, 9007199254740993, "", "Zoë", "\ud800",
        true, false, null, [], {}, [1, [2.0, {"a": null}]], {"b": {"c": [3]}, "": 1}])")
                                .array();
    QCOMPARE(list.size(), 15);
    for (const QJsonValue &value : list) {
        QByteArray bytes, again;
        appendJsonBytes(bytes, value);
        const auto back = jsonFromBytes(bytes);
        QVERIFY(back.has_value());
        QCOMPARE(*back, value);
        QCOMPARE(back->toVariant().typeId(), value.toVariant().typeId());
        appendJsonBytes(again, *back);
        QCOMPARE(again, bytes);
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!jsonFromBytes(bytes.first(size)));
        QVERIFY(!jsonFromBytes(bytes + 'n'));
    }
    QVERIFY(!jsonFromBytes(QByteArray("a\x01\0\0\0", 5).repeated(5000) + 'n'));
}

void TestColumnCache::everyFlippedByteIsNoticed()
{
    const QByteArray whole = bytesOf(file());
    QVERIFY(whole.size() > 4096);
    for (qsizetype at = 0; at < whole.size(); at += at < 2048 ? 1 : 5) {
        QByteArray flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << at % 8));
        QVERIFY(put(file(), flipped));
        QVERIFY2(!m_cache->find(m_columns.mark.storeId), qPrintable(QString::number(at)));
        if (at % 40 == 0) { // built anew, and kept anew
            QCOMPARE(opened(m_store), m_text);
            QVERIFY(m_cache->find(m_columns.mark.storeId));
        }
    }
}

void TestColumnCache::everyTruncationIsNoticed()
{
    const QByteArray whole = bytesOf(file());
    // Sections begin at multiples of 64.
    for (qsizetype border = 0; border < whole.size(); border += 64) {
        for (const qsizetype size : {border - 1, border, border + 1}) {
            if (size < 0 || size >= whole.size())
                continue;
            QVERIFY(put(file(), whole.first(size)));
            QVERIFY(!m_cache->find(m_columns.mark.storeId));
        }
    }
    QVERIFY(put(file(), whole + QByteArray(64, '\0')));
    QVERIFY(!m_cache->find(m_columns.mark.storeId));
    QCOMPARE(opened(m_store), m_text);
}

void TestColumnCache::aNewerFormatIsLeftAlone()
{
    QByteArray newer = bytesOf(file());
    newer[8] = static_cast<char>(newer[8] + 1);
    QVERIFY(put(file(), newer));
    QString reason;
    QVERIFY(!ColumnFile::open(file(), reason));
    QVERIFY(reason.contains(QLatin1String("format")));
    QCOMPARE(opened(m_store), m_text);
}

void TestColumnCache::refuses(const TableColumns &columns)
{
    m_cache->keep(columns);
    QVERIFY(!m_cache->find(columns.mark.storeId));
    QCOMPARE(opened(m_store), m_text);
    QVERIFY(m_cache->find(columns.mark.storeId));
}

// Files whose checksums are right and whose content is not.
void TestColumnCache::columnsThatWouldLeadOutsideAreRefused()
{
    const auto people = static_cast<quint32>(m_columns.ids.size());
    const auto with = [&](auto spoil) {
        TableColumns columns = m_columns;
        spoil(columns);
        refuses(columns);
    };
    const auto changed = [](const auto &column, size_t at, auto value) {
        std::vector values(column.begin(), column.end());
        values.at(at) = value;
        return values;
    };
    with([&](TableColumns &c) { c.metrics[0].people = changed(c.metrics[0].people, 0, people); });
    with([&](TableColumns &c) {
        c.metrics[0].people = changed(c.metrics[0].people, c.metrics[0].people.size() - 1, people);
    });
    with([&](TableColumns &c) { c.metrics[0].starts = changed(c.metrics[0].starts, 0, 1u); });
    with([&](TableColumns &c) { c.metrics[0].starts = changed(c.metrics[0].starts, 1, 0xfffffff0u); });
    with([&](TableColumns &c) { c.metrics[0].details = changed(c.metrics[0].details, 0, c.details.size()); });
    with([&](TableColumns &c) { c.metrics[0].seconds = {}, c.metrics[0].millis = {}; });
    with([&](TableColumns &c) { c.metrics[0].starts = {}; });
    with([&](TableColumns &c) { c.ids = changed(c.ids, 1, c.ids[0]); });
    with([&](TableColumns &c) { c.knownSince = std::vector<qint64>(3); });
    with([&](TableColumns &c) { c.haveEmail = ProfileSet(people + 64); });
    with([&](TableColumns &c) { c.havePhone.words().back() = ~quint64(0); });
    const auto text = std::ranges::find(m_columns.properties, ValueType::Text, &PropertyColumn::type);
    QVERIFY(text != m_columns.properties.end() && people % 64 != 0);
    const auto place = static_cast<size_t>(text - m_columns.properties.begin());
    with([&](TableColumns &c) {
        c.properties[place].codes = changed(c.properties[place].codes, 0, quint32(c.properties[place].texts.size()));
    });
    with([&](TableColumns &c) { c.properties[place].texts.clear(); });
    with([&](TableColumns &c) { c.properties[place].type = ValueType::Number; });
    with([&](TableColumns &c) { c.properties[place].histories = std::vector<PropertyColumn::Earlier>{{0, 0, -1}}; });
    with([&](TableColumns &c) {
        c.properties[place].histories = std::vector<PropertyColumn::Earlier>{{people, 0, 0}};
    });
    with([&](TableColumns &c) {
        c.channels[0].consents = std::vector<ConsentRow>{{people, ConsentState::Never, OptIn::NotTold, 0, 0}};
    });
    with([&](TableColumns &c) {
        c.channels[0].consents = std::vector<ConsentRow>{{0, static_cast<ConsentState>(9), OptIn::NotTold, 0, 0}};
    });
    with([&](TableColumns &c) {
        c.channels[1].suppressions = std::vector<SuppressionRow>{{1, false, 0, 0}, {0, false, 0, 0}};
    });
    with([&](TableColumns &c) {
        c.channels[0].consents = std::vector<ConsentRow>{{0, ConsentState::Never, OptIn::NotTold, 9, 0}};
    });
    with([&](TableColumns &c) { c.lists = {{QStringLiteral("VIP"), {}, std::vector<StayRow>{{people, 0, 0}}}}; });
    with([&](TableColumns &c) { c.orders.people = std::vector<OrderRun>{{0, 0, 5}}; });
    with([&](TableColumns &c) {
        c.orders.people = std::vector<OrderRun>{{0, 0, 1}};
        c.orders.times = c.orders.cancelledAt = std::vector<qint64>{0};
        c.orders.lineStarts = std::vector<quint32>{0, 4};
    });
    const auto spoilt = [&](auto spoil) {
        with([&](TableColumns &c) {
            std::vector<DetailColumn> details = c.details.columns();
            spoil(details[0]);
            c.details = DetailTable(c.details.size(), std::move(details));
        });
    };
    spoilt([&](DetailColumn &c) { c.details = changed(c.details, c.details.size() - 1, m_columns.details.size()); });
    spoilt([&](DetailColumn &c) { c.codes = changed(c.codes, 0, quint32(c.values.size())); });
    spoilt([&](DetailColumn &c) { c.values.clear(); });
}

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
