// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/transaction.h"
#include "core/store/backup.h"
#include "core/store/schema.h"
#include "core/store/store.h"
#include "core/store/storefile.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace perennial;

class StoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newStoreIsPrivateAndRemembersItsSettings();
    void refusesWhatIsNoStore_data();
    void refusesWhatIsNoStore();
    void refusesNewerSchemaUntouched();
    void secondWriterIsRefusedReadersGoOn();
    void readerCannotWrite();
    void storeInAReadOnlyFolderIsReadAndNothingIsMadeThere();
    void storeWithAnUnfinishedLogInAReadOnlyFolderIsRefused();
    void linkInAReadOnlyFolderShowsWhatWasCommittedLast();
    void networkDrivesAreRefusedByTheirKind();
    void lockOfADeadOwnerIsTakenOver();
    void rolledBackUnlessCommitted();
    void migratesStepByStep();
    void versionThreeKeepsSegmentsAndLists();
    void versionFourHoldsOneLifecycle();
    void versionFiveHoldsFlows();
    void versionSixHoldsDestinationsAndTheirRuns();
    void failedStepLeavesTheVersionBefore();
    void backupIsVerifiedAndPrivate();
    void integrityCheckSeesAFlippedByte();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    Store makeStore(const QString &name) const
    {
        auto store = Store::create(path(name), {.name = "Fern", .currency = "EUR", .homeZone = "Europe/Berlin"});
        Q_ASSERT(store);
        return std::move(*store);
    }

    QTemporaryDir m_folder;
};

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

unsigned modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 0777U : 0U;
}

} // namespace

void StoreTest::newStoreIsPrivateAndRemembersItsSettings()
{
    const StoreSettings settings{.name = "Fern & Kettle", .currency = "JPY", .homeZone = "Asia/Tokyo", .demo = true};
    QString id;
    {
        auto store = Store::create(path("new.perennial"), settings);
        QVERIFY(store);
        id = store->storeId();
        QVERIFY(!id.isEmpty());
    }
    QCOMPARE(modeOf(path("new.perennial")), 0600U);
    auto reader = Store::openReader(path("new.perennial"));
    QVERIFY(reader);
    QCOMPARE(reader->settings(), settings);
    QCOMPARE(reader->storeId(), id);
    QCOMPARE(reader->homeZone().id(), QByteArray("Asia/Tokyo"));
    QCOMPARE(reader->revision().value(), 0);
    QCOMPARE(reader->database().integer("PRAGMA application_id").value(), qint64(StoreApplicationId));
}

void StoreTest::refusesWhatIsNoStore_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("missing") << "missing.perennial" << QByteArray() << ErrorKind::NotFound;
    QTest::newRow("zero bytes") << "zero.perennial" << QByteArray("") << ErrorKind::Unreadable;
    QTest::newRow("text") << "text.perennial" << QByteArray("Name,Email\n").repeated(50) << ErrorKind::Unreadable;
    QTest::newRow("cut header") << "cut.perennial" << QByteArray("SQLite format 3\0", 16) << ErrorKind::Unreadable;
    QTest::newRow("folder") << "." << QByteArray() << ErrorKind::Unreadable;
    QTest::newRow("foreign") << "foreign.perennial" << QByteArray("sqlite") << ErrorKind::Unreadable;
}

void StoreTest::refusesWhatIsNoStore()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(ErrorKind, kind);
    if (content == "sqlite") {
        auto foreign = Database::open(path(name), Database::Mode::Create);
        QVERIFY(foreign && foreign->execute("CREATE TABLE t(x)"));
        content = contentOf(path(name));
    } else if (!content.isNull()) {
        write(path(name), content);
    }
    for (const auto open : {&Store::openReader, &Store::openWriter}) {
        const auto store = open(path(name));
        QVERIFY(!store);
        QCOMPARE(store.error().kind, kind);
        QVERIFY(store.error().message.endsWith(u'.'));
        QVERIFY(store.error().where.contains(path(name)));
    }
    QCOMPARE(contentOf(path(name)), content);
    QVERIFY(!QFile::exists(path(name) + "-lock"));
}

