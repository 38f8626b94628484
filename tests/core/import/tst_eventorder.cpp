// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"
#include "importfixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>
#include <sys/mount.h>
#include <unistd.h>

using namespace perennial;

namespace {

const QByteArray Header = "event_id,email,metric,timestamp,value,currency,order_id,label\n";

// Rows person by person: times before 1970, texts and numbers as order ids, another currency, every row of one person
// twice.
QList<QByteArray> rowsByPerson(int people, int each)
{
    QList<QByteArray> rows;
    int id = 0;
    for (int person = 1; person <= people; ++person) {
        for (int i = 0; i < each; ++i) {
            const QByteArray day = QByteArray::number(10 + (person * 7 + i * 11) % 18);
            const QByteArray year = i % 5 == 0 ? "1969" : "2025";
            const QByteArray order = i % 3 == 0 ? "A-" + day : i % 3 == 1 ? day : QByteArray();
            const QByteArray row = QByteArray::number(++id) + ",p" + QByteArray::number(person) + "@example.com," +
                                   (i % 2 ? "Viewed Product" : "Placed Order") + "," + year + "-03-" + day +
                                   "T10:00:00Z," + (i % 4 ? "-1.50" : "") + "," + (i % 6 ? "" : "SEK") + "," + order +
                                   "," + (i % 7 ? "Boots" : "Straße") + "\n";
            rows.append(row);
            if (person == 3)
                rows.append(row);
        }
    }
    return rows;
}

QByteArray timeOf(const QByteArray &row)
{
    return row.split(',').at(3);
}

QList<QByteArray> inOrder(QList<QByteArray> rows, const QString &order)
{
    QRandomGenerator random(7);
    if (order == QLatin1String("time"))
        std::ranges::stable_sort(rows, {}, timeOf);
    else if (order == QLatin1String("shuffled"))
        std::ranges::shuffle(rows, random);
    return rows;
}

QByteArray peopleFile(int people)
{
    QByteArray csv = "profile_id,email,first_name\n";
    for (int person = 1; person <= people; ++person)
        csv += QByteArray::number(person) + ",p" + QByteArray::number(person) + "@example.com,Ada\n";
    return csv;
}

Result<ImportReport> importWith(ImportFixture &fixture, const QStringList &paths, std::size_t mostHeldEvents,
                                const Progress &progress = {})
{
    ImportOptions options;
    for (const QString &path : paths)
        options.files.push_back({path, {}, {}});
    options.now = fixture.now;
    options.mostHeldEvents = mostHeldEvents;
    return runImport(fixture.store(), options, progress);
}

QString timeline(ImportFixture &fixture)
{
    return fixture.text("SELECT group_concat(profile_id || ',' || at || ',' || metric || ',' || key || ',' || "
                        "coalesce(value, '') || ',' || coalesce(currency, '') || ',' || typeof(order_key) || "
                        "coalesce(order_key, '') || ',' || coalesce(properties, ''), ';') "
                        "FROM (SELECT * FROM event_log ORDER BY profile_id, at, metric, key)");
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

int importAsChild(const QStringList &arguments)
{
    auto store = Store::openWriter(arguments.at(2));
    if (!store)
        return 1;
    ImportOptions options;
    options.files = {{arguments.at(3), {}, {}}};
    options.mostHeldEvents = 1000;
    const QString phase = arguments.at(4);
    const Progress progress({}, [&](const ProgressStep &step) {
        if (!step.phase.startsWith(phase))
            return;
        std::puts("there");
        std::fflush(stdout);
        std::getchar(); // until the parent kills
    });
    return runImport(*store, options, progress) ? 0 : 1;
}

// What the process has open and nobody can name.
int namelessFilesOf(qint64 process)
{
    const QDir open(QStringLiteral("/proc/%1/fd").arg(process));
    const QFileInfoList files = open.entryInfoList(QDir::Files | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    return static_cast<int>(std::ranges::count_if(
        files, [](const QFileInfo &file) { return file.symLinkTarget().endsWith(QLatin1String(" (deleted)")); }));
}

} // namespace

// Exports come sorted by person, by time or not at all; the store is the same, however much of it fits into memory.
class EventOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOrderMakesTheSameStore_data()
    {
        QTest::addColumn<QString>("order");
        QTest::addColumn<qulonglong>("mostHeld");
        for (const char *order : {"person", "time", "shuffled"}) {
            for (const qulonglong mostHeld : {1, 7, 100, 1'000'000})
                QTest::addRow("%s, %llu in memory", order, mostHeld) << QString::fromLatin1(order) << mostHeld;
        }
    }

    void everyOrderMakesTheSameStore()
    {
        QFETCH(QString, order);
        QFETCH(qulonglong, mostHeld);
        constexpr int People = 12;
        constexpr int Each = 20;
        const QList<QByteArray> rows = rowsByPerson(People, Each);
        ImportFixture expected;
        VERIFY_DONE(importWith(expected,
                               {expected.write(QStringLiteral("p.csv"), peopleFile(People)),
                                expected.write(QStringLiteral("e.csv"), Header + rows.join())},
                               1'000'000));

        ImportFixture fixture;
        const QString people = fixture.write(QStringLiteral("p.csv"), peopleFile(People));
        const QString events = fixture.write(QStringLiteral("e.csv"), Header + inOrder(rows, order).join());
        const auto report = importWith(fixture, {people, events}, mostHeld);
        VERIFY_DONE(report);
        QCOMPARE(report->files[1].read, rows.size());
        QCOMPARE(report->files[1].stored, People * Each);
        QCOMPARE(report->files[1].unchanged, Each);
        QCOMPARE(timeline(fixture), timeline(expected));
        QVERIFY(checkIntegrity(fixture.store().database())->isEmpty());

        const QString before = fixture.contents();
        const auto again = importWith(fixture, {people, events}, mostHeld);
        VERIFY_DONE(again);
        QCOMPARE(again->files[1].stored, 0);
        QCOMPARE(again->files[1].unchanged, rows.size());
        QCOMPARE(fixture.contents(), before);
    }

    void theFirstOfEqualEventsCounts()
    {
        const QByteArray first = "7,zoe@example.com,Viewed Page,2025-03-02T10:00:00Z,1.00,,,\n";
        const QByteArray other = "8,ada@example.com,Viewed Page,2025-03-01T10:00:00Z,5.00,,,\n";
        const QByteArray second = "7,zoe@example.com,Viewed Page,2025-03-02T10:00:00Z,2.00,,,\n";
        for (const std::size_t mostHeld : {1, 2, 3, 100}) {
            ImportFixture fixture;
            VERIFY_DONE(
                importWith(fixture,
                           {fixture.write(QStringLiteral("p.csv"), "profile_id,email,first_name\n"
                                                                   "1,ada@example.com,Ada\n2,zoe@example.com,Zoe\n"),
                            fixture.write(QStringLiteral("e.csv"), Header + first + other + second)},
                           mostHeld));
            QCOMPARE(fixture.number("SELECT value FROM events WHERE key = 7"), 100);
        }
    }

    void laterEventsFindTheirPlaceAmongThoseOfTheStore()
    {
        const QList<QByteArray> rows = inOrder(rowsByPerson(10, 20), QStringLiteral("time"));
        const qsizetype half = rows.size() / 2;
        ImportFixture fixture;
        for (const auto &part : {rows.mid(0, half + 10), rows.mid(half)})
            VERIFY_DONE(importWith(fixture, {fixture.write(QStringLiteral("e.csv"), Header + part.join())}, 16));
        QCOMPARE(fixture.number("SELECT count(*) FROM events"), 200);
        QVERIFY(checkIntegrity(fixture.store().database())->isEmpty());
    }

    void theSortIsAPhaseOfItsOwnThatCanBeStopped()
    {
        ImportFixture fixture;
        const auto rows = inOrder(rowsByPerson(2000, 20), QStringLiteral("time"));
        const QString events = fixture.write(QStringLiteral("e.csv"), Header + rows.join());
        const QString before = fixture.contents();
        const QStringList files = filesIn(QFileInfo(events).path());
        std::stop_source stop;
        QStringList phases;
        const Progress progress(stop.get_token(), [&](const ProgressStep &step) {
            phases.append(step.phase);
            if (step.phase != QLatin1String("Storing the events of e.csv"))
                return;
            QVERIFY(step.done > 0 && step.done < step.total);
            stop.request_stop();
        });
        const auto report = importWith(fixture, {events}, 1000, progress);
        QVERIFY(!report);
        QVERIFY(report.error().kind == ErrorKind::Stopped);
        QCOMPARE(phases.last(), QStringLiteral("Storing the events of e.csv"));
        QCOMPARE(fixture.contents(), before);
        QCOMPARE(filesIn(QFileInfo(events).path()), files);
    }

    void thePhasesAreSaidInOrder()
    {
        ImportFixture fixture;
        QStringList phases;
        const Progress progress({}, [&](const ProgressStep &step) {
            if (!phases.contains(step.phase))
                phases.append(step.phase);
        });
        const QString events = fixture.write(QStringLiteral("e.csv"),
                                             Header + inOrder(rowsByPerson(5, 20), QStringLiteral("shuffled")).join());
        VERIFY_DONE(importWith(fixture, {events}, 10, progress));
        QCOMPARE(phases,
                 (QStringList{QStringLiteral("Reading the store"), QStringLiteral("Importing e.csv"),
                              QStringLiteral("Storing the events of e.csv"), QStringLiteral("Writing the store")}));
    }

    void fullDiskDuringTheSortIsSaidAndHarmless()
    {
        QTemporaryDir folder;
        const QByteArray mountPoint = QFile::encodeName(folder.path());
        if (::geteuid() != 0 || ::mount("tmpfs", mountPoint.constData(), "tmpfs", 0, "size=2m") != 0)
            QSKIP("A small disk for this test can only be made by root.");
        const auto unmount = qScopeGuard([&] { ::umount(mountPoint.constData()); });
        {
            auto store = Store::create(folder.filePath(QStringLiteral("s.perennial")), {});
            VERIFY_DONE(store);
            const QStringList files = filesIn(folder.path());
            ImportFixture fixture;
            const auto rows = inOrder(rowsByPerson(5000, 20), QStringLiteral("time"));
            ImportOptions options;
            options.files = {{fixture.write(QStringLiteral("e.csv"), Header + rows.join()), {}, {}}};
            options.mostHeldEvents = 1000;
            const auto report = runImport(*store, options);
            QVERIFY(!report);
            QVERIFY(report.error().kind == ErrorKind::Disk);
            QVERIFY2(report.error().message.startsWith(QLatin1String("The disk is full. Events that do not come")),
                     qPrintable(report.error().message));
            QCOMPARE(store->database().integer("SELECT count(*) FROM events").value_or(-1), 0);
            QCOMPARE(filesIn(folder.path()), files);
        }
    }

    // What waits on the disk has no name, so nothing of it outlives the process.
    void killedImportLeavesNoFileBehind()
    {
        ImportFixture fixture;
        const auto rows = inOrder(rowsByPerson(5000, 20), QStringLiteral("time"));
        const QString events = fixture.write(QStringLiteral("e.csv"), Header + rows.join());
        const QString path = fixture.write(QStringLiteral("child.perennial"), {});
        for (const QString phase : {"Importing", "Storing the events", "Writing"}) {
            QFile::remove(path);
            {
                QVERIFY(Store::create(path, {}));
            }
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(),
                        {QStringLiteral("--import-child"), path, events, phase});
            QVERIFY(child.waitForStarted());
            QVERIFY2(child.waitForReadyRead(), qPrintable(phase));
            if (phase.startsWith(QLatin1String("Storing")))
                QVERIFY2(namelessFilesOf(child.processId()) > 0, "what waits on the disk is open now");
            child.kill();
            QVERIFY(child.waitForFinished());
            for (const QString &file : filesIn(QFileInfo(path).path()))
                QVERIFY2(file.startsWith(QLatin1String("child.perennial")) || file == QLatin1String("e.csv") ||
                             file.startsWith(QLatin1String("shop.perennial")),
                         qPrintable(file));
            auto store = Store::openWriter(path);
            VERIFY_DONE(store);
            const qint64 count = store->database().integer("SELECT count(*) FROM events").value_or(-1);
            QCOMPARE(count, 0);
        }
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == QLatin1String("--import-child"))
        return importAsChild(app.arguments());
    EventOrderTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_eventorder.moc"
