// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/push/pusher.h"
#include "core/store/store.h"
#include "tests/core/connect/hookendpoint.h"
#include "tests/core/connect/klaviyoaccount.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

constexpr int People = 250;

// Whole runs against an account: what is there afterwards, and what the run says of it.
class KlaviyoRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theListHoldsTheAudience();
    void tellsWhoWasRefused();
    void updatesOnlyWhoIsKnown();
    void aPropertySaysWhoIsIn();
    void everybodyHasOneEvent();
    void suppressesAndLifts();
    void goesOnWithTheJobAfterAStop();

private:
    static Destination destinationOf(DeliveryWay way, SyncMode mode)
    {
        Destination made;
        made.name = QStringLiteral("Klaviyo");
        made.way = way;
        made.mode = mode;
        made.source = {AudienceKind::List, QStringLiteral("All")};
        made.account = {{QStringLiteral("list"), QStringLiteral("Win-back")},
                        {QStringLiteral("property"), QStringLiteral("in_win_back")},
                        {QStringLiteral("event"), QStringLiteral("Entered win-back")}};
        made.fields = {{QStringLiteral("first_name"), QStringLiteral("{{ First Name }}")}};
        return made;
    }
    static QString address(qint64 id) { return QStringLiteral("p%1@example.com").arg(id); }
    static std::vector<ProfileId> people(qint64 from, qint64 to)
    {
        std::vector<ProfileId> ids;
        for (qint64 id = from; id <= to; ++id)
            ids.push_back({id});
        return ids;
    }
    PushRun send(RunPeople people, const Destination &destination, const Progress &progress = {})
    {
        NewRun run;
        run.destinationId = m_destination;
        run.destination = destination;
        run.joins = static_cast<qint64>(people.adds.size());
        run.people = std::move(people);
        run.asOf = Instant::now();
        run.session = 77;
        PushRunId id;
        if (auto store = Store::openWriter(m_path))
            id = Outbox(*store).start(run, Instant::now()).value().id;
        return goOn(id, progress);
    }
    PushRun goOn(PushRunId run, const Progress &progress = {}) const
    {
        PushSetting setting;
        setting.secret = "pk_test";
        setting.base = m_account->url();
        setting.speed = 1000;
        setting.seed = 5;
        const auto sent = sendRun(m_path, run, setting, progress);
        if (!sent)
            qFatal("%s", qPrintable(sent.error().message));
        return *sent;
    }
    size_t told() const
    {
        auto store = Store::openReader(m_path);
        return store ? DestinationShelf(*store).sentPeople(m_destination)->size() : 0;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<KlaviyoAccount> m_account;
    DestinationId m_destination;
};

void KlaviyoRunTest::init()
{
    m_account = std::make_unique<KlaviyoAccount>();
    QVERIFY(m_account->port != 0);
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("a.perennial"));
    auto store = Store::create(m_path, {.name = QStringLiteral("Fern")});
    QVERIFY(store);
    QVERIFY(store->database().execute(hookPeople(People)));
    const auto added = DestinationShelf(*store).add(destinationOf(DeliveryWay::List, SyncMode::Mirror), {1});
    QVERIFY(added);
    m_destination = added->id;
}

void KlaviyoRunTest::theListHoldsTheAudience()
{
    const Destination mirror = destinationOf(DeliveryWay::List, SyncMode::Mirror);
    m_account->brokenAnswers = 1; // the list is made, and nobody hears of it
    PushRun run = send({{}, people(1, 200)}, mirror);
    QCOMPARE(run.state, RunState::Done);
    QCOMPARE(run.sent, 200);
    QCOMPARE(m_account->withoutKey, 0);
    QCOMPARE(m_account->lists.size(), size_t(1));
    QCOMPARE(m_account->profiles[address(7)][QStringLiteral("first_name")].toString(), QStringLiteral("Zoë \"7"));
    run = send({people(1, 150), people(201, 250)}, mirror);
    QCOMPARE(run.state, RunState::Done);
    QCOMPARE(run.sent, 200);
    std::set<QString> members;
    for (qint64 id = 151; id <= 250; ++id)
        members.insert(address(id));
    QCOMPARE(m_account->lists.rbegin()->second, members);
    QCOMPARE(m_account->profiles.size(), size_t(People));
    QCOMPARE(told(), size_t(100));
}