void StoreTest::refusesNewerSchemaUntouched()
{
    const QString file = path("newer.perennial");
    {
        auto store = makeStore("newer.perennial");
        QVERIFY(store.database().execute("PRAGMA user_version=99"));
        QVERIFY(store.checkpoint());
    }
    const QByteArray before = contentOf(file);
    for (const auto open : {&Store::openReader, &Store::openWriter}) {
        const auto store = open(file);
        QVERIFY(!store);
        QCOMPARE(store.error().kind, ErrorKind::Refused);
        QVERIFY(store.error().message.contains("99"));
    }
    QCOMPARE(contentOf(file), before);
}

void StoreTest::secondWriterIsRefusedReadersGoOn()
{
    auto owner = makeStore("owned.perennial");
    const auto second = Store::openWriter(path("owned.perennial"));
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Refused);
    QVERIFY(second.error().message.contains(QString::number(QCoreApplication::applicationPid())));
    auto transaction = Transaction::begin(owner.database());
    QVERIFY(transaction && owner.bumpRevision());
    auto reader = Store::openReader(path("owned.perennial"));
    QVERIFY(reader);
    QCOMPARE(reader->revision().value(), 0);
    QVERIFY(transaction->commit());
    QCOMPARE(reader->revision().value(), 1);
}

void StoreTest::readerCannotWrite()
{
    makeStore("reader.perennial");
    auto reader = Store::openReader(path("reader.perennial"));
    QVERIFY(reader);
    for (const char *sql : {"DELETE FROM settings", "CREATE TABLE t(x)", "ATTACH ':memory:' AS other"})
        QVERIFY2(!reader->database().execute(sql), sql);
}

// Root may write anywhere, so the tests of folders that may not be written become somebody else for a while.
class AsNobody
{
public:
    explicit AsNobody(const QString &folder)
        : m_folder(QFile::encodeName(folder))
        , m_wasRoot(::geteuid() == 0)
    {
        ::chmod(m_folder.constData(), 0555);
        if (m_wasRoot && ::setresuid(Nobody, Nobody, 0) != 0)
            qFatal("cannot change the user");
    }
    ~AsNobody()
    {
        if (m_wasRoot && ::setresuid(0, 0, 0) != 0)
            qFatal("cannot change the user back");
        ::chmod(m_folder.constData(), 0700);
    }
    Q_DISABLE_COPY_MOVE(AsNobody)

private:
    static constexpr uid_t Nobody = 65534;
    QByteArray m_folder;
    bool m_wasRoot;
};

void StoreTest::storeInAReadOnlyFolderIsReadAndNothingIsMadeThere()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath("50 % off?#.perennial");
    QVERIFY(Store::create(file, {.name = "Fern"}));
    QFile::remove(file + "-lock");
    ::chmod(QFile::encodeName(file).constData(), 0444);
    const AsNobody nobody(folder.path());
    const auto reader = Store::openReader(file);
    QVERIFY2(reader, qPrintable(reader ? QString() : reader.error().detail));
    QCOMPARE(reader->settings().name, "Fern");
    QCOMPARE(reader->revision().value(), 0);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"50 % off?#.perennial"});
    const auto writer = Store::openWriter(file);
    QVERIFY(!writer);
    QCOMPARE(writer.error().kind, ErrorKind::Refused);
}

void StoreTest::storeWithAnUnfinishedLogInAReadOnlyFolderIsRefused()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath("cut.perennial");
    QVERIFY(Store::create(file, {.name = "Fern"}));
    write(file + "-wal", "what was committed last may be in here");
    ::chmod(QFile::encodeName(file).constData(), 0444);
    const AsNobody nobody(folder.path());
    const auto reader = Store::openReader(file);
    QVERIFY(!reader);
    QCOMPARE(reader.error().kind, ErrorKind::Refused);
    QVERIFY(reader.error().message.contains("read-only"));
}

void StoreTest::linkInAReadOnlyFolderShowsWhatWasCommittedLast()
{
    const QTemporaryDir folder, links;
    const QString file = folder.filePath("shop.perennial"), link = links.filePath("link.perennial");
    const auto writable = qScopeGuard([&] { ::chmod(QFile::encodeName(folder.path()).constData(), 0700); });
    auto owner = Store::create(file, {.name = "Fern"});
    QVERIFY(owner && owner->bumpRevision()); // in the log alone
    QVERIFY(QFile::link(file, link));
    for (const char *suffix : {"", "-wal", "-shm"})
        ::chmod(QFile::encodeName(file + QLatin1String(suffix)).constData(), 0666);
    ::chmod(QFile::encodeName(folder.path()).constData(), 0555);
    const AsNobody nobody(links.path());
    const auto reader = Store::openReader(link);
    QVERIFY2(reader, qPrintable(reader ? QString() : reader.error().detail));
    QCOMPARE(reader->revision().value(), 1);
}

