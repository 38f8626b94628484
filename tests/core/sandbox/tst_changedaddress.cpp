// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/plan/audienceplan.h"
#include "core/connect/sync/dryrun.h"
#include "core/connect/sync/rundestination.h"
#include "core/sandbox/standin.h"
#include "core/store/listshelf.h"
#include "tests/core/connect/hookstore.h"

#include <QTest>

using namespace perennial;

// People who are reached by another address than a platform was told of do not stay there under the old one.
class ChangedAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theOldAddressGoesAndTheNewOneComes();
    void whoWasMergedIsThereOnce();
    void aLeaverGoesUnderWhatWasTold();
    void whereNobodyIsTakenOutNothingIs();
    void whoStaysIsNotTakenOutWhereNobodyIsToldAnew();
    void anAddressThatIsSomebodyElsesStays();
    void whatFailedIsLookedAtAgain();
    void aRetryHidesNothing();
    void whatWasSuppressedStaysSo();
    void aNewAddressBesideTheOldOneChangesNothing();

private:
    void addDestination(SyncMode mode = SyncMode::Mirror, DeliveryWay way = DeliveryWay::List,
                        Leavers leavers = Leavers::Keep)
    {
        Destination made;
        made.name = QStringLiteral("Klaviyo ") + enumId(mode);
        made.leavers = leavers;
        made.way = way;
        made.mode = mode;
        made.guardsApply = false;
        made.askAboveShare = 1;
        made.source = {AudienceKind::List, QStringLiteral("All")};
        made.account = {{QStringLiteral("list"), QStringLiteral("Win-back")}};
        auto store = Store::openWriter(m_store->path);
        m_destination = DestinationShelf(*store).add(made, {1}).value().id;
    }
    [[nodiscard]] PushRun run() const
    {
        RunOrder order;
        order.storePath = m_store->path;
        order.destination = m_destination;
        order.table = [path = m_store->path] { return ProfileTable::build(path, {}); };
        order.isConfirmed = true;
        order.sending.secret = "pk_test";
        order.sending.base = m_there->url();
        order.sending.speed = 500;
        return runDestination(order, {}).value();
    }
    [[nodiscard]] AudiencePlan plan() const
    {
        auto store = Store::openReader(m_store->path);
        const auto table = ProfileTable::build(m_store->path, {});
        const auto saved = DestinationShelf(*store).get(m_destination);
        return planAudience({*store, *table, Instant::now()}, *saved, {}).value();
    }
    // What an import after the run before brought.
    void import(const QByteArray &sql) const
    {
        auto store = Store::openWriter(m_store->path);
        QVERIFY(store->database().execute(
            "INSERT INTO imports(path, format, source, zone, started_at, finished_at, bytes, read, stored, unchanged, "
            "rejected) VALUES('b.csv', 'x', 'x', 'UTC', 1, 9000000000000, 1, 1, 1, 0, 0)"));
        QVERIFY(store->database().execute(sql));
    }
    // A person is reached by the address that comes first.
    void giveNewAddress() const
    {
        import("INSERT INTO identifiers(kind_id, value, profile_id, import_id) VALUES (1, 'anew@example.com', 3, 2)");
    }
    // Whether an address is on the list: 1, 0 after it was taken off, nothing where it never was.
    [[nodiscard]] std::optional<bool> isOnList(const char *address) const
    {
        std::optional<bool> isThere;
        for (const LedgerEntry &entry : m_there->ledger().entries(address)) {
            if (entry.deed.starts_with("list+"))
                isThere = isThere.value_or(true);
            if (entry.deed.starts_with("list-"))
                isThere = false;
        }
        return isThere;
    }

    std::unique_ptr<HookStore> m_store;
    std::unique_ptr<StandIn> m_there;
    DestinationId m_destination;
};

void ChangedAddressTest::init()
{
    m_store = std::make_unique<HookStore>(10);
    StandInOptions options;
    options.token = "pk_test";
    options.speed = 500;
    m_there = StandIn::start(QStringLiteral("klaviyo"), options).value();
    auto store = Store::openWriter(m_store->path);
    const std::vector<ProfileId> five{{1}, {2}, {3}, {4}, {5}};
    QVERIFY(ListShelf(*store).create(QStringLiteral("All"), {}, five, {1}));
}

void ChangedAddressTest::theOldAddressGoesAndTheNewOneComes()
{
    addDestination();
    QCOMPARE(run().sent, 5);
    giveNewAddress();
    const AudiencePlan planned = plan();
    QCOMPARE(planned.formerAddresses, 1);
    QCOMPARE(planned.difference.leaves.size(), size_t(0));
    QCOMPARE(planned.removedShare(), 0.0);
    const PushRun second = run();
    QCOMPARE(second.state, RunState::Done);
    QCOMPARE(second.sent, 2); // out under the old one, in under the new one
    QCOMPARE(second.unchanged, 4);
    QCOMPARE(isOnList("p3@example.com"), std::optional(false));
    QCOMPARE(isOnList("anew@example.com"), std::optional(true));
    QCOMPARE(plan().difference.stays.size(), size_t(5));
    const PushRun third = run(); // and then it is over
    QCOMPARE(third.sent, 0);
    QCOMPARE(third.unchanged, 5);
}

