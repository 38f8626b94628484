// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/neversent.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/plan/differencecauses.h"
#include "core/segment/saved/segmentsaving.h"
#include "core/store/listshelf.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace perennial;

// Everybody may be written to by e-mail. Visited Page: 1 and 2 on day 1, 3 and 4 on day 40, 5 and 6 on both.
constexpr auto People = R"sql(
INSERT INTO profiles(id, import_id) VALUES (1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1);
INSERT INTO identifiers(kind_id, value, profile_id, import_id) VALUES (1, 'a@example.com', 1, 1), (1, 'b@example.com', 2, 1),
    (1, 'c@example.com', 3, 1), (1, 'd@example.com', 4, 1), (1, 'e@example.com', 5, 1), (1, 'f@example.com', 6, 1), (1, 'g@example.com', 7, 1);
INSERT INTO consents(profile_id, channel, at, state, import_id) SELECT id, 'email', 1, 'subscribed', 1 FROM profiles;
INSERT INTO metrics VALUES (1, 'Visited Page');
INSERT INTO events VALUES (1, 86400000, 1, 1, NULL, NULL, NULL, NULL, 1), (2, 86400000, 1, 2, NULL, NULL, NULL, NULL, 1),
    (5, 86400000, 1, 3, NULL, NULL, NULL, NULL, 1), (6, 86400000, 1, 4, NULL, NULL, NULL, NULL, 1);
)sql";

constexpr auto Later = R"sql(
INSERT INTO events VALUES (3, 3456000000, 1, 5, NULL, NULL, NULL, NULL, 1), (4, 3456000000, 1, 6, NULL, NULL, NULL, NULL, 1),
    (5, 3456000000, 1, 7, NULL, NULL, NULL, NULL, 1), (6, 3456000000, 1, 8, NULL, NULL, NULL, NULL, 1);
)sql";

constexpr auto RecentVisitors =
    R"({"format": "perennial-segment", "version": 1, "name": "Recent", "root": {"kind": "group",
 "match": "all", "children": [{"kind": "event", "metric": "Visited Page", "aggregate": "count",
 "window": {"kind": "last", "n": 30, "unit": "day"}, "compare": {"op": "at_least_once"}}]}})";

constexpr qint64 Day = 86'400'000;

// Why people come and leave between two runs.
class DifferenceCausesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsSaidBeforeAFirstRun();
    void theConditionThatMovedThemIsNamed();
    void aConditionThatKeepsPeopleOutIsNamedTheOtherWayRound();
    void whoIsHeldBackNowIsSaidSo();
    void whoIsNoLongerHeldBackIsSaidSo();
    void anEditedSegmentIsSaidSo();
    void whatElseWasEditedIsSaidSo();
    void aListSaysWhoWasTakenOff();
    void everybodyIsInOneGroup();

private:
    using Told = std::map<QString, std::vector<qint64>>;

    [[nodiscard]] SavedDestination add(AudienceSource source)
    {
        Destination made;
        made.name = QStringLiteral("Mail");
        made.way = DeliveryWay::List;
        made.source = std::move(source);
        made.account = {{QStringLiteral("list"), QStringLiteral("Mail")}};
        made.mode = SyncMode::Mirror;
        const auto saved = DestinationShelf(*m_store).add(made, {1});
        if (!saved)
            qFatal("%s", qPrintable(saved.error().message));
        return *saved;
    }
    // A run that was done: it saw `asOf` and told the destination of these.
    void done(const SavedDestination &destination, Instant asOf, std::initializer_list<qint64> told)
    {
        Outbox outbox(*m_store);
        NewRun begun;
        begun.destinationId = destination.id;
        begun.destination = destination.destination;
        begun.asOf = asOf;
        const auto run = outbox.start(begun, asOf);
        QVERIFY(run);
        QVERIFY(outbox.setState(run->id, RunState::Done, {}, asOf));
        std::vector<SentPerson> people;
        for (const qint64 id : told)
            people.push_back({id, 1});
        auto insert = m_store->database().prepare("INSERT INTO destination_people VALUES (?1, 1, ?2)");
        QVERIFY(insert->bind(1, destination.id.value).bindBlob(2, sentToBytes(people)).run());
    }
    [[nodiscard]] std::optional<DifferenceCauses> causes(const SavedDestination &destination, Instant asOf)
    {
        const auto table = ProfileTable::build(m_store->path(), {});
        if (!table)
            qFatal("%s", qPrintable(table.error().message));
        const PlanGround ground{*m_store, *table, asOf};
        const auto plan = planAudience(ground, destination, {});
        if (!plan)
            qFatal("%s", qPrintable(plan.error().message));
        m_difference = plan->difference;
        auto causes = differenceCauses(ground, destination, *plan, {});
        if (!causes)
            qFatal("%s", qPrintable(causes.error().message));
        return *causes;
    }
    [[nodiscard]] static Told told(const std::vector<ChangeGroup> &groups)
    {
        Told told;
        for (const ChangeGroup &group : groups)
            for (const ProfileId id : group.people)
                told[group.text].push_back(id.value);
        return told;
    }
    [[nodiscard]] static qsizetype countOf(const std::vector<ChangeGroup> &groups)
    {
        qsizetype count = 0;
        for (const ChangeGroup &group : groups)
            count += static_cast<qsizetype>(group.people.size());
        return count;
    }

    const AudienceSource m_recent{AudienceKind::Segment, QStringLiteral("Recent")};
    const QString m_visits = QStringLiteral("now among those who had Visited Page at least once in the last 30 days");
    const QString m_noVisits =
        QStringLiteral("no longer among those who had Visited Page at least once in the last 30 days");
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    AudienceDifference m_difference;
};

void DifferenceCausesTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<Store>(
        Store::create(m_folder->filePath(QStringLiteral("a.perennial")), {.name = QStringLiteral("Fern")}).value());
    QVERIFY(m_store->database().execute(People));
    QVERIFY(m_store->database().execute(Later));
    SegmentShelf shelf(*m_store);
    QVERIFY(saveSegment(shelf, SegmentDoc::fromJson(RecentVisitors).value(), {1}));
}

void DifferenceCausesTest::nothingIsSaidBeforeAFirstRun()
{
    QVERIFY(!causes(add(m_recent), {41 * Day}));
}

void DifferenceCausesTest::theConditionThatMovedThemIsNamed()
{
    const SavedDestination mail = add(m_recent);
    done(mail, {2 * Day}, {1, 2, 5, 6});
    const auto why = causes(mail, {41 * Day});
    QVERIFY(why);
    QCOMPARE(why->since, Instant{2 * Day});
    QCOMPARE(told(why->joins), (Told{{m_visits, {3, 4}}}));
    QCOMPARE(told(why->leaves), (Told{{m_noVisits, {1, 2}}}));
}

void DifferenceCausesTest::aConditionThatKeepsPeopleOutIsNamedTheOtherWayRound()
{
    QByteArray without(RecentVisitors);
    without.replace("\"all\"", "\"none\"").replace("Recent", "Away");
    SegmentShelf shelf(*m_store);
    QVERIFY(saveSegment(shelf, SegmentDoc::fromJson(without).value(), {1}));
    const SavedDestination mail = add({AudienceKind::Segment, QStringLiteral("Away")});
    done(mail, {2 * Day}, {3, 4, 7});
    const auto why = causes(mail, {41 * Day});
    QCOMPARE(told(why->joins), (Told{{m_noVisits, {1, 2}}}));
    QCOMPARE(told(why->leaves), (Told{{m_visits, {3, 4}}}));
}

void DifferenceCausesTest::whoIsHeldBackNowIsSaidSo()
{
    const SavedDestination mail = add(m_recent);
    done(mail, {2 * Day}, {1, 2, 5, 6});
    QVERIFY(m_store->database().execute("INSERT INTO consents(profile_id, channel, at, state, import_id) VALUES "
                                        "(5, 'email', 3000000000, 'unsubscribed', 1)"));
    QCOMPARE(told(causes(mail, {41 * Day})->leaves),
             (Told{{m_noVisits, {1, 2}}, {QStringLiteral("held back now: not subscribed"), {5}}}));
}

