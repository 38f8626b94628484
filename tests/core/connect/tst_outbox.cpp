// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/outbox.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace perennial;

class OutboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsPeopleInFewBytes();
    void noticesDamage();
    void findsWhoCameAndLeft();
    void keepsRowsAsTheyWere();
    void destinationsHaveNamesOfTheirOwn();
    void aNewPlaceKnowsNobody();
    void oneRunAtATime();
    void oneRunForEachDueMoment();
    void knowsWhomADestinationWasToldOf();
    void whoWasMergedIsTakenOutOnce();
    void halvesKeepEveryRow();
    void whatWasAskedIsFoundAfterACrash();

private:
    static std::vector<ProfileId> ids(std::initializer_list<qint64> values)
    {
        std::vector<ProfileId> made;
        for (const qint64 value : values)
            made.push_back({value});
        return made;
    }
    static std::vector<FrozenRow> rowsOf(std::initializer_list<qint64> people)
    {
        std::vector<FrozenRow> rows;
        for (const qint64 id : people)
            rows.push_back({{{id}, std::to_string(id) + "@example.com", {}, {}}, static_cast<quint64>(id) * 10});
        return rows;
    }
    static Destination mail(const QString &name = QStringLiteral("Mail"))
    {
        Destination made;
        made.name = name;
        made.way = DeliveryWay::List;
        made.mode = SyncMode::Mirror;
        made.account = {{QStringLiteral("list"), QStringLiteral("Win-back")}};
        return made;
    }
    NewRun newRun(RunPeople people)
    {
        NewRun run;
        run.destinationId = m_destination;
        run.destination = mail();
        run.joins = static_cast<qint64>(people.adds.size());
        run.leaves = static_cast<qint64>(people.takeOuts.size());
        run.people = std::move(people);
        run.asOf = {1000};
        run.session = 7;
        return run;
    }
    // A batch with these people that the platform took, but for `failed`.
    void send(Outbox &outbox, PushRunId run, RowOp op, std::initializer_list<qint64> people, qint64 failed = 0)
    {
        CutBatch cut;
        cut.op = op;
        cut.rows = rowsOf(people);
        const auto batch = outbox.keep(run, cut, {2000});
        QVERIFY(batch && *batch);
        BatchProgress progress;
        progress.isDone = true;
        progress.sent = (*batch)->rows;
        if (failed != 0) {
            progress.rows = {{{failed}, RowVerdict::Failed, 400, QStringLiteral("no such address")}};
            --progress.sent;
        }
        QVERIFY(outbox.note(run, **batch, progress, {3000}));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    DestinationId m_destination;
};

void OutboxTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = Store::create(m_folder->filePath(QStringLiteral("a.perennial")), {.name = QStringLiteral("Fern")});
    QVERIFY(store);
    m_store = std::make_unique<Store>(std::move(*store));
    const auto added = DestinationShelf(*m_store).add(mail(), {1});
    QVERIFY(added);
    m_destination = added->id;
}

