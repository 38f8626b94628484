// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"
#include "importfixture.h"

#include <QCoreApplication>
#include <QProcess>

#include <csignal>
#include <sys/mount.h>
#include <unistd.h>

using namespace perennial;

namespace {

int importAsChild(const QStringList &arguments)
{
    auto store = Store::openWriter(arguments.at(2));
    if (!store)
        return 1;
    ImportOptions options;
    options.files = {{arguments.at(3), {}, {}}};
    return runImport(*store, options) ? 0 : 1;
}

} // namespace

// An import that does not come to its end: all or nothing.
class ImportStopsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stoppingLeavesTheStoreAsItWas()
    {
        ImportFixture fixture;
        VERIFY_DONE(fixture.import({fixture.write(QStringLiteral("a.csv"), manyEvents(5, 5))}));
        const QString before = fixture.contents();
        const QString large = fixture.write(QStringLiteral("b.csv"), manyEvents(8000, 50));
        for (const int calls : {0, 1, 2}) {
            std::stop_source stop;
            int seen = 0;
            const Progress progress(stop.get_token(), [&](const ProgressStep &) {
                if (++seen > calls)
                    stop.request_stop();
            });
            if (calls == 0)
                stop.request_stop();
            const auto report = fixture.import({large}, progress);
            QVERIFY(!report);
            QVERIFY(report.error().kind == ErrorKind::Stopped);
            QCOMPARE(fixture.contents(), before);
        }
    }

    // A killed import leaves the store whole, with all of the file or nothing of it.
    void killedImportIsAllOrNothing()
    {
        ImportFixture fixture;
        const QString events = fixture.write(QStringLiteral("k.csv"), manyEvents(4000, 50));
        const QString storePath = fixture.write(QStringLiteral("child.perennial"), {});
        for (const int delayMs : {40, 150, 300, 600}) {
            QFile::remove(storePath);
            {
                QVERIFY(Store::create(storePath, {}));
            }
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--import-child"), storePath, events});
            QVERIFY(child.waitForStarted());
            if (!child.waitForFinished(delayMs))
                ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
            child.waitForFinished();
            auto store = Store::openWriter(storePath);
            VERIFY_DONE(store);
            const qint64 count = store->database().integer("SELECT count(*) FROM events").value_or(-1);
            QVERIFY2(count == 0 || count == 200'000, qPrintable(QString::number(count)));
            QCOMPARE(store->database().integer("SELECT count(*) FROM imports").value_or(-1), count == 0 ? 0 : 1);
            QVERIFY(checkIntegrity(store->database())->isEmpty());
        }
    }

    void fullDiskIsSaidAndHarmless()
    {
        QTemporaryDir folder;
        const QByteArray mountPoint = QFile::encodeName(folder.path());
        if (::geteuid() != 0 || ::mount("tmpfs", mountPoint.constData(), "tmpfs", 0, "size=4m") != 0)
            QSKIP("A small disk for this test can only be made by root.");
        {
            auto store = Store::create(folder.filePath(QStringLiteral("s.perennial")), {});
            VERIFY_DONE(store);
            ImportFixture files;
            ImportOptions options;
            options.files = {{files.write(QStringLiteral("e.csv"), manyEvents(8000, 50)), {}, {}}};
            const auto report = runImport(*store, options);
            QVERIFY(!report);
            QVERIFY(report.error().kind == ErrorKind::Disk);
            QCOMPARE(store->database().integer("SELECT count(*) FROM events").value_or(-1), 0);
            QCOMPARE(store->database().integer("PRAGMA foreign_keys").value_or(-1), 1);
        }
        ::umount(mountPoint.constData());
    }

    void aDeletedStoreIsNoticed()
    {
        ImportFixture fixture;
        const QString events = fixture.write(QStringLiteral("e.csv"), manyEvents(20, 20));
        QVERIFY(QFile::remove(fixture.path()));
        const auto report = fixture.import({events});
        QVERIFY(!report);
        QVERIFY(report.error().where.endsWith(QLatin1String("shop.perennial")));
    }

    void aFileThatFailsTakesNothingWithIt()
    {
        ImportFixture fixture;
        const QString good = fixture.write(QStringLiteral("a.csv"), manyEvents(3, 3));
        const QString empty = fixture.write(QStringLiteral("b.csv"), {});
        const QString before = fixture.contents();
        const auto report = fixture.import({good, empty});
        QVERIFY(!report);
        QVERIFY(report.error().kind == ErrorKind::Unreadable);
        QVERIFY(report.error().where.contains(QLatin1String("b.csv")));
        QCOMPARE(fixture.contents(), before);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == QLatin1String("--import-child"))
        return importAsChild(app.arguments());
    ImportStopsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_importstops.moc"
