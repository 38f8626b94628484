// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/audienceexport.h"
#include "core/audience/memberreader.h"
#include "core/connect/outbox/neversent.h"
#include "core/connect/plan/audienceplan.h"
#include "core/connect/plan/guards.h"
#include "core/connect/push/rowmaker.h"
#include "core/segment/saved/segmentsaving.h"
#include "core/store/listshelf.h"
#include "core/store/store.h"
#include "tests/core/segment/rows/randomstore.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace perennial;

// 1 to 6 may be written to by e-mail, 7 by SMS alone, 8 unsubscribed, 9 bounced, 10 has no address; 3 waits for an
// answer to a ticket.
constexpr auto People = R"sql(
INSERT INTO profiles(id, import_id) VALUES (1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), (9, 1), (10, 1);
INSERT INTO identifiers(kind_id, value, profile_id, import_id) VALUES (1, 'a@example.com', 1, 1), (1, 'b@example.com', 2, 1),
    (1, 'c@example.com', 3, 1), (1, 'd@example.com', 4, 1), (1, 'e@example.com', 5, 1), (1, 'f@example.com', 6, 1),
    (2, '+12025550107', 7, 1), (1, 'h@example.com', 8, 1), (1, 'i@example.com', 9, 1);
INSERT INTO consents(profile_id, channel, at, state, import_id) VALUES (1, 'email', 1, 'subscribed', 1), (2, 'email', 1, 'subscribed', 1),
    (3, 'email', 1, 'subscribed', 1), (4, 'email', 1, 'subscribed', 1), (5, 'email', 1, 'subscribed', 1), (6, 'email', 1, 'subscribed', 1),
    (7, 'sms', 1, 'subscribed', 1), (8, 'email', 1, 'unsubscribed', 1), (9, 'email', 1, 'subscribed', 1);
INSERT INTO suppressions(profile_id, channel, at, reason, import_id) VALUES (9, 'email', 2, 'bounced', 1);
INSERT INTO metrics VALUES (1, 'Opened Ticket');
INSERT INTO events VALUES (3, 500, 1, 1, NULL, NULL, NULL, NULL, 1);
)sql";

class AudiencePlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysWhoStaysBehindAndWhy();
    void exclusionsComeFirst();
    void whoIsNeverSentGoesNowhere();
    void whoIsSharedGoesToTheFirst();
    void modesTouchWhomTheySay_data();
    void modesTouchWhomTheySay();
    void mergedPeopleStandForEachOther();
    void asksBeforeManyLeave();
    void whatIsMissingSendsNobody();
    void guardsAreThoseOfTheTemplate();
    void consentWinsInEveryMode();