void OutboxTest::keepsPeopleInFewBytes()
{
    std::vector<ProfileId> people;
    for (qint64 id = 1; id <= 100'000; ++id)
        people.push_back({id * 3});
    const QByteArray bytes = idsToBytes(people);
    QVERIFY(bytes.size() < 110'000);
    QCOMPARE(idsFromBytes(bytes).value(), people);
    const std::vector<ProfileId> far = ids({1, 127, 128, 1LL << 40, (1LL << 62) + 5});
    QCOMPARE(idsFromBytes(idsToBytes(far)).value(), far);
    QVERIFY(idsFromBytes({}).value().empty());
    const std::vector<SentPerson> sent{{1, 2}, {3, ~0ULL}};
    QCOMPARE(sentFromBytes(sentToBytes(sent)).value(), sent);
}

void OutboxTest::noticesDamage()
{
    QVERIFY(!idsFromBytes(QByteArray("\x80", 1)));
    QVERIFY(!idsFromBytes(QByteArray(12, '\xff')));
    QVERIFY(!sentFromBytes(QByteArray(15, 'a')));
    const QByteArray whole = frozenToBytes(rowsOf({1, 2}));
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray spoilt = whole;
        spoilt[i] = static_cast<char>(spoilt[i] ^ 0x20);
        QVERIFY(!frozenFromBytes(spoilt));
        QVERIFY(!frozenFromBytes(whole.left(i)));
        QVERIFY(!peopleOfFrozen(spoilt));
    }
}

void OutboxTest::findsWhoCameAndLeft()
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<ProfileId> now;
        std::vector<SentPerson> before;
        AudienceDifference expected;
        for (qint64 id = 1; id < 40; ++id) {
            const bool isNow = random() % 2 == 0, wasBefore = random() % 2 == 0;
            if (isNow)
                now.push_back({id});
            if (wasBefore)
                before.push_back({id, 1});
            if (isNow)
                (wasBefore ? expected.stays : expected.joins).push_back({id});
            else if (wasBefore)
                expected.leaves.push_back({id});
        }
        const AudienceDifference found = differenceOf(now, before);
        QCOMPARE(found.joins, expected.joins);
        QCOMPARE(found.stays, expected.stays);
        QCOMPARE(found.leaves, expected.leaves);
    }
}

void OutboxTest::keepsRowsAsTheyWere()
{
    std::vector<FrozenRow> rows;
    rows.push_back({{{5},
                     "zoë@example.com",
                     "+12025550101",
                     {FieldValue(), FieldValue(true), FieldValue(-2.5), FieldValue(Instant{1'700'000'000'000}),
                      FieldValue(std::string("a\0b\n\"", 5)), FieldValue(QStringList{QStringLiteral("ä"), {}})}},
                    42});
    rows.push_back({{{6}, {}, {}, {}}, 43});
    const auto read = frozenFromBytes(frozenToBytes(rows));
    QVERIFY(read);
    QCOMPARE(read->size(), size_t(2));
    for (size_t i = 0; i < 2; ++i) {
        QCOMPARE((*read)[i].row, rows[i].row);
        QCOMPARE((*read)[i].hash, rows[i].hash);
    }
    QCOMPARE(peopleOfFrozen(frozenToBytes(rows)).value(), (std::vector<SentPerson>{{5, 42}, {6, 43}}));
}

void OutboxTest::destinationsHaveNamesOfTheirOwn()
{
    DestinationShelf shelf(*m_store);
    QVERIFY(!shelf.add(mail(QStringLiteral("MAIL")), {2}));
    QVERIFY(!shelf.add(mail(QStringLiteral(" ")), {2}));
    QCOMPARE(shelf.freeName(QStringLiteral("Mail")).value(), QStringLiteral("Mail 2"));
    QVERIFY(shelf.remove(m_destination, {3}));
    QVERIFY(shelf.list().value().empty());
    const auto other = shelf.add(mail(), {4});
    QVERIFY(other);
    QVERIFY(!shelf.restore(m_destination)); // its name was taken meanwhile
    QVERIFY(shelf.change(other->id, mail(QStringLiteral("Other")), {5}));
    QVERIFY(shelf.restore(m_destination));
    QCOMPARE(shelf.list().value().size(), size_t(2));
    QCOMPARE(shelf.find(QStringLiteral("other")).value()->destination.name, QStringLiteral("Other"));
}

