// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/outbox.h"
#include "tests/core/connect/hookstore.h"

#include <QTest>

using namespace perennial;

constexpr int People = 250;

class PusherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everybodyArrivesOnce();
    void whoLeavesIsToldAsHavingLeft();
    void waitsAsLongAsItIsTold();
    void givesUpWhereItIsToldToWaitForDays();
    void triesAgainInTrouble();
    void findsTheOneRowThatIsRefused();
    void givesUpWhereEveryRowIsRefused();
    void stopsAtOnceWithoutAKey();
    void followsNoRedirect();
    void goesOnAfterAStop();
    void repeatsWithTheSameIdAfterACrash();
    void whoTakesBackConsentStaysBehind();
    void oneProgramAtATime();

private:
    PushRunId start(RunPeople people, const Destination &destination)
    {
        NewRun run;
        run.destinationId = m_destination;
        run.destination = destination;
        run.joins = static_cast<qint64>(people.adds.size());
        run.people = std::move(people);
        run.asOf = Instant::now();
        run.session = 77;
        auto store = Store::openWriter(m_there->path);
        return store ? Outbox(*store).start(run, Instant::now()).value().id : PushRunId();
    }
    PushRunId start() { return start({{}, everybody()}, m_there->hook()); }
    static std::vector<ProfileId> everybody()
    {
        std::vector<ProfileId> people;
        for (qint64 id = 1; id <= People; ++id)
            people.push_back({id});
        return people;
    }
    Result<PushRun> send(PushRunId run, const Progress &progress = {}, double speed = 1000) const
    {
        PushSetting setting = m_there->sending();
        setting.speed = speed;
        return sendRun(m_there->path, run, setting, progress);
    }
    std::vector<SentPerson> sentPeople() const
    {
        auto store = Store::openReader(m_there->path);
        return store ? DestinationShelf(*store).sentPeople(m_destination).value_or(std::vector<SentPerson>())
                     : std::vector<SentPerson>();
    }
    void execute(const QByteArray &sql)
    {
        auto store = Store::openWriter(m_there->path);
        QVERIFY(store && store->database().execute(sql));
    }
    bool everybodyOnce() const
    {
        return m_there->endpoint.joined.size() == People &&
               std::set(m_there->endpoint.joined.begin(), m_there->endpoint.joined.end()).size() == People;
    }

    std::unique_ptr<HookStore> m_there;
    DestinationId m_destination;
};

void PusherTest::init()
{
    m_there = std::make_unique<HookStore>(People);
    auto store = Store::openWriter(m_there->path);
    QVERIFY(store);
    const auto added = DestinationShelf(*store).add(m_there->hook(), {1});
    QVERIFY(added);
    m_destination = added->id;
}

void PusherTest::everybodyArrivesOnce()
{
    const auto run = send(start());
    QVERIFY2(run, qPrintable(run ? QString() : run.error().message));
    QCOMPARE(run->state, RunState::Done);
    QCOMPARE(run->sent, People);
    QCOMPARE(run->requests, 3);
    QVERIFY(everybodyOnce());
    QCOMPARE(m_there->endpoint.badSignatures, 0);
    QCOMPARE(sentPeople().size(), size_t(People));
}

void PusherTest::whoLeavesIsToldAsHavingLeft()
{
    Destination mirrored = m_there->hook();
    mirrored.mode = SyncMode::Mirror;
    QVERIFY(send(start({{}, everybody()}, mirrored)));
    m_there->endpoint.joined.clear();
    const auto run = send(start({{{3}, {4}}, {}}, mirrored));
    QVERIFY(run);
    QCOMPARE(run->sent, 2);
    QCOMPARE(m_there->endpoint.left, (std::multiset<qint64>{3, 4}));
    QVERIFY(m_there->endpoint.joined.empty());
    QCOMPARE(sentPeople().size(), size_t(People - 2));
}

