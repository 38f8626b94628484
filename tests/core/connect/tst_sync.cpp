// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/outbox.h"
#include "core/connect/outbox/runlogfile.h"
#include "core/connect/sync/dryrun.h"
#include "core/connect/sync/retryfailed.h"
#include "core/connect/sync/rundestination.h"
#include "core/connect/sync/startrun.h"
#include "core/store/listshelf.h"
#include "tests/core/connect/hookstore.h"

#include <QDir>
#include <QTest>

#include <set>

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
    void theLogGoesIntoAFile();
    void onlyThoseWhoFailedAreTriedAgain();
    void whoLeftOrMayNotIsNotTriedAgain();
    void aRetryGoesOnlyWhereItMay();
    void aRetryWaitsForAYesAsAnyRun();

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
    void setList(int people) const { setListAll(m_there->path, 1, people); }
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
    Result<PushRun> retry(DestinationId destination, PushRunId failed) const
    {
        RunOrder made = order(destination);
        made.retryOf = failed;
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

void SyncTest::theLogGoesIntoAFile()
{
    const DestinationId destination = saved(m_there->hook(SyncMode::Mirror)).id;
    m_there->endpoint.answer = [](const std::vector<qint64> &people) {
        return withStatus(std::ranges::find(people, 7) == people.end() ? 204 : 422);
    };
    const auto done = run(destination);
    QCOMPARE(done.value().failed, 1);
    auto store = Store::openReader(m_there->path);
    const auto written = [&](const RunLogFile &file) {
        const QString path = m_there->folder.filePath(QStringLiteral("rows.csv"));
        [&] { QVERIFY(writeRunLog(*store, file, path, {})); }();
        QFile read(path);
        return read.open(QIODevice::ReadOnly) ? QString::fromUtf8(read.readAll()).split(QStringLiteral("\r\n"))
                                              : QStringList();
    };
    RunLogFile file;
    file.run = done->id;
    file.zone = QTimeZone("Europe/Berlin");
    const QStringList all = written(file);
    QCOMPARE(all.size(), People + 2); // a header, and the end of the last line
    QCOMPARE(all.front(), QStringLiteral("profile_id,operation,state,status,reason,at,zone,email,phone"));
    QVERIFY(!all.join(u'\n').contains(QStringLiteral("p7@example.com")));

    file.question.state = RowState::Failed;
    file.reveals = true;
    const QStringList failed = written(file);
    QCOMPARE(failed.size(), 3);
    QVERIFY(failed.front().endsWith(QStringLiteral(",email,phone,field: first_name")));
    QVERIFY2(failed[1].startsWith(QStringLiteral("7,add,failed,")), qPrintable(failed[1]));
    QVERIFY(failed[1].contains(QStringLiteral("+01:00,Europe/Berlin,p7@example.com,")) ||
            failed[1].contains(QStringLiteral("+02:00,Europe/Berlin,p7@example.com,")));
    QVERIFY(!writeRunLog(*store, file, m_there->path, {})); // never over the store itself
}

void SyncTest::onlyThoseWhoFailedAreTriedAgain()
{
    const DestinationId destination = saved(m_there->hook(SyncMode::Mirror)).id;
    std::set<qint64> bad{7, 8, 9};
    const auto answer = [&](const std::vector<qint64> &people) {
        return withStatus(std::ranges::none_of(people, [&](qint64 id) { return bad.contains(id); }) ? 204 : 422);
    };
    m_there->endpoint.answer = answer;
    const auto first = run(destination);
    QCOMPARE(first.value().failed, 3);
    bad = {8};
    m_there->endpoint.joined.clear();
    const auto second = retry(destination, first->id);
    QVERIFY2(second && second->state == RunState::Done, qPrintable(second ? second->reason : second.error().message));
    QCOMPARE(second->retryOf, std::optional(first->id));
    QCOMPARE(second->joins + second->stays + second->leaves, 3);
    QCOMPARE(second->sent, 2);
    QCOMPARE(second->failed, 1);
    bad.clear();
    QCOMPARE(retry(destination, first->id).value().sent, 1); // 7 and 9 were sent since
    const auto nobody = retry(destination, first->id);
    QVERIFY(!nobody && nobody.error().kind == ErrorKind::Refused);
    QVERIFY(!retry(destination, second->id)); // nor who failed in it
    auto store = Store::openReader(m_there->path);
    QCOMPARE(DestinationShelf(*store).sentPeople(destination).value().size(), size_t(People));
}

void SyncTest::whoLeftOrMayNotIsNotTriedAgain()
{
    const DestinationId destination = saved(m_there->hook(SyncMode::Mirror)).id;
    m_there->endpoint.answer = [](const std::vector<qint64> &people) {
        return withStatus(
            std::ranges::none_of(people, [](qint64 id) { return id == 7 || id == 9 || id == 240; }) ? 204 : 422);
    };
    const auto first = run(destination);
    QCOMPARE(first.value().failed, 3);
    m_there->endpoint.answer = [](const auto &) { return withStatus(204); };
    setList(200); // 240 left
    {
        auto store = Store::openWriter(m_there->path);
        QVERIFY(store->database().execute("INSERT INTO suppressions(profile_id, channel, at, reason, import_id) "
                                          "VALUES(9, 'email', 1, 'bounced', 1)"));
    }
    m_there->endpoint.joined.clear();
    const auto second = retry(destination, first->id);
    QVERIFY2(second, qPrintable(second ? QString() : second.error().message));
    QCOMPARE(second->sent, 1);
    QCOMPARE(second->skippedTotal(), 0);
    QCOMPARE(second->leaves, 0); // 40 others left, and are not its business
}

void SyncTest::aRetryGoesOnlyWhereItMay()
{
    const DestinationId destination = saved(m_there->hook(SyncMode::Mirror)).id;
    QCOMPARE(run(destination).value().state, RunState::Done);
    setList(150);
    m_there->endpoint.answer = [](const std::vector<qint64> &people) {
        return withStatus(std::ranges::any_of(people, [](qint64 id) { return id > 150; }) ? 422 : 204);
    };
    const auto failed = run(destination, true);
    QVERIFY(failed);
    if (failed->isOpen()) { // a dozen refused before anybody was taken: it stopped, and can go on
        QVERIFY(!retry(destination, failed->id));
        auto cancelled = cancelOpenRun(m_there->path, destination);
        QVERIFY(cancelled && *cancelled);
    }
    m_there->endpoint.answer = [](const auto &) { return withStatus(204); };
    auto store = Store::openReader(m_there->path);
    const auto people = stillFailed(*store, Outbox(*store).run(failed->id).value());
    QVERIFY(people && !people->empty());
    const auto changed = retry(destination, failed->id);
    QVERIFY(changed);
    QCOMPARE(changed->joins + changed->stays + changed->leaves, qint64(people->size()));
    const auto left = std::ranges::count_if(*people, [](ProfileId id) { return id.value > 150; });
    QVERIFY(left > 0);
    QCOMPARE(changed->leaves, left); // not the others who left
    const Destination elsewhere = folder();
    QVERIFY(!retry(saved(elsewhere).id, failed->id)); // of another destination
}

void SyncTest::aRetryWaitsForAYesAsAnyRun()
{
    Destination careful = m_there->hook(SyncMode::Mirror);
    careful.askAboveShare = 0.01;
    const DestinationId destination = saved(careful).id;
    m_there->endpoint.answer = [](const std::vector<qint64> &people) {
        return withStatus(std::ranges::none_of(people, [](qint64 id) { return id <= 4; }) ? 204 : 422);
    };
    const auto first = run(destination);
    QCOMPARE(first.value().failed, 4);
    m_there->endpoint.answer = [](const auto &) { return withStatus(204); };
    QCOMPARE(retry(destination, first->id).value().state, RunState::Waiting); // 4 would come to 246
    const auto again = retry(destination, first->id);                         // asking again is no yes
    QCOMPARE(again.value().state, RunState::Waiting);
    RunOrder made = order(destination);
    made.retryOf = first->id;
    made.isConfirmed = true;
    QCOMPARE(runDestination(made, {}).value().sent, 4);
}

QTEST_GUILESS_MAIN(SyncTest)
#include "tst_sync.moc"