void StoreTest::networkDrivesAreRefusedByTheirKind()
{
    for (const char *type : {"nfs4", "cifs", "fuse.sshfs"})
        QVERIFY2(isNetworkFileSystem(type), type);
    for (const char *type : {"ext4", "btrfs", "tmpfs", "overlay", "fuse.gocryptfs", ""})
        QVERIFY2(!isNetworkFileSystem(type), type);
}

void StoreTest::lockOfADeadOwnerIsTakenOver()
{
    makeStore("stale.perennial");
    write(path("stale.perennial-lock"), "999999\n");
    QVERIFY(Store::openWriter(path("stale.perennial")));
}

void StoreTest::rolledBackUnlessCommitted()
{
    auto store = makeStore("rollback.perennial");
    {
        auto transaction = Transaction::begin(store.database());
        QVERIFY(transaction && store.bumpRevision());
    }
    QCOMPARE(store.revision().value(), 0);
}

void StoreTest::migratesStepByStep()
{
    auto database = Database::open(path("steps.sqlite"), Database::Mode::Create);
    QVERIFY(database);
    const SchemaStep steps[] = {{1, "CREATE TABLE a(x)"},
                                {2, "ALTER TABLE a ADD COLUMN y; INSERT INTO a VALUES(1, 2)"}};
    QVERIFY(migrate(*database, std::span(steps).first(1)));
    QVERIFY(migrate(*database, steps));
    QVERIFY(migrate(*database, steps));
    QCOMPARE(database->integer("PRAGMA user_version").value(), 2);
    QCOMPARE(database->integer("SELECT count(*) FROM a").value(), 1);
}

void StoreTest::versionThreeKeepsSegmentsAndLists()
{
    auto database = Database::open(path("two.sqlite"), Database::Mode::Create);
    QVERIFY(database);
    QVERIFY(migrate(*database, schemaSteps().first(2)));
    QVERIFY(database->execute("INSERT INTO segments VALUES (1, 'Win back', 10, 20, NULL);"
                              "INSERT INTO lists VALUES (1, 'Newsletter', 'From the fair', 10);"));
    QVERIFY(migrate(*database, schemaSteps()));
    QCOMPARE(database->integer("PRAGMA user_version").value(), newestSchemaVersion());
    QCOMPARE(database->integer("SELECT count(*) FROM segments WHERE name = 'Win back' AND owner IS NULL").value(), 1);
    QCOMPARE(
        database->integer("SELECT count(*) FROM lists WHERE note = 'From the fair' AND segment_id IS NULL").value(), 1);
    QVERIFY(database->execute("INSERT INTO segment_tags VALUES (1, 'Spring')"));
    QVERIFY(!database->execute("INSERT INTO segment_tags VALUES (1, 'spring')"));
    QVERIFY(database->execute("UPDATE segments SET owner = 'Ada', last_used = 5;"
                              "UPDATE lists SET segment_id = 1, segment_version = 2, as_of = 3, document = '{}';"
                              "INSERT INTO segment_templates VALUES (1, 'Mine', '{}', 10);"));
}

void StoreTest::versionFourHoldsOneLifecycle()
{
    auto database = Database::open(path("three.sqlite"), Database::Mode::Create);
    QVERIFY(database);
    QVERIFY(migrate(*database, schemaSteps().first(3)));
    QVERIFY(database->execute("INSERT INTO segments(id, name, created_at, updated_at) VALUES (1, 'Win back', 10, 20);"
                              "INSERT INTO segment_tags VALUES (1, 'Spring')"));
    QVERIFY(migrate(*database, schemaSteps()));
    QCOMPARE(database->integer("PRAGMA user_version").value(), newestSchemaVersion());
    QCOMPARE(database->integer("SELECT count(*) FROM segment_tags").value(), 1);
    QCOMPARE(database->integer("SELECT count(*) FROM lifecycle").value(), 0);
    QVERIFY(database->execute("INSERT INTO lifecycle VALUES (1, '{}', 10)"));
    QVERIFY(!database->execute("INSERT INTO lifecycle VALUES (2, '{}', 10)"));
}

