// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/outbox.h"
#include "core/connect/outbox/runlog.h"
#include "core/connect/sync/dryrun.h"
#include "core/connect/sync/rundestination.h"
#include "core/connect/sync/startrun.h"
#include "core/store/listshelf.h"
#include "tests/core/connect/hookstore.h"

#include <QDir>
#include <QTest>

using namespace perennial;

constexpr int People = 250;

// From a destination to what arrived, as the command and the window go.
class SyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aDryRunAsksWhatTheRunAsks();
    void aDryRunSaysWhatOfADaysQuotaItUses();
    void aRunThatWouldTakeOutManyWaits();
    void goesOnWhereItFailed();
    void aChangedDestinationBeginsAnew();
    void aFolderGetsAFileForEachRun();
    void aFolderThatIsGoneIsToldAndWaits();
    void theLogTellsEveryRow();

private:
    Destination folder() const
    {
        Destination made = m_there->hook(SyncMode::Mirror);
        made.name = QStringLiteral("Drop / folder");
        made.kind = DestinationKind::Folder;
        made.way = DeliveryWay::List;
        made.mode = SyncMode::Upsert;
        made.account = {{QStringLiteral("path"), m_there->folder.filePath(QStringLiteral("drop"))}};
        return made;
    }
    SavedDestination saved(const Destination &destination)
    {
        auto store = Store::openWriter(m_there->path);
        return DestinationShelf(*store).add(destination, {1}).value();
    }
    void setList(int people)
    {
        std::vector<ProfileId> members;
        for (qint64 id = 1; id <= people; ++id)
            members.push_back({id});
        auto store = Store::openWriter(m_there->path);
        QVERIFY(store);
        ListShelf shelf(*store);
        if (const auto old = shelf.find(QStringLiteral("All")).value())
            QVERIFY(shelf.remove(old->id));
        QVERIFY(shelf.create(QStringLiteral("All"), {}, members, {1}));
    }
    RunOrder order(DestinationId destination) const
    {
        RunOrder made;
        made.storePath = m_there->path;
        made.destination = destination;
        made.table = [path = m_there->path] { return ProfileTable::build(path, {}); };
        made.sending = m_there->sending();
        return made;
    }
    Result<PushRun> run(DestinationId destination, bool isConfirmed = false) const
    {
        RunOrder made = order(destination);
        made.isConfirmed = isConfirmed;
        return runDestination(made, {});
    }
    QStringList dropped() const
    {
        return QDir(m_there->folder.filePath(QStringLiteral("drop"))).entryList(QDir::Files, QDir::Name);
    }

    std::unique_ptr<HookStore> m_there;
};

void SyncTest::init()
{
    m_there = std::make_unique<HookStore>(People);
    QVERIFY(QDir(m_there->folder.path()).mkdir(QStringLiteral("drop")));
    setList(People);
}

void SyncTest::aDryRunAsksWhatTheRunAsks()
{
    const SavedDestination destination = saved(m_there->hook(SyncMode::Mirror));
    auto store = Store::openReader(m_there->path);
    const auto table = ProfileTable::build(m_there->path, {});
    QVERIFY(store && table);
    const Instant now = Instant::now();
    const auto plan = planAudience({*store, *table, now}, destination, {});
    QVERIFY(plan);

    std::vector<QByteArray> bodies, ids;
    DryRunSetting setting{.session = newSession(), .at = now, .base = {}, .visit = {}};
    setting.visit = [&](const PushBatch &batch, const HttpRequest &request) {
        bodies.push_back(request.body);
        ids.push_back(batch.key);
    };
    const auto dry = dryRun(*store, destination, *plan, setting, {});
    QVERIFY2(dry, qPrintable(dry ? QString() : dry.error().message));
    QVERIFY(m_there->endpoint.bodies.empty());
    QCOMPARE(dry->sent, People);
    QCOMPARE(dry->requests, 3);

    {
        auto writer = Store::openWriter(m_there->path);
        QVERIFY(writer);
        QVERIFY(startRun(*writer, destination, *plan, {{}, true, setting.session, now}));
    }
    const auto done = run(destination.id);
    QVERIFY2(done && done->state == RunState::Done, qPrintable(done ? done->reason : done.error().message));
    QCOMPARE(done->requests, dry->requests);
    std::ranges::sort(bodies); // two connections: they may come in another order
    std::ranges::sort(ids);
    std::ranges::sort(m_there->endpoint.bodies);
    std::ranges::sort(m_there->endpoint.ids);
    QCOMPARE(m_there->endpoint.bodies, bodies);
    QCOMPARE(m_there->endpoint.ids, ids);
}