void OutboxTest::aNewPlaceKnowsNobody()
{
    Outbox outbox(*m_store);
    DestinationShelf shelf(*m_store);
    QVERIFY(shelf.noteRemoteIds(m_destination, {{"list", "abc"}}));
    const auto run = outbox.start(newRun({{}, ids({1, 2})}), {1000});
    QVERIFY(run);
    send(outbox, run->id, RowOp::Add, {1, 2});
    QVERIFY(outbox.finish(run->id, false, {4000}));
    Destination renamed = mail();
    renamed.schedule = QStringLiteral("daily 10:00 UTC");
    QCOMPARE(shelf.change(m_destination, renamed, {5000})->remoteIds.value(QStringLiteral("list")).toString(),
             QStringLiteral("abc"));
    QCOMPARE(shelf.sentPeople(m_destination)->size(), size_t(2));
    renamed.account[QStringLiteral("list")] = QStringLiteral("Another list");
    QVERIFY(shelf.change(m_destination, renamed, {6000})->remoteIds.isEmpty());
    QVERIFY(shelf.sentPeople(m_destination)->empty());
}

void OutboxTest::oneRunAtATime()
{
    Outbox outbox(*m_store);
    const auto first = outbox.start(newRun({{}, ids({1})}), {1000});
    QVERIFY(first);
    QCOMPARE(first->state, RunState::Running);
    const auto second = outbox.start(newRun({{}, ids({1})}), {1000});
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Refused);
    for (const RunState state : {RunState::Paused, RunState::Failed}) {
        QVERIFY(outbox.setState(first->id, state, QStringLiteral("why"), {2000}));
        QVERIFY(!outbox.start(newRun({{}, ids({1})}), {2000}));
        QCOMPARE(outbox.openRun(m_destination).value()->reason, QStringLiteral("why"));
    }
    QVERIFY(outbox.finish(first->id, true, {3000}));
    QCOMPARE(outbox.run(first->id)->state, RunState::Cancelled);
    NewRun asking = newRun({{}, ids({1})});
    asking.waitsFor = QStringLiteral("much would change");
    QCOMPARE(outbox.start(asking, {4000})->state, RunState::Waiting);
}

void OutboxTest::oneRunForEachDueMoment()
{
    Outbox outbox(*m_store);
    NewRun due = newRun({{}, ids({1})});
    due.due = Instant{3'600'000};
    const auto run = outbox.start(due, {3'600'001});
    QVERIFY(run);
    QVERIFY(outbox.finish(run->id, false, {3'600'002}));
    QVERIFY(!outbox.start(due, {3'600'003}));
    due.due = Instant{7'200'000};
    QVERIFY(outbox.start(due, {7'200'001}));
}

void OutboxTest::knowsWhomADestinationWasToldOf()
{
    Outbox outbox(*m_store);
    DestinationShelf shelf(*m_store);
    const auto first = outbox.start(newRun({{}, ids({1, 2, 3, 4})}), {1000});
    QVERIFY(first);
    send(outbox, first->id, RowOp::Add, {1, 2}, 2);
    send(outbox, first->id, RowOp::Add, {3, 4});
    QVERIFY(outbox.finish(first->id, false, {4000}));
    const PushRun told = outbox.run(first->id).value();
    QCOMPARE(told.sent, 3);
    QCOMPARE(told.failed, 1);
    const std::vector<SentPerson> three{{1, 10}, {3, 30}, {4, 40}};
    QCOMPARE(shelf.sentPeople(m_destination).value(), three);

    const auto second = outbox.start(newRun({ids({1, 4}), ids({5})}), {5000});
    QVERIFY(second);
    send(outbox, second->id, RowOp::TakeOut, {1, 4}, 4);
    send(outbox, second->id, RowOp::Add, {5});
    QVERIFY(outbox.finish(second->id, false, {6000}));
    const std::vector<SentPerson> after{{3, 30}, {4, 40}, {5, 50}};
    QCOMPARE(shelf.sentPeople(m_destination).value(), after);
}