private:
    static Destination toEverybody(const QString &name)
    {
        Destination made;
        made.name = name;
        made.way = DeliveryWay::List;
        made.source = {AudienceKind::List, QStringLiteral("Everybody")};
        made.account = {{QStringLiteral("list"), name}};
        return made;
    }
    static std::vector<qint64> valuesOf(const std::vector<ProfileId> &people)
    {
        std::vector<qint64> values;
        for (const ProfileId id : people)
            values.push_back(id.value);
        return values;
    }
    void addList(const QString &name, std::initializer_list<qint64> people)
    {
        std::vector<ProfileId> members;
        for (const qint64 id : people)
            members.push_back({id});
        QVERIFY(ListShelf(*m_store).create(name, {}, members, {1}));
    }
    SavedDestination add(const Destination &destination)
    {
        return DestinationShelf(*m_store).add(destination, {1}).value();
    }
    Result<AudiencePlan> plan(const SavedDestination &destination)
    {
        const auto table = ProfileTable::build(m_store->path(), {});
        return table ? planAudience({*m_store, *table, {1000}}, destination, {}) : failure(table.error());
    }
    void tell(DestinationId destination, const std::vector<SentPerson> &people)
    {
        auto insert = m_store->database().prepare("INSERT INTO destination_people VALUES (?1, 1, ?2)");
        QVERIFY(insert->bind(1, destination.value).bindBlob(2, sentToBytes(people)).run());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void AudiencePlanTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = Store::create(m_folder->filePath(QStringLiteral("a.perennial")), {.name = QStringLiteral("Fern")});
    QVERIFY(store);
    m_store = std::make_unique<Store>(std::move(*store));
    QVERIFY(m_store->database().execute(People));
    addList(QStringLiteral("Everybody"), {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
}

void AudiencePlanTest::saysWhoStaysBehindAndWhy()
{
    const auto made = plan(add(toEverybody(QStringLiteral("Mail"))));
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    QCOMPARE(made->members, 10);
    QCOMPARE(valuesOf(made->people.adds), (std::vector<qint64>{1, 2, 4, 5, 6}));
    std::map<HeldBack::Kind, std::vector<qint64>> held;
    for (const HeldBack &reason : made->heldBack)
        for (const qint64 id : valuesOf(reason.people))
            held[reason.kind].push_back(id);
    QCOMPARE(held[HeldBack::Kind::Guarded], (std::vector<qint64>{3}));
    QCOMPARE(held[HeldBack::Kind::NoIdentifier], (std::vector<qint64>{7, 10}));
    QCOMPARE(held[HeldBack::Kind::Suppressed], (std::vector<qint64>{9}));
    QCOMPARE(held[HeldBack::Kind::NoConsent], (std::vector<qint64>{8}));
}

void AudiencePlanTest::exclusionsComeFirst()
{
    addList(QStringLiteral("Staff"), {1, 3});
    Destination mail = toEverybody(QStringLiteral("Mail"));
    mail.exclusions = {{AudienceKind::List, QStringLiteral("Staff")}};
    const auto made = plan(add(mail));
    QVERIFY(made);
    QCOMPARE(valuesOf(made->heldBack.front().people), (std::vector<qint64>{1, 3}));
    QVERIFY(made->heldBack.front().text().contains(QStringLiteral("Staff")));
    QCOMPARE(valuesOf(made->people.adds), (std::vector<qint64>{2, 4, 5, 6}));
}

// Of the whole shop, in every destination that makes people written to, before anything else is asked.
void AudiencePlanTest::whoIsNeverSentGoesNowhere()
{
    addList(QStringLiteral("Staff"), {1, 2, 9});
    const std::vector<AudienceSource> staff{{AudienceKind::List, QStringLiteral("Staff")}};
    QVERIFY(setNeverSent(*m_store, staff, {2}));
    QCOMPARE(neverSent(*m_store).value(), staff);
    const auto made = plan(add(toEverybody(QStringLiteral("Mail"))));
    QVERIFY(made);
    QCOMPARE(made->heldBack.front().kind, HeldBack::Kind::NeverSent);
    QCOMPARE(valuesOf(made->heldBack.front().people), (std::vector<qint64>{1, 2, 9}));
    QCOMPARE(valuesOf(made->people.adds), (std::vector<qint64>{4, 5, 6}));

    Destination barred = toEverybody(QStringLiteral("Barred"));
    barred.way = DeliveryWay::Suppression;
    QVERIFY(std::ranges::count(valuesOf(plan(add(barred))->people.adds), 9) == 1);

    QVERIFY(!setNeverSent(*m_store, {staff.front(), staff.front()}, {3}));
    QVERIFY(setNeverSent(*m_store, {{AudienceKind::List, QStringLiteral("Gone")}}, {3}));
    const auto refused = plan(DestinationShelf(*m_store).find(QStringLiteral("Mail")).value().value());
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(QStringLiteral("Gone")));
    QVERIFY(m_store->database().execute("UPDATE settings SET value = '[1]' WHERE key = 'never_sent'"));
    QVERIFY(!plan(DestinationShelf(*m_store).find(QStringLiteral("Mail")).value().value()));
}

void AudiencePlanTest::whoIsSharedGoesToTheFirst()
{
    addList(QStringLiteral("VIP"), {1, 2, 8});
    Destination vip = toEverybody(QStringLiteral("VIP mail"));
    vip.source.name = QStringLiteral("VIP");
    vip.priority = 1;
    Destination mail = toEverybody(QStringLiteral("Mail"));
    mail.priority = 2;
    const SavedDestination first = add(vip), second = add(mail);
    QCOMPARE(valuesOf(plan(first)->people.adds), (std::vector<qint64>{1, 2}));
    const auto rest = plan(second);
    QVERIFY(rest);
    QCOMPARE(valuesOf(rest->people.adds), (std::vector<qint64>{4, 5, 6}));
    const auto lost = std::ranges::find(rest->heldBack, HeldBack::Kind::LostTo, &HeldBack::kind);
    QVERIFY(lost != rest->heldBack.end());
    QCOMPARE(valuesOf(lost->people), (std::vector<qint64>{1, 2})); // 8 goes nowhere
}

void AudiencePlanTest::modesTouchWhomTheySay_data()
{
    QTest::addColumn<SyncMode>("mode");
    QTest::addColumn<Leavers>("leavers");
    QTest::addColumn<std::vector<qint64>>("adds");
    QTest::addColumn<std::vector<qint64>>("takeOuts");
    const std::vector<qint64> all{1, 2, 4, 5, 6}, fresh{4, 5, 6}, left{8, 10}, none;
    QTest::newRow("upsert") << SyncMode::Upsert << Leavers::Keep << all << none;
    QTest::newRow("upsert, leavers out") << SyncMode::Upsert << Leavers::TakeOut << all << left;
    QTest::newRow("update only") << SyncMode::UpdateExisting << Leavers::Keep << all << none;
    QTest::newRow("create only") << SyncMode::CreateOnly << Leavers::Keep << fresh << none;
    QTest::newRow("mirror") << SyncMode::Mirror << Leavers::Keep << all << left;
    QTest::newRow("append") << SyncMode::Append << Leavers::Keep << fresh << none;
    QTest::newRow("remove") << SyncMode::Remove << Leavers::Keep << none << std::vector<qint64>{3, 4, 5, 6, 9};
}

// 1, 2, 8 and 10 were sent before.
void AudiencePlanTest::modesTouchWhomTheySay()
{
    QFETCH(SyncMode, mode);
    QFETCH(Leavers, leavers);
    Destination mail = toEverybody(QStringLiteral("Mail"));
    mail.mode = mode;
    mail.leavers = leavers;
    const SavedDestination saved = add(mail);
    tell(saved.id, {{1, 1}, {2, 2}, {8, 8}, {10, 10}});
    const auto made = plan(saved);
    QVERIFY(made);
    QTEST(valuesOf(made->people.adds), "adds");
    QTEST(valuesOf(made->people.takeOuts), "takeOuts");
}

void AudiencePlanTest::mergedPeopleStandForEachOther()
{
    const SavedDestination saved = add(toEverybody(QStringLiteral("Mail")));
    tell(saved.id, {{1, 1}, {2, 2}, {4, 4}, {11, 11}});
    QVERIFY(m_store->database().execute("INSERT INTO profiles(id, merged_into, import_id) VALUES (11, 5, 1)"));
    const auto made = plan(saved);
    QVERIFY(made);
    QCOMPARE(valuesOf(made->difference.stays), (std::vector<qint64>{1, 2, 4, 5}));
    QCOMPARE(valuesOf(made->difference.leaves), std::vector<qint64>());
}

void AudiencePlanTest::asksBeforeManyLeave()
{
    Destination mail = toEverybody(QStringLiteral("Mail"));
    mail.mode = SyncMode::Mirror;
    mail.askAboveShare = 1;
    const SavedDestination saved = add(mail);
    QVERIFY(asksFirst(mail, plan(saved).value()).isEmpty()); // a first run
    tell(saved.id, {{1, 1}, {2, 2}, {4, 4}, {5, 5}, {6, 6}, {8, 8}, {10, 10}});
    QVERIFY(asksFirst(mail, plan(saved).value()).isEmpty()); // 2 of 7
    QVERIFY(m_store->database().execute("INSERT INTO suppressions(profile_id, channel, at, reason, import_id) "
                                        "VALUES (1, 'email', 2, 'complained', 1)"));
    const auto third = plan(saved);
    QVERIFY(third);
    QCOMPARE(valuesOf(third->people.takeOuts), (std::vector<qint64>{1, 8, 10}));
    QVERIFY(!asksFirst(mail, *third).isEmpty()); // 3 of 7, whatever the destination allows
    mail.mode = SyncMode::Upsert;
    mail.askAboveShare = 0.2;
    QVERIFY(!asksFirst(mail, plan(saved).value()).isEmpty());
}

void AudiencePlanTest::whatIsMissingSendsNobody()
{
    Destination mail = toEverybody(QStringLiteral("Mail"));
    mail.exclusions = {{AudienceKind::List, QStringLiteral("Gone")}};
    const auto made = plan(add(mail));
    QVERIFY(!made);
    QVERIFY(made.error().message.contains(QStringLiteral("Gone")));
    Destination other = toEverybody(QStringLiteral("Other"));
    other.source = {AudienceKind::Segment, QStringLiteral("Gone")};
    QVERIFY(!plan(add(other)));
}

void AudiencePlanTest::guardsAreThoseOfTheTemplate()
{
    const auto made = toneGuards();
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    const std::vector<ToneGuard> guards = *made;
    QCOMPARE(guards.size(), size_t(4));
    const std::array<const char *, 4> metrics{"Opened Ticket", "Shipment Delayed", "Refunded Order",
                                              "Submitted Review"};
    for (size_t i = 0; i < guards.size(); ++i)
        QVERIFY2(guards[i].who.toJson().contains(metrics[i]), qPrintable(guards[i].id));
}

// Whatever the mode and channel: who is added may be written to today, by the reading that files use; and the rows that
// leave hold no address that may not be used.
void AudiencePlanTest::consentWinsInEveryMode()
{
    int added = 0;
    for (quint32 seed = 1; seed <= 12; ++seed) {
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        const QString path = m_folder->filePath(QStringLiteral("r.perennial"));
        QVERIFY(RandomStore(seed).write(path));
        auto store = Store::openWriter(path);
        QVERIFY(store);
        m_store = std::make_unique<Store>(std::move(*store));
        const auto table = ProfileTable::build(path, {});
        QVERIFY(table);
        std::vector<ProfileId> everybody;
        for (quint32 person = 0; person < (*table)->profileCount(); ++person)
            everybody.push_back((*table)->idAt(person));
        QVERIFY(ListShelf(*m_store).create(QStringLiteral("All of them"), {}, everybody, {1}));
        const Instant now{RandomStore::Origin};
        for (const SyncMode mode : {SyncMode::Upsert, SyncMode::Mirror, SyncMode::Append, SyncMode::Remove})
            for (const ExportChannel channel : {ExportChannel::Email, ExportChannel::Sms, ExportChannel::EmailOrSms}) {
                Destination all = toEverybody(QStringLiteral("D%1%2").arg(int(mode)).arg(int(channel)));
                all.source.name = QStringLiteral("All of them");
                all.mode = mode;
                all.channel = channel;
                const auto made = planAudience({*m_store, *table, now}, add(all), {});
                QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
                auto reader = MemberReader::make(*m_store, {}, {now, now});
                auto maker = RowMaker::make(*m_store, all, now);
                QVERIFY(reader && maker);
                const auto rows = maker->read(everybody, RowOp::Add, now);
                QVERIFY(rows);
                for (size_t i = 0; i < everybody.size(); ++i) {
                    const ExportMember member = reader->read(everybody[i]).value();
                    const bool mayGo = !exclusionOf(member, channel);
                    QVERIFY(mayGo || !std::ranges::binary_search(made->people.adds, everybody[i]));
                    QCOMPARE(!(*rows)[i].skip, mayGo);
                    QVERIFY((*rows)[i].row.email.empty() || canReachByEmail(member));
                    QVERIFY((*rows)[i].row.phone.empty() || canReachBySms(member));
                    added += mayGo ? 1 : 0;
                }
            }
    }
    QVERIFY(added > 500); // or the test has asked nothing
}

QTEST_GUILESS_MAIN(AudiencePlanTest)
#include "tst_audienceplan.moc"
