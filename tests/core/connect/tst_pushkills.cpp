// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/outbox.h"
#include "core/store/store.h"
#include "tests/core/connect/hookendpoint.h"
#include "tests/testpaths.h"

#include <QEventLoop>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

constexpr int People = 60;

// A program that sends is killed, or finds the disk full, at its 1st, 2nd, 3rd … write; the next program goes on.
// Whoever receives drops what carries an id it knows, as Standard Webhooks asks: to it, each person came once.
class PushKillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyArrivesOnceWhereverItDies();
    void everybodyArrivesOnceWhereverTheDiskIsFull();

private:
    void goThrough(const QString &harm, int step, int leastPoints);
    static std::optional<RunState> stateOf(const QString &path, PushRunId id)
    {
        auto store = Store::openReader(path);
        const auto run = store ? Outbox(*store).run(id) : Result<PushRun>(failure(store.error()));
        return run ? std::optional(run->state) : std::nullopt;
    }
    // What the program came to, with this test's web server at work meanwhile; -1: killed.
    int send(const QString &store, PushRunId run, const QString &harm)
    {
        QProcess program;
        const QStringList words{builtProgram(QStringLiteral("../tests/send_run")), store, QString::number(run.value)};
        const QStringList under{QStringLiteral("-qq"), QStringLiteral("-f"),
                                QStringLiteral("-o"),  QStringLiteral("/dev/null"),
                                QStringLiteral("-e"),  QStringLiteral("trace=pwrite64"),
                                QStringLiteral("-e"),  QStringLiteral("inject=pwrite64:") + harm};
        QEventLoop loop;
        connect(&program, &QProcess::finished, &loop, &QEventLoop::quit);
        connect(&program, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        if (!harm.isEmpty())
            program.start(QStringLiteral("strace"), under + words);
        else
            program.start(words.front(), words.mid(1));
        loop.exec();
        return program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1;
    }
};

void PushKillsTest::everybodyArrivesOnceWhereverItDies()
{
    goThrough(QStringLiteral("signal=KILL:when=%1"), 1, 50);
}

// From that write on, until somebody made room.
void PushKillsTest::everybodyArrivesOnceWhereverTheDiskIsFull()
{
    goThrough(QStringLiteral("error=ENOSPC:when=%1+"), 5, 10);
}

// Harms one program after the other at a later write, until one comes through unharmed.
void PushKillsTest::goThrough(const QString &harm, int step, int leastPoints)
{
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
        QSKIP("There is no strace to kill a program at a certain write.");
    int points = 0;
    for (bool isHarmed = true; isHarmed; ++points) {
        const int write = 1 + points * step;
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.perennial"));
        HookEndpoint endpoint;
        endpoint.key = QByteArray(32, 'k');
        PushRunId run;
        DestinationId destination;
        {
            auto store = Store::create(path, {.name = QStringLiteral("Fern")});
            QVERIFY(store && store->database().execute(hookPeople(People)));
            Destination hook;
            hook.name = QStringLiteral("Hook");
            hook.kind = DestinationKind::Webhook;
            hook.way = DeliveryWay::Event;
            hook.source = {AudienceKind::List, QStringLiteral("All")};
            hook.account = {{QStringLiteral("url"), endpoint.url().toString()},
                            {QStringLiteral("rows"), QStringLiteral("7")}};
            destination = DestinationShelf(*store).add(hook, {1})->id;
            NewRun fresh;
            fresh.destinationId = destination;
            fresh.destination = hook;
            for (qint64 id = 1; id <= People; ++id)
                fresh.people.adds.push_back({id});
            fresh.joins = People;
            fresh.asOf = {1000};
            fresh.session = 9;
            run = Outbox(*store).start(fresh, {1000})->id;
        }
        isHarmed = send(path, run, harm.arg(write)) != 0;
        if (isHarmed && stateOf(path, run) != RunState::Done) // else it died while it closed the store
            QCOMPARE(send(path, run, {}), 0);
        const auto store = Store::openReader(path);
        QVERIFY(store);
        QCOMPARE(store->database().text("PRAGMA integrity_check").value(), QStringLiteral("ok"));
        auto writer = Store::openWriter(path);
        QVERIFY(writer);
        const PushRun done = Outbox(*writer).run(run).value();
        QCOMPARE(done.state, RunState::Done);
        QCOMPARE(done.sent, People);
        QCOMPARE(DestinationShelf(*writer).sentPeople(destination)->size(), size_t(People));
        QCOMPARE(endpoint.idsOf.size(), size_t(People));
        for (const auto &[person, ids] : endpoint.idsOf)
            QVERIFY2(ids.size() == 1, qPrintable(QStringLiteral("%1, harmed at write %2").arg(person).arg(write)));
        QCOMPARE(endpoint.badSignatures, 0);
    }
    qInfo() << points - 1 << "points";
    QVERIFY(points > leastPoints); // or nothing was harmed
}

QTEST_GUILESS_MAIN(PushKillsTest)
#include "tst_pushkills.moc"