// 2 was sent, then merged into 1, and 1 was taken out: nobody of them is there any more.
void OutboxTest::whoWasMergedIsTakenOutOnce()
{
    Outbox outbox(*m_store);
    DestinationShelf shelf(*m_store);
    const auto first = outbox.start(newRun({{}, ids({2, 3})}), {1000});
    QVERIFY(first);
    send(outbox, first->id, RowOp::Add, {2, 3});
    QVERIFY(outbox.finish(first->id, false, {4000}));
    QVERIFY(
        m_store->database().execute("INSERT INTO profiles(id, merged_into, import_id) VALUES (1, NULL, 1), (2, 1, 1)"));
    const std::vector<SentPerson> living{{1, 0}, {3, 30}};
    QCOMPARE(shelf.sentPeople(m_destination).value(), living);
    const auto second = outbox.start(newRun({ids({1}), {}}), {5000});
    QVERIFY(second);
    send(outbox, second->id, RowOp::TakeOut, {1});
    QVERIFY(outbox.finish(second->id, false, {6000}));
    const std::vector<SentPerson> after{{3, 30}};
    QCOMPARE(shelf.sentPeople(m_destination).value(), after);
}

void OutboxTest::halvesKeepEveryRow()
{
    Outbox outbox(*m_store);
    const auto run = outbox.start(newRun({{}, ids({1, 2, 3})}), {1000});
    QVERIFY(run);
    CutBatch cut;
    cut.rows = rowsOf({1, 2, 3});
    const auto batch = outbox.keep(run->id, cut, {2000});
    QVERIFY(batch && *batch);
    const auto halves = outbox.halve(run->id, **batch, cut.rows, QStringLiteral("one of them"));
    QVERIFY(halves);
    const auto open = outbox.openBatches(run->id);
    QVERIFY(open);
    std::vector<qint64> people;
    for (const StoredBatch &half : *open) {
        const auto rows = frozenFromBytes(half.content);
        QVERIFY(rows);
        for (const FrozenRow &row : *rows)
            people.push_back(row.row.id.value);
    }
    const std::vector<qint64> three{1, 2, 3};
    QCOMPARE(people, three);
    QCOMPARE(open->size(), size_t(2));
    QVERIFY((*open)[0].number != (*open)[1].number);
}

void OutboxTest::whatWasAskedIsFoundAfterACrash()
{
    const QString path = m_store->path();
    PushRunId id;
    {
        Outbox outbox(*m_store);
        const auto run = outbox.start(newRun({{}, ids({1, 2, 3, 4})}), {1000});
        QVERIFY(run);
        id = run->id;
        CutBatch cut;
        cut.rows = rowsOf({1, 2});
        cut.cutAfter = 3;
        cut.skipped = {{{3}, RowVerdict::Skipped, 0, enumId(SkipReason::NoConsent)}};
        cut.unchanged = 1;
        const auto batch = outbox.keep(id, cut, {2000});
        QVERIFY(batch && *batch);
        BatchProgress progress;
        progress.talk = {QStringLiteral("poll"), QByteArray("job\0 7", 6)};
        QVERIFY(outbox.note(id, **batch, progress, {3000}));
    }
    m_store.reset();
    auto store = Store::openWriter(path);
    QVERIFY(store);
    m_store = std::make_unique<Store>(std::move(*store));
    Outbox outbox(*m_store);
    QCOMPARE(outbox.cutSoFar(id).value(), 3);
    QCOMPARE(outbox.people(id)->adds, ids({1, 2, 3, 4}));
    const PushRun run = outbox.run(id).value();
    QCOMPARE(run.state, RunState::Running);
    QCOMPARE(run.unchanged, 1);
    const std::map<QString, qint64> skipped{{QStringLiteral("no-consent"), 1}};
    QCOMPARE(run.skipped, skipped);
    const auto open = outbox.openBatches(id);
    QVERIFY(open);
    QCOMPARE(open->size(), size_t(1));
    QCOMPARE(open->front().state, StoredBatch::State::Asked);
    QCOMPARE(open->front().talk, (Talk{QStringLiteral("poll"), QByteArray("job\0 7", 6)}));
    QCOMPARE(frozenFromBytes(open->front().content)->size(), size_t(2));
}

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
