// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/outbox.h"
#include "core/sandbox/standin.h"
#include "core/store/store.h"
#include "tests/core/connect/hookendpoint.h"
#include "tests/testpaths.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace perennial;

constexpr int People = 40;

// A program that pushes to a stand-in is killed at random writes, and the next one goes on: the ledger there
// shows everybody once, whatever was asked twice.
class StandInKillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyIsThereOnce_data();
    void everybodyIsThereOnce();

private:
    struct Push
    {
        QTemporaryDir folder;
        QString path = folder.filePath(QStringLiteral("a.perennial"));
        std::unique_ptr<StandIn> there;
        PushRunId run;
        DestinationId destination;
    };
    static std::unique_ptr<Push> begin(DestinationKind kind, DeliveryWay way, SyncMode mode)
    {
        auto push = std::make_unique<Push>();
        StandInOptions options;
        options.token = QByteArray(32, 'k');
        options.speed = 1000;
        push->there = StandIn::start(kindId(kind), options).value();
        auto store = Store::create(push->path, {.name = QStringLiteral("Fern")});
        if (!store || !store->database().execute(hookPeople(People)))
            return nullptr;
        NewRun run;
        run.destination.name = kindId(kind);
        run.destination.kind = kind;
        run.destination.way = way;
        run.destination.mode = mode;
        run.destination.source = {AudienceKind::List, QStringLiteral("All")};
        for (const AccountField &field : kindInfo(kind).account)
            if (wayInfo(kind, way)->account.contains(field.id))
                run.destination.account.insert(field.id, field.example);
        if (kind == DestinationKind::Zendesk) // which makes nobody without a name
            run.destination.fields = {{QStringLiteral("name"), QStringLiteral("{{ First Name }}")}};
        for (qint64 id = 1; id <= People; ++id)
            run.people.adds.push_back({id});
        run.joins = People;
        run.asOf = {1000};
        run.session = 9;
        push->destination = DestinationShelf(*store).add(run.destination, {1})->id;
        run.destinationId = push->destination;
        push->run = Outbox(*store).start(run, {1000})->id;
        return push;
    }
    // Whether the program came to its end.
    static bool send(const Push &push, int killAt)
    {
        QProcess program;
        const QStringList words{builtProgram(QStringLiteral("../tests/send_run")), push.path,
                                QString::number(push.run.value), push.there->url().toString()};
        if (killAt == 0) {
            program.start(words.front(), words.mid(1));
        } else {
            program.start(QStringLiteral("strace"),
                          QStringList{QStringLiteral("-qq"), QStringLiteral("-f"), QStringLiteral("-o"),
                                      QStringLiteral("/dev/null"), QStringLiteral("-e"),
                                      QStringLiteral("trace=pwrite64"), QStringLiteral("-e"),
                                      QStringLiteral("inject=pwrite64:signal=KILL:when=%1").arg(killAt)} +
                              words);
        }
        return program.waitForFinished(60'000) && program.exitStatus() == QProcess::NormalExit &&
               program.exitCode() == 0;
    }
    static std::optional<PushRun> runOf(const Push &push)
    {
        auto store = Store::openWriter(push.path);
        const auto run = store ? Outbox(*store).run(push.run) : Result<PushRun>(failure(store.error()));
        return run ? std::optional(*run) : std::nullopt;
    }
};

void StandInKillsTest::everybodyIsThereOnce_data()
{
    QTest::addColumn<DestinationKind>("kind");
    QTest::addColumn<DeliveryWay>("way");
    QTest::addColumn<int>("killPoints");
    QTest::addColumn<int>("lastWrite"); // that may be killed: of a run of events; one of a list ends sooner
    QTest::addColumn<SyncMode>("mode");
    const auto row = [](DestinationKind kind, DeliveryWay way, int killPoints, int lastWrite,
                        SyncMode mode = SyncMode::Upsert) {
        QTest::addRow("%s %s %s", qPrintable(kindId(kind)), qPrintable(enumId(way)), qPrintable(enumId(mode)))
            << kind << way << killPoints << lastWrite << mode;
    };
    row(DestinationKind::Klaviyo, DeliveryWay::Event, 100, 120);
    row(DestinationKind::Klaviyo, DeliveryWay::List, 100, 30);
    row(DestinationKind::Attentive, DeliveryWay::Event, 20, 120);
    row(DestinationKind::Google, DeliveryWay::List, 20, 40);
    row(DestinationKind::HubSpot, DeliveryWay::List, 20, 90);
    row(DestinationKind::HubSpot, DeliveryWay::Profiles, 20, 60, SyncMode::CreateOnly);
    row(DestinationKind::Mailchimp, DeliveryWay::List, 20, 200);
    row(DestinationKind::Mailchimp, DeliveryWay::List, 20, 200, SyncMode::CreateOnly);
    row(DestinationKind::Meta, DeliveryWay::List, 20, 30);
    row(DestinationKind::Zendesk, DeliveryWay::Property, 20, 60);
}

void StandInKillsTest::everybodyIsThereOnce()
{
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
        QSKIP("There is no strace to kill a program at a certain write.");
    QFETCH(const DestinationKind, kind);
    QFETCH(const DeliveryWay, way);
    QFETCH(const int, killPoints);
    QFETCH(const int, lastWrite);
    QFETCH(const SyncMode, mode);
    QRandomGenerator random(20261123);
    int killed = 0, repeats = 0;
    for (int round = 0; killed < killPoints && round < 4 * killPoints; ++round) {
        const auto push = begin(kind, way, mode);
        QVERIFY(push);
        const int killAt = random.bounded(1, lastWrite);
        killed += send(*push, killAt) ? 0 : 1;
        for (int tries = 0; runOf(*push)->state != RunState::Done; ++tries) {
            QVERIFY2(tries < 3, qPrintable(QStringLiteral("killed at write %1").arg(killAt)));
            send(*push, 0);
        }
        const PushRun done = *runOf(*push);
        QCOMPARE(done.sent, People);
        QCOMPARE(done.failed, 0);
        const Ledger ledger = push->there->ledger();
        std::set<std::string> contacts;
        for (const LedgerEntry &entry : ledger.entries()) {
            if (entry.deed != "list") // which was made
                contacts.insert(entry.contact);
            // Who was imported twice, by a second job, says the same as before.
            const int effects = entry.deed == "profile" ? entry.effects : ledger.effects(entry.contact, entry.deed);
            QVERIFY2(effects == 1, qPrintable(QStringLiteral("killed at write %1").arg(killAt)));
            repeats += entry.repeats;
        }
        QCOMPARE(contacts.size(), size_t(People));
    }
    qInfo() << killed << "programs killed;" << repeats << "repeats that changed nothing";
    QCOMPARE(killed, killPoints);
}

QTEST_GUILESS_MAIN(StandInKillsTest)
#include "tst_standinkills.moc"