void PusherTest::waitsAsLongAsItIsTold()
{
    int asked = 0;
    m_there->endpoint.answer = [&](const auto &) {
        if (++asked > 2)
            return withStatus(204);
        QHttpServerResponse later = withStatus(429);
        later.addHeader("Retry-After", "60");
        return later;
    };
    const Instant began = Instant::now();
    const auto run = send(start());
    QVERIFY(run);
    QCOMPARE(run->state, RunState::Done);
    QVERIFY(everybodyOnce());
    QVERIFY(run->repeats >= 2);
    QVERIFY(Instant::now().ms - began.ms >= 60); // a minute, a thousand times as fast
}

// "Later" without end is no; a day of it is waited for, as quotas come back within a day.
void PusherTest::givesUpWhereItIsToldToWaitForDays()
{
    int asked = 0;
    m_there->endpoint.answer = [&](const auto &) {
        ++asked;
        QHttpServerResponse later = withStatus(429);
        later.addHeader("Retry-After", "3600");
        return later;
    };
    const auto run = send(start(), {}, 100'000);
    QVERIFY(run);
    QCOMPARE(run->state, RunState::Failed);
    QVERIFY2(run->reason.contains(QStringLiteral("429")), qPrintable(run->reason));
    QVERIFY(asked >= 24);
    m_there->endpoint.answer = [](const auto &) { return withStatus(204); };
    const auto again = send(run->id);
    QVERIFY(again && again->state == RunState::Done);
    QVERIFY(everybodyOnce());
}

void PusherTest::triesAgainInTrouble()
{
    int asked = 0;
    m_there->endpoint.answer = [&](const auto &) { return withStatus(++asked <= 4 ? 503 : 204); };
    const auto run = send(start());
    QVERIFY(run);
    QCOMPARE(run->state, RunState::Done);
    QVERIFY(everybodyOnce());
    m_there->endpoint.answer = [](const auto &) { return withStatus(500); };
    const auto never = send(start({{}, {{7}}}, m_there->hook()));
    QVERIFY(never);
    QCOMPARE(never->state, RunState::Failed);
    QVERIFY(never->reason.contains(QStringLiteral("500")));
    m_there->endpoint.answer = [](const auto &) { return withStatus(204); };
    const auto later = send(never->id);
    QVERIFY(later);
    QCOMPARE(later->state, RunState::Done);
    QCOMPARE(m_there->endpoint.joined.count(7), size_t(2)); // of two runs
}

void PusherTest::findsTheOneRowThatIsRefused()
{
    m_there->endpoint.answer = [](const std::vector<qint64> &people) {
        return withStatus(std::ranges::find(people, 137) == people.end() ? 204 : 400);
    };
    const auto run = send(start());
    QVERIFY(run);
    QCOMPARE(run->state, RunState::Done);
    QCOMPARE(run->sent, People - 1);
    QCOMPARE(run->failed, 1);
    QCOMPARE(m_there->endpoint.joined.size(), size_t(People - 1));
    QCOMPARE(m_there->endpoint.joined.count(137), size_t(0));
    QVERIFY(run->requests <= 3 + 2 * 7); // 100 rows in at most 7 halvings
    for (const SentPerson &person : sentPeople())
        QVERIFY(person.id != 137);
}

void PusherTest::givesUpWhereEveryRowIsRefused()
{
    m_there->endpoint.answer = [](const auto &) { return withStatus(422); };
    const auto run = send(start());
    QVERIFY(run);
    QCOMPARE(run->state, RunState::Failed);
    QVERIFY(run->reason.contains(QStringLiteral("422")));
    QVERIFY(run->requests < People);
    QVERIFY(sentPeople().empty());
}

void PusherTest::stopsAtOnceWithoutAKey()
{
    m_there->endpoint.answer = [](const auto &) { return withStatus(401); };
    const PushRunId id = start();
    const auto refused = send(id);
    QVERIFY(refused);
    QCOMPARE(refused->state, RunState::Failed);
    QVERIFY(m_there->endpoint.ids.size() <= 2); // those that were under way
    QVERIFY(!refused->reason.contains(QStringLiteral("whsec_")));
    m_there->endpoint.answer = [](const auto &) { return withStatus(204); };
    QCOMPARE(send(id)->state, RunState::Done);
    QVERIFY(everybodyOnce());
}

void PusherTest::followsNoRedirect()
{
    HookEndpoint other;
    m_there->endpoint.answer = [&](const auto &) {
        QHttpServerResponse elsewhere = withStatus(307);
        elsewhere.addHeader("Location", other.url().toEncoded());
        return elsewhere;
    };
    const auto run = send(start());
    QVERIFY(run);
    QCOMPARE(run->state, RunState::Failed);
    QVERIFY(run->reason.contains(QStringLiteral("127.0.0.1")));
    QVERIFY(other.ids.empty());
}

void PusherTest::goesOnAfterAStop()
{
    std::stop_source stop;
    int asked = 0;
    m_there->endpoint.answer = [&](const auto &) {
        if (++asked == 1)
            stop.request_stop();
        return withStatus(204);
    };
    const PushRunId id = start();
    const auto paused = send(id, Progress(stop.get_token()));
    QVERIFY2(paused, qPrintable(paused ? QString() : paused.error().message));
    QCOMPARE(paused->state, RunState::Paused);
    QVERIFY(m_there->endpoint.joined.size() < People);
    QCOMPARE(send(id)->state, RunState::Done);
    QVERIFY(everybodyOnce());
}

// A program that died between asking and hearing: the platform has the batch, and is asked again under the same id.
void PusherTest::repeatsWithTheSameIdAfterACrash()
{
    const PushRunId id = start();
    bool isDead = false;
    std::stop_source stop;
    m_there->endpoint.answer = [&](const auto &) {
        if (!isDead) { // what the store says of the answer is undone, as if it had never come
            isDead = true;
            stop.request_stop();
        }
        return withStatus(204);
    };
    QVERIFY(send(id, Progress(stop.get_token())));
    execute("UPDATE push_batches SET state = 'asked', done_at = NULL WHERE number = 1; UPDATE push_runs SET state = "
            "'running', sent = 0");
    const auto run = send(id);
    QVERIFY(run);
    QCOMPARE(run->state, RunState::Done);
    QCOMPARE(std::set(m_there->endpoint.joined.begin(), m_there->endpoint.joined.end()).size(), size_t(People));
    QCOMPARE(std::set(m_there->endpoint.ids.begin(), m_there->endpoint.ids.end()).size(),
             size_t(3)); // one an hundred people
    QCOMPARE(sentPeople().size(), size_t(People));
}

void PusherTest::whoTakesBackConsentStaysBehind()
{
    const PushRunId id = start();
    execute(
        "INSERT INTO consents(profile_id, channel, at, state, import_id) VALUES (9, 'email', 2, 'unsubscribed', 1);"
        "INSERT INTO suppressions(profile_id, channel, at, reason, import_id) VALUES (8, 'email', 2, 'bounced', 1)");
    const auto run = send(id);
    QVERIFY(run);
    QCOMPARE(run->sent, People - 2);
    const std::map<QString, qint64> skipped{{QStringLiteral("no-consent"), 1}, {QStringLiteral("suppressed"), 1}};
    QCOMPARE(run->skipped, skipped);
    QCOMPARE(m_there->endpoint.joined.count(8) + m_there->endpoint.joined.count(9), size_t(0));
}

void PusherTest::oneProgramAtATime()
{
    const PushRunId id = start();
    std::optional<Result<PushRun>> second;
    m_there->endpoint.answer = [&](const auto &) {
        if (!second)
            second = send(id);
        return withStatus(204);
    };
    QVERIFY(send(id));
    QVERIFY(second && !*second);
    QCOMPARE(second->error().kind, ErrorKind::Refused);
    QVERIFY(everybodyOnce());
}

QTEST_GUILESS_MAIN(PusherTest)
#include "tst_pusher.moc"
