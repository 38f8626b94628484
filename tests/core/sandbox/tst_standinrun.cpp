// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/push/pusher.h"
#include "core/sandbox/standin.h"
#include "core/store/store.h"
#include "tests/core/connect/hookendpoint.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

constexpr int People = 300;

// Whole runs to a stand-in on a day when everything goes wrong, and who arrived there.
class StandInRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everybodyHasOneEvent();
    void everybodyIsOnTheListOnce();
    void whoIsRefusedIsTold();
    void nobodyIsForgottenWhileTheRatesAreUsedUp();

private:
    void begin(const char *faults, double speed = 500)
    {
        m_speed = speed;
        StandInOptions options;
        options.token = "pk_test";
        options.speed = speed;
        options.faults = FaultPlan::parse(QString::fromLatin1(faults), 4).value();
        m_there = StandIn::start(QStringLiteral("klaviyo"), options).value();
    }
    PushRun send(DeliveryWay way, SyncMode mode, int people = People)
    {
        NewRun run;
        run.destination.name = QStringLiteral("Klaviyo");
        run.destination.way = way;
        run.destination.mode = mode;
        run.destination.source = {AudienceKind::List, QStringLiteral("All")};
        run.destination.account = {{QStringLiteral("event"), QStringLiteral("Joined")},
                                   {QStringLiteral("list"), QStringLiteral("Win-back")}};
        run.asOf = Instant::now();
        run.session = 7;
        run.joins = people;
        for (int id = 1; id <= people; ++id)
            run.people.adds.push_back({id});
        PushRunId id;
        if (auto store = Store::openWriter(m_path)) {
            run.destinationId = DestinationShelf(*store).add(run.destination, {1})->id;
            id = Outbox(*store).start(run, Instant::now()).value().id;
        }
        PushSetting setting;
        setting.secret = "pk_test";
        setting.base = m_there->url();
        setting.speed = m_speed;
        setting.seed = 5;
        return sendRun(m_path, id, setting, {}).value();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    double m_speed = 1;
    std::unique_ptr<StandIn> m_there;
};

void StandInRunTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("a.perennial"));
    auto store = Store::create(m_path, {.name = QStringLiteral("Fern")});
    QVERIFY(store);
    QVERIFY(store->database().execute(hookPeople(People)));
}

void StandInRunTest::everybodyHasOneEvent()
{
    begin("throttle:0.05,500:0.05,cut-before:0.05,cut-after:0.05");
    const PushRun sent = send(DeliveryWay::Event, SyncMode::Append);
    QCOMPARE(sent.state, RunState::Done);
    QCOMPARE(sent.sent, People);
    const Ledger ledger = m_there->ledger();
    QCOMPARE(ledger.contacts(), size_t(People));
    int repeats = 0;
    for (const LedgerEntry &entry : ledger.entries()) {
        QCOMPARE(entry.effects, 1);
        repeats += entry.repeats;
    }
    QVERIFY(repeats > 0); // an answer was lost, and its event came again
}

void StandInRunTest::everybodyIsOnTheListOnce()
{
    begin("cut-after@1-3,500@5,throttle@6-7,cut-body@9");
    const PushRun sent = send(DeliveryWay::List, SyncMode::Mirror);
    QCOMPARE(sent.state, RunState::Done);
    QCOMPARE(sent.sent, People);
    const Ledger ledger = m_there->ledger();
    std::string list;
    for (const LedgerEntry &entry : ledger.entries("Win-back"))
        list = entry.key;
    QCOMPARE(ledger.effects("Win-back", "list"), 1);
    for (int id = 1; id <= People; ++id)
        QCOMPARE(ledger.effects("p" + std::to_string(id) + "@example.com", "list+ " + list), 1);
}

void StandInRunTest::whoIsRefusedIsTold()
{
    begin("bad-rows:0.1");
    const PushRun sent = send(DeliveryWay::Profiles, SyncMode::Upsert);
    QCOMPARE(sent.state, RunState::Done);
    QVERIFY(sent.failed > 10 && sent.failed < 60);
    QCOMPARE(m_there->ledger().contacts(), size_t(sent.sent));
    QCOMPARE(sent.sent + sent.failed, People);
}

// 350 events a second are allowed, and answered sooner: until the next may leave, nothing is under way.
void StandInRunTest::nobodyIsForgottenWhileTheRatesAreUsedUp()
{
    constexpr int Many = 800;
    begin("", 2);
    {
        auto store =
            Store::create(m_folder->filePath(QStringLiteral("many.perennial")), {.name = QStringLiteral("Fern")});
        QVERIFY(store && store->database().execute(hookPeople(Many)));
        m_path = store->path();
    }
    const PushRun sent = send(DeliveryWay::Event, SyncMode::Append, Many);
    QCOMPARE(sent.state, RunState::Done);
    QCOMPARE(sent.sent, Many);
    QCOMPARE(m_there->ledger().contacts(), size_t(Many));
}

QTEST_GUILESS_MAIN(StandInRunTest)
#include "tst_standinrun.moc"