void DifferenceCausesTest::whoIsNoLongerHeldBackIsSaidSo()
{
    QVERIFY(m_store->database().execute(
        "DELETE FROM consents WHERE profile_id = 6; INSERT INTO consents(profile_id, channel, at, state, import_id) "
        "VALUES (6, 'email', 3000000000, 'subscribed', 1)"));
    const SavedDestination mail = add(m_recent);
    done(mail, {2 * Day}, {1, 2}); // 5 failed then, 6 was not subscribed yet
    QCOMPARE(told(causes(mail, {41 * Day})->joins),
             (Told{{m_visits, {3, 4}},
                   {QStringLiteral("no longer held back: not subscribed"), {6}},
                   {QStringLiteral("were in the audience before, but did not arrive then"), {5}}}));
}

void DifferenceCausesTest::anEditedSegmentIsSaidSo()
{
    const SavedDestination mail = add(m_recent);
    done(mail, {2 * Day}, {1, 2, 7});
    QByteArray wider(RecentVisitors);
    SegmentShelf shelf(*m_store);
    QVERIFY(saveSegment(shelf, SegmentDoc::fromJson(wider.replace("30", "31")).value(), {3 * Day}));
    const auto why = causes(mail, {41 * Day});
    const QString edited = QStringLiteral("the audience was edited since");
    QCOMPARE(told(why->joins)[edited], (std::vector<qint64>{5, 6}));
    QCOMPARE(told(why->leaves)[edited], (std::vector<qint64>{7}));
}

// An exclusion that is no more: nothing about the person says why they come.
void DifferenceCausesTest::whatElseWasEditedIsSaidSo()
{
    const SavedDestination mail = add(m_recent);
    done(mail, {40 * Day}, {1});
    const QString edited = QStringLiteral("what decides who goes was edited since");
    const auto before = causes(mail, {41 * Day});
    QVERIFY(!told(before->joins).contains(edited));
    QVERIFY(setNeverSent(*m_store, {}, {40 * Day + 1}));
    const auto after = causes(mail, {41 * Day});
    QVERIFY(told(after->joins).contains(edited));
    QVERIFY(!told(after->joins).contains(QStringLiteral("were in the audience before, but did not arrive then")));
}

void DifferenceCausesTest::aListSaysWhoWasTakenOff()
{
    ListShelf shelf(*m_store);
    const auto list = shelf.create(QStringLiteral("Team"), {}, std::vector<ProfileId>{{1}, {2}}, {1});
    QVERIFY(list);
    const SavedDestination mail = add({AudienceKind::List, QStringLiteral("Team")});
    done(mail, {2 * Day}, {1, 2, 99});
    QVERIFY(shelf.takeOut(list->id, std::vector<ProfileId>{{2}}, {3 * Day}));
    QVERIFY(shelf.add(list->id, std::vector<ProfileId>{{3}}, {3 * Day}));
    const auto why = causes(mail, {41 * Day});
    QCOMPARE(told(why->joins), (Told{{QStringLiteral("now among those who are in the list “Team”"), {3}}}));
    QCOMPARE(told(why->leaves)[QStringLiteral("no longer among those who are in the list “Team”")],
             (std::vector<qint64>{2}));
    QCOMPARE(told(why->leaves)[QStringLiteral("are no longer in the store")], (std::vector<qint64>{99}));
}

void DifferenceCausesTest::everybodyIsInOneGroup()
{
    QVERIFY(ListShelf(*m_store).create(QStringLiteral("Staff"), {}, std::vector<ProfileId>{{5}}, {1}));
    QVERIFY(setNeverSent(*m_store, {{AudienceKind::List, QStringLiteral("Staff")}}, {1 * Day}));
    const SavedDestination mail = add(m_recent);
    done(mail, {2 * Day}, {1, 5, 7, 42});
    const auto why = causes(mail, {41 * Day});
    QCOMPARE(countOf(why->joins), qsizetype(m_difference.joins.size()));
    QCOMPARE(countOf(why->leaves), qsizetype(m_difference.leaves.size()));
    QCOMPARE(told(why->leaves)[QStringLiteral("held back now: in “Staff”, which is never sent anywhere")],
             (std::vector<qint64>{5}));
    QCOMPARE(told(why->leaves)[QStringLiteral("had left before the last run already")], (std::vector<qint64>{7}));
    QVERIFY(why->leaves.front().people.size() >= why->leaves.back().people.size());
}

QTEST_GUILESS_MAIN(DifferenceCausesTest)
#include "tst_differencecauses.moc"