void ChangedAddressTest::whoWasMergedIsThereOnce()
{
    addDestination();
    QCOMPARE(run().sent, 5);
    import("UPDATE profiles SET merged_into = 2 WHERE id = 4; INSERT INTO merges(survivor_id, absorbed_id, rule, "
           "evidence, at, import_id) VALUES(2, 4, 'x', '', 1, 1)");
    {
        auto store = Store::openWriter(m_store->path);
        QVERIFY(store->database().execute("UPDATE merges SET import_id = 2"));
    }
    QCOMPARE(plan().formerAddresses, 1);
    QCOMPARE(run().state, RunState::Done);
    QCOMPARE(isOnList("p2@example.com"), std::optional(true));
    QCOMPARE(isOnList("p4@example.com"), std::optional(false));
    QCOMPARE(run().sent, 0);
}

void ChangedAddressTest::aLeaverGoesUnderWhatWasTold()
{
    addDestination();
    QCOMPARE(run().sent, 5);
    giveNewAddress();
    {
        auto store = Store::openWriter(m_store->path);
        ListShelf shelf(*store);
        QVERIFY(shelf.takeOut(shelf.find(QStringLiteral("All")).value()->id, std::vector<ProfileId>{{3}}, {2}));
    }
    QCOMPARE(run().sent, 1);
    QCOMPARE(isOnList("p3@example.com"), std::optional(false));
    QVERIFY(!isOnList("anew@example.com"));
}

void ChangedAddressTest::whereNobodyIsTakenOutNothingIs()
{
    addDestination(SyncMode::Upsert);
    QCOMPARE(run().sent, 5);
    giveNewAddress();
    QCOMPARE(plan().formerAddresses, 0);
    QCOMPARE(run().sent, 1);
    QCOMPARE(isOnList("p3@example.com"), std::optional(true));
    QCOMPARE(isOnList("anew@example.com"), std::optional(true));
}

// An append tells of nobody twice: who stays would be off the list.
void ChangedAddressTest::whoStaysIsNotTakenOutWhereNobodyIsToldAnew()
{
    addDestination(SyncMode::Append, DeliveryWay::List, Leavers::TakeOut);
    QCOMPARE(run().sent, 5);
    giveNewAddress();
    QCOMPARE(plan().formerAddresses, 0);
    QCOMPARE(run().sent, 0);
}

// It was entered for the wrong one: whoever has it now is in the audience.
void ChangedAddressTest::anAddressThatIsSomebodyElsesStays()
{
    addDestination();
    QCOMPARE(run().sent, 5);
    import("UPDATE identifiers SET profile_id = 4, import_id = 2 WHERE value = 'p3@example.com';"
           "INSERT INTO identifiers(kind_id, value, profile_id, import_id) VALUES (1, 'anew@example.com', 3, 2)");
    QCOMPARE(plan().formerAddresses, 1); // the fourth had another one, p4
    QCOMPARE(run().state, RunState::Done);
    QCOMPARE(isOnList("p3@example.com"), std::optional(true));
    QCOMPARE(isOnList("anew@example.com"), std::optional(true));
    QCOMPARE(isOnList("p4@example.com"), std::optional(false));
}

void ChangedAddressTest::whatFailedIsLookedAtAgain()
{
    addDestination();
    QCOMPARE(run().sent, 5);
    giveNewAddress();
    QCOMPARE(run().sent, 2);
    QCOMPARE(plan().formerAddresses, 0);
    {
        // As though the platform had refused to take them out.
        auto store = Store::openWriter(m_store->path);
        QVERIFY(store->database().execute(
            "INSERT INTO push_rows(run_id, profile_id, batch, verdict, status, reason, at) SELECT run_id, 3, number, "
            "'failed', 422, 'no', 1 FROM push_batches WHERE op = 'take-out' AND state = 'done';"
            "UPDATE push_runs SET failed = 1 WHERE id = (SELECT run_id FROM push_rows)"));
    }
    QCOMPARE(plan().formerAddresses, 1);
    QCOMPARE(run().sent, 2);
    QCOMPARE(plan().formerAddresses, 0);
}

void ChangedAddressTest::aRetryHidesNothing()
{
    addDestination();
    const PushRun first = run();
    giveNewAddress();
    {
        auto store = Store::openWriter(m_store->path);
        QVERIFY(store->database().execute(
            "INSERT INTO push_runs(destination_id, destination, state, as_of, started_at, session, joins, stays, "
            "leaves, plan) SELECT destination_id, destination, 'done', as_of, 9900000000000, 1, 0, 0, 0, plan FROM "
            "push_runs; INSERT INTO settings(key, value) SELECT 'retry_of:' || max(id), '1' FROM push_runs"));
    }
    QCOMPARE(plan().formerAddresses, 1);
}

void ChangedAddressTest::whatWasSuppressedStaysSo()
{
    addDestination(SyncMode::Mirror, DeliveryWay::Suppression);
    QCOMPARE(run().sent, 5);
    giveNewAddress();
    QCOMPARE(plan().formerAddresses, 0);
}

void ChangedAddressTest::aNewAddressBesideTheOldOneChangesNothing()
{
    addDestination();
    QCOMPARE(run().sent, 5);
    import("INSERT INTO identifiers(kind_id, value, profile_id, import_id) VALUES (1, 'zz@example.com', 3, 2)");
    QCOMPARE(plan().formerAddresses, 0);
    QCOMPARE(run().sent, 0);
}

QTEST_GUILESS_MAIN(ChangedAddressTest)
#include "tst_changedaddress.moc"