void StoreTest::versionFiveHoldsFlows()
{
    auto database = Database::open(path("four.sqlite"), Database::Mode::Create);
    QVERIFY(database);
    QVERIFY(migrate(*database, schemaSteps().first(4)));
    QVERIFY(database->execute("INSERT INTO segments(id, name, created_at, updated_at) VALUES (1, 'Win back', 10, 20);"
                              "INSERT INTO profiles(id, import_id) VALUES (1, 0);"
                              "INSERT INTO flow_stays VALUES ('Welcome', 'Mail', 1, 2, NULL)"));
    QVERIFY(migrate(*database, schemaSteps()));
    QCOMPARE(database->integer("PRAGMA user_version").value(), newestSchemaVersion());
    QCOMPARE(database->integer("SELECT count(*) FROM flow_stays").value(), 1);
    QVERIFY(database->execute("INSERT INTO flows VALUES (1, 'Win back', 10, 10, NULL);"
                              "INSERT INTO flow_versions VALUES (1, 1, 10, '{}', NULL)"));
    QVERIFY(!database->execute("INSERT INTO flows VALUES (2, 'win BACK', 10, 10, NULL)"));
}

void StoreTest::versionSixHoldsDestinationsAndTheirRuns()
{
    auto database = Database::open(path("five.sqlite"), Database::Mode::Create);
    QVERIFY(database);
    QVERIFY(migrate(*database, schemaSteps().first(5)));
    QVERIFY(database->execute("INSERT INTO flows VALUES (1, 'Win back', 10, 10, NULL)"));
    QVERIFY(migrate(*database, schemaSteps()));
    QCOMPARE(database->integer("PRAGMA user_version").value(), 6);
    QCOMPARE(database->integer("SELECT count(*) FROM flows").value(), 1);
    QVERIFY(database->execute("INSERT INTO destinations VALUES (1, 'Mail', '{}', '{}', 10, 10, NULL)"));
    QVERIFY(!database->execute("INSERT INTO destinations VALUES (2, 'MAIL', '{}', '{}', 10, 10, NULL)"));
    const QByteArray run = "INSERT INTO push_runs(destination_id, destination, state, due_at, as_of, started_at, "
                           "session, joins, stays, leaves, plan) VALUES (1, '{}', 'done', 60, 1, 1, 1, 0, 0, 0, x'')";
    QVERIFY(database->execute(run));
    QVERIFY(!database->execute(run)); // one run for each due moment
}

void StoreTest::failedStepLeavesTheVersionBefore()
{
    auto database = Database::open(path("failing.sqlite"), Database::Mode::Create);
    QVERIFY(database);
    const SchemaStep steps[] = {{1, "CREATE TABLE a(x)"}, {2, "CREATE TABLE b(x); CREATE TABLE a(x)"}};
    QVERIFY(!migrate(*database, steps));
    QCOMPARE(database->integer("PRAGMA user_version").value(), 1);
    QCOMPARE(database->integer("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").value(), 0);
}

void StoreTest::backupIsVerifiedAndPrivate()
{
    auto store = makeStore("backed.perennial");
    const auto copy = backUp(store.database());
    QVERIFY2(copy, qPrintable(copy ? QString() : copy.error().detail));
    QCOMPARE(*copy, path(QStringLiteral("backed.perennial.backup-v%1").arg(newestSchemaVersion())));
    QCOMPARE(modeOf(*copy), 0600U);
    auto reader = Store::openReader(*copy);
    QVERIFY(reader);
    QCOMPARE(reader->storeId(), store.storeId());
    QVERIFY(!QFile::exists(*copy + ".unfinished"));
}

void StoreTest::integrityCheckSeesAFlippedByte()
{
    {
        auto store = makeStore("damaged.perennial");
        QVERIFY(store.database().execute(
            "INSERT INTO metrics(name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
            "FROM n WHERE i < 2000) SELECT 'Metric ' || i FROM n"));
        QVERIFY(store.checkpoint());
    }
    QByteArray content = contentOf(path("damaged.perennial"));
    const qsizetype at = content.indexOf("Metric 1234");
    QVERIFY(at > 0);
    content[at] = 'X';
    write(path("damaged.perennial"), content);
    auto store = Store::openReader(path("damaged.perennial"));
    QVERIFY(store);
    const auto findings = checkIntegrity(store->database());
    QVERIFY(findings);
    QVERIFY(!findings->isEmpty());
}

QTEST_GUILESS_MAIN(StoreTest)
#include "tst_store.moc"