// Google allows 100,000 uploads a day; the webhook says nothing of days.
void SyncTest::aDryRunSaysWhatOfADaysQuotaItUses()
{
    Destination list = m_there->hook(SyncMode::Mirror);
    list.name = QStringLiteral("Customer match");
    list.kind = DestinationKind::Google;
    list.way = DeliveryWay::List;
    list.fields.clear();
    list.account = {{QStringLiteral("account"), QStringLiteral("1234567890")},
                    {QStringLiteral("list"), QStringLiteral("VIP")}};
    const SavedDestination google = saved(list), webhook = saved(m_there->hook(SyncMode::Mirror));
    const Instant now = Instant::now();
    const auto quotaOf = [&](const SavedDestination &destination) {
        auto store = Store::openReader(m_there->path);
        const auto plan = planAudience({*store, *ProfileTable::build(m_there->path, {}), now}, destination, {});
        DryRunSetting setting;
        setting.at = now;
        return dryRun(*store, destination, *plan, setting, {}).value().quota;
    };
    QCOMPARE(quotaOf(webhook), std::nullopt);
    QCOMPARE(quotaOf(google), std::optional(DayQuota{100'000, 1, 0}));
    {
        auto store = Store::openWriter(m_there->path);
        Outbox outbox(*store);
        for (const SavedDestination &destination : {google, webhook}) {
            NewRun begun;
            begun.destinationId = destination.id;
            begun.destination = destination.destination;
            const auto run = outbox.start(begun, Instant{now.ms - 3 * Instant::HourMs});
            QVERIFY(run && outbox.addRequests(run->id, 42, 0));
        }
    }
    QCOMPARE(quotaOf(google), std::optional(DayQuota{100'000, 1, 42}));
}

void SyncTest::aRunThatWouldTakeOutManyWaits()
{
    const DestinationId destination = saved(m_there->hook(SyncMode::Mirror)).id;
    QCOMPARE(run(destination).value().state, RunState::Done); // a first run asks nothing
    setList(100);
    const auto waiting = run(destination);
    QVERIFY(waiting);
    QCOMPARE(waiting->state, RunState::Waiting);
    QVERIFY(!waiting->reason.isEmpty());
    QVERIFY(m_there->endpoint.left.empty());
    QCOMPARE(run(destination).value().state, RunState::Waiting); // asking again is no yes
    const auto confirmed = run(destination, true);
    QCOMPARE(confirmed.value().state, RunState::Done);
    QCOMPARE(m_there->endpoint.left.size(), 150);
}

void SyncTest::goesOnWhereItFailed()
{
    const DestinationId destination = saved(m_there->hook(SyncMode::Mirror)).id;
    int answers = 0;
    m_there->endpoint.answer = [&](const auto &) { return withStatus(++answers > 1 ? 401 : 204); };
    const auto failed = run(destination);
    QCOMPARE(failed.value().state, RunState::Failed);
    QVERIFY(m_there->endpoint.joined.size() < People);
    m_there->endpoint.answer = [](const auto &) { return withStatus(204); };
    const auto done = run(destination);
    QCOMPARE(done.value().state, RunState::Done);
    QCOMPARE(done->id, failed->id);
    QCOMPARE(m_there->endpoint.joined.size(), People);
}

void SyncTest::aChangedDestinationBeginsAnew()
{
    Destination wrong = m_there->hook(SyncMode::Mirror);
    wrong.account = {{QStringLiteral("url"), m_there->endpoint.url().toString() + QStringLiteral("/nowhere")}};
    const DestinationId destination = saved(wrong).id;
    const auto failed = run(destination);
    QCOMPARE(failed.value().state, RunState::Failed);
    {
        auto store = Store::openWriter(m_there->path);
        QVERIFY(DestinationShelf(*store).change(destination, m_there->hook(SyncMode::Mirror), Instant::now()));
    }
    const auto done = run(destination);
    QCOMPARE(done.value().state, RunState::Done);
    QVERIFY(done->id != failed->id);
    QCOMPARE(m_there->endpoint.joined.size(), People);
}

void SyncTest::aFolderGetsAFileForEachRun()
{
    const DestinationId destination = saved(folder()).id;
    QCOMPARE(run(destination).value().sent, People);
    QCOMPARE(dropped().size(), 1);
    QVERIFY2(dropped().front().startsWith(QLatin1String("drop-folder-")), qPrintable(dropped().front()));
    QFile file(m_there->folder.filePath(QStringLiteral("drop/") + dropped().front()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), People + 2);
    QCOMPARE(lines.at(0), QByteArray("profile_id,email,phone,first_name\r"));
    QCOMPARE(lines.at(1), QByteArray("1,p1@example.com,,\"Zoë \"\"1\"\r"));
    QCOMPARE(run(destination).value().sent, People); // a file knows nothing of the one before
    QCOMPARE(dropped().size(), 2);
}

void SyncTest::aFolderThatIsGoneIsToldAndWaits()
{
    const DestinationId destination = saved(folder()).id;
    QVERIFY(QDir(m_there->folder.path()).rmdir(QStringLiteral("drop")));
    const auto failed = run(destination);
    QCOMPARE(failed.value().state, RunState::Failed);
    QVERIFY2(!failed->reason.isEmpty(), qPrintable(failed->reason));
    QVERIFY(QDir(m_there->folder.path()).mkdir(QStringLiteral("drop")));
    QCOMPARE(run(destination).value().state, RunState::Done);
    QCOMPARE(dropped().size(), 1);
}

void SyncTest::theLogTellsEveryRow()
{
    const DestinationId destination = saved(m_there->hook(SyncMode::Mirror)).id;
    m_there->endpoint.answer = [](const std::vector<qint64> &people) {
        return withStatus(std::ranges::find(people, 7) == people.end() ? 204 : 422);
    };
    const auto done = run(destination);
    QCOMPARE(done.value().state, RunState::Done);
    QCOMPARE(done->failed, 1);
    const auto store = Store::openReader(m_there->path);
    const auto failed = readRunLog(*store, done->id, {.state = RowState::Failed, .search = {}});
    QCOMPARE(failed.value().rows.size(), 1);
    QCOMPARE(failed->rows.front().person, ProfileId{7});
    QCOMPARE(failed->rows.front().payload.email, std::string("p7@example.com"));
    QVERIFY(!failed->rows.front().reason.isEmpty());
    QCOMPARE(failedPeople(*store, done->id).value(), std::vector{ProfileId{7}});
    const auto first = readRunLog(*store, done->id, {.state = RowState::Sent, .search = {}, .offset = 0, .limit = 10});
    QCOMPARE(first.value().rows.size(), 10);
    QVERIFY(first->hasMore);
    const auto rest =
        readRunLog(*store, done->id, {.state = RowState::Sent, .search = {}, .offset = 10, .limit = 1000});
    QCOMPARE(rest.value().rows.size(), size_t(done->sent) - 10);
    QVERIFY(!rest->hasMore);
    const auto found = readRunLog(*store, done->id, {.state = {}, .search = QStringLiteral("P200@Exam")});
    QCOMPARE(found.value().rows.size(), 1);
    QCOMPARE(found->rows.front().person, ProfileId{200});
}

QTEST_GUILESS_MAIN(SyncTest)
#include "tst_sync.moc"