void KlaviyoRunTest::tellsWhoWasRefused()
{
    m_account->refusedAtOnce = {address(3), address(200)};
    m_account->failingInImport = {address(137)};
    const PushRun run = send({{}, people(1, People)}, destinationOf(DeliveryWay::Profiles, SyncMode::Upsert));
    QCOMPARE(run.state, RunState::Done);
    QCOMPARE(run.failed, 3);
    QCOMPARE(run.sent, People - 3);
    QCOMPARE(m_account->profiles.size(), size_t(People - 3));
    QCOMPARE(m_account->profiles.count(address(137)), size_t(0));
    QCOMPARE(told(), size_t(People - 3));
}

void KlaviyoRunTest::updatesOnlyWhoIsKnown()
{
    for (qint64 id = 1; id <= 120; ++id)
        m_account->profiles[address(id)] = {};
    const PushRun run = send({{}, people(1, People)}, destinationOf(DeliveryWay::Profiles, SyncMode::UpdateExisting));
    QCOMPARE(run.state, RunState::Done);
    QCOMPARE(run.sent, 120);
    QCOMPARE(run.skipped, (std::map<QString, qint64>{{enumId(SkipReason::NotThere), People - 120}}));
    QCOMPARE(m_account->profiles.size(), size_t(120));
    QVERIFY(!m_account->profiles[address(120)].isEmpty());
}

void KlaviyoRunTest::aPropertySaysWhoIsIn()
{
    const Destination property = destinationOf(DeliveryWay::Property, SyncMode::Mirror);
    QCOMPARE(send({{}, people(1, 20)}, property).sent, 20);
    m_account->profiles.erase(address(2)); // deleted there
    QCOMPARE(send({people(1, 3), {}}, property).sent, 3);
    const auto isIn = [&](qint64 id) {
        return m_account->profiles[address(id)][QStringLiteral("properties")][QStringLiteral("in_win_back")];
    };
    QCOMPARE(m_account->profiles.count(address(2)), size_t(0));
    QCOMPARE(isIn(1), QJsonValue(false));
    QCOMPARE(isIn(4), QJsonValue(true));
    QCOMPARE(told(), size_t(17));
}

// Of an event that came before an answer was lost, Klaviyo keeps the first.
void KlaviyoRunTest::everybodyHasOneEvent()
{
    m_account->brokenAnswers = 3;
    const PushRun run = send({{}, people(1, 40)}, destinationOf(DeliveryWay::Event, SyncMode::Append));
    QCOMPARE(run.state, RunState::Done);
    QCOMPARE(run.sent, 40);
    QCOMPARE(m_account->events.size(), size_t(40));
}

void KlaviyoRunTest::suppressesAndLifts()
{
    const Destination destination = destinationOf(DeliveryWay::Suppression, SyncMode::Mirror);
    PushRun run = send({{}, people(1, People)}, destination);
    QCOMPARE(run.state, RunState::Done);
    QCOMPARE(run.requests, 3);
    QCOMPARE(m_account->suppressed.size(), size_t(People));
    run = send({people(1, 249), {}}, destination);
    QCOMPARE(m_account->suppressed, std::set<QString>{address(250)});
}

void KlaviyoRunTest::goesOnWithTheJobAfterAStop()
{
    std::stop_source stop;
    m_account->polled = [&] { stop.request_stop(); };
    const PushRun paused = send({{}, people(1, People)}, destinationOf(DeliveryWay::Profiles, SyncMode::Upsert),
                                Progress(stop.get_token()));
    QCOMPARE(paused.state, RunState::Paused);
    m_account->polled = [] {};
    const PushRun run = goOn(paused.id);
    QCOMPARE(run.state, RunState::Done);
    QCOMPARE(run.sent, People);
    QCOMPARE(m_account->imports, size_t(1));
}

QTEST_GUILESS_MAIN(KlaviyoRunTest)
#include "tst_klaviyorun.moc"
