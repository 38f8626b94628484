// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "tests/core/connect/klaviyowalk.h"

#include <QTest>

using namespace perennial;

class KlaviyoWaysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void updatesOnlyWhoIsKnown();
    void createsOnlyWhoIsNotKnown();
    void takesOffTheList();
    void takesOffAThousandAtATime();
    void saysInAPropertyWhoIsIn();
    void asksAfterAHundredAtATime();
    void asksAfterFewerWhereAddressesAreLong();
    void asksAfterFewerWhereThereIsAnotherPage();
    void tellsOneEventForEachPerson();
    void suppressesByAddress();
    void neverSubscribesAnybody();
};

void KlaviyoWaysTest::updatesOnlyWhoIsKnown()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::Profiles, SyncMode::UpdateExisting)), threePeople());
    QCOMPARE(walk.asked(), QByteArray("GET https://a.klaviyo.com/api/profiles?fields%5Bprofile%5D=email%2Cphone_number"
                                      "&filter=any%28email%2C%5B%22ana%40example.com%22%2C%22bo%2Bshop%40example.com%22"
                                      "%5D%29&page%5Bsize%5D=100"));
    QCOMPARE(walk.hear(answer(200, profiles({{"01A", "ANA@example.com", nullptr}}))).kind, Kind::Next);
    // Bo was not found by his address.
    QCOMPARE(walk.asked(), QByteArray("GET https://a.klaviyo.com/api/profiles?fields%5Bprofile%5D=email%2Cphone_number"
                                      "&filter=any%28phone_number%2C%5B%22%2B15551230000%22%2C%22%2B4915112345678%22"
                                      "%5D%29&page%5Bsize%5D=100"));
    QCOMPARE(walk.hear(answer(200, profiles({{"01C", nullptr, "+4915112345678"}}))).kind, Kind::Next);
    const QByteArray known = "POST https://a.klaviyo.com/api/profile-bulk-import-jobs\n"
                             R"({"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":[)"
                             R"({"type":"profile","attributes":{"email":"ana@example.com"}},)"
                             R"({"type":"profile","attributes":{"phone_number":"+4915112345678"}}]}}}})";
    QCOMPARE(walk.asked(), known);
    (void)walk.hear(answer(202, job("queued")));
    QVERIFY(
        isDone(walk.hear(answer(200, job("complete"))), {{1, RowVerdict::Skipped, 0, QStringLiteral("not-there")}}));

    KlaviyoWalk nobody(connectorOf(destinationOf(DeliveryWay::Profiles, SyncMode::UpdateExisting)),
                       batchOf({person(1, "ana@example.com")}));
    QVERIFY(isDone(nobody.hear(answer(200, profiles({}))), {{0, RowVerdict::Skipped, 0, QStringLiteral("not-there")}}));
}

void KlaviyoWaysTest::createsOnlyWhoIsNotKnown()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::List, SyncMode::CreateOnly)), threePeople());
    (void)walk.hear(answer(200, profiles({{"01A", "ana@example.com", nullptr}})));
    QCOMPARE(walk.hear(answer(200, profiles({}))).kind, Kind::Next);
    QVERIFY(!walk.asked().contains("ana@example.com"));
    QVERIFY(walk.asked().contains("bo+shop@example.com"));
    QVERIFY(walk.asked().contains("+4915112345678"));
    (void)walk.hear(answer(202, job("queued")));
    QVERIFY(isDone(walk.hear(answer(200, job("complete"))),
                   {{0, RowVerdict::Skipped, 0, QStringLiteral("already-there")}}));
}

void KlaviyoWaysTest::takesOffTheList()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::List, SyncMode::Mirror)), threePeople(RowOp::TakeOut));
    QVERIFY(walk.asked().contains("any%28email%2C"));
    (void)walk.hear(answer(200, profiles({{"01A", "ana@example.com", nullptr}})));
    QCOMPARE(walk.hear(answer(200, profiles({{"01C", nullptr, "+4915112345678"}}))).kind, Kind::Next);
    const QByteArray takenOff = "DELETE https://a.klaviyo.com/api/lists/LiSt01/relationships/profiles\n"
                                R"({"data":[{"type":"profile","id":"01A"},{"type":"profile","id":"01C"}]})";
    QCOMPARE(walk.asked(), takenOff);
    QVERIFY(!walk.connector().needsRows(walk.talk()));
    // Bo is not on it, as was wanted.
    QVERIFY(isDone(walk.hear(answer(204))));

    KlaviyoWalk nobody(connectorOf(destinationOf(DeliveryWay::List, SyncMode::Remove)),
                       batchOf({person(1, "ana@example.com")}, RowOp::TakeOut));
    QVERIFY(isDone(nobody.hear(answer(200, profiles({})))));
}

void KlaviyoWaysTest::takesOffAThousandAtATime()
{
    std::vector<PushRow> rows;
    for (int i = 0; i < 1000; ++i)
        rows.push_back(person(i + 1, qPrintable(QStringLiteral("p%1@example.com").arg(i))));
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::List, SyncMode::Mirror)), batchOf(rows, RowOp::TakeOut));
    for (int page = 0; page < 10; ++page) {
        QList<std::array<const char *, 3>> found;
        for (int i = 0; i < 100; ++i)
            found.append({"01A", rows[size_t(page * 100 + i)].email.c_str(), nullptr});
        if (page == 9)
            found.append({"01Z", "another@example.com", nullptr});
        QVERIFY(walk.asked().startsWith("GET https://a.klaviyo.com/api/profiles?"));
        QCOMPARE(walk.hear(answer(200, profiles(found))).kind, Kind::Next);
    }
    QCOMPARE(walk.asked().count("\"type\":\"profile\""), 1000);
    QCOMPARE(walk.hear(answer(204)).kind, Kind::Next);
    QVERIFY(walk.asked().endsWith("{\"data\":[{\"type\":\"profile\",\"id\":\"01Z\"}]}"));
    QVERIFY(isDone(walk.hear(answer(204))));
}

void KlaviyoWaysTest::saysInAPropertyWhoIsIn()
{
    Destination destination = destinationOf(DeliveryWay::Property, SyncMode::Mirror);
    destination.fields = {{QStringLiteral("in_win_back"), QStringLiteral("{{ Email }}")},
                          {QStringLiteral("rfm"), QStringLiteral("{{ Orders }}")}};
    const PushRow ana = person(1, "ana@example.com", "", {std::string("x"), 4.0});
    QVERIFY(KlaviyoWalk(connectorOf(destination), batchOf({ana}))
                .asked()
                .contains("{\"email\":\"ana@example.com\",\"properties\":{\"in_win_back\":true,\"rfm\":4}}"));
    // A profile that was deleted there does not come back because somebody left.
    KlaviyoWalk walk(connectorOf(destination), threePeople(RowOp::TakeOut));
    (void)walk.hear(answer(200, profiles({{"01A", "ana@example.com", nullptr}})));
    (void)walk.hear(answer(200, profiles({})));
    const QByteArray marked =
        "POST https://a.klaviyo.com/api/profile-bulk-import-jobs\n"
        R"({"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":[)"
        R"({"type":"profile","attributes":{"email":"ana@example.com","properties":{"in_win_back":false}}})"
        R"(]}}}})";
    QCOMPARE(walk.asked(), marked);
    (void)walk.hear(answer(202, job("queued")));
    QVERIFY(isDone(walk.hear(answer(200, job("complete")))));
}

void KlaviyoWaysTest::asksAfterAHundredAtATime()
{
    std::vector<PushRow> rows;
    for (int i = 0; i < 250; ++i)
        rows.push_back(person(i + 1, qPrintable(QStringLiteral("p%1@example.com").arg(i))));
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::Profiles, SyncMode::UpdateExisting)), batchOf(rows));
    for (const int expected : {100, 100, 50}) {
        QCOMPARE(walk.asked().count("%40example.com"), expected);
        (void)walk.hear(
            answer(200, profiles({{"01A", "p42@example.com", nullptr}, {"01B", "p249@example.com", nullptr}})));
    }
    const QByteArray body = walk.asked();
    QCOMPARE(body.count("@example.com"), 2);
    QVERIFY(body.contains("p42@example.com") && body.contains("p249@example.com"));
}

void KlaviyoWaysTest::asksAfterFewerWhereAddressesAreLong()
{
    std::vector<PushRow> rows;
    for (int i = 0; i < 100; ++i)
        rows.push_back(person(i + 1, (std::string(230, 'x') + std::to_string(i) + "@example.com").c_str()));
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::Profiles, SyncMode::UpdateExisting)), batchOf(rows));
    qsizetype people = 0;
    for (BatchStep step = BatchStep::goOn({}); step.kind == Kind::Next;) {
        const QByteArray asked = walk.asked();
        QVERIFY(asked.size() < 8000);
        people += asked.count("%40example.com");
        step = walk.hear(answer(200, profiles({})));
    }
    QCOMPARE(people, 100);
}

void KlaviyoWaysTest::asksAfterFewerWhereThereIsAnotherPage()
{
    const PushBatch batch = batchOf({person(1, "", "+15551230000"), person(2, "", "+15551230001")}, RowOp::TakeOut);
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::List, SyncMode::Remove)), batch);
    const char *next = "https://a.klaviyo.com/api/profiles?page%5Bcursor%5D=abc";
    (void)walk.hear(answer(200, profiles({{"01A", nullptr, "+15551230000"}}, next)));
    QVERIFY(walk.asked().contains("any%28phone_number%2C%5B%22%2B15551230000%22%5D%29"));
    (void)walk.hear(answer(200, profiles({{"01A", nullptr, "+15551230000"}, {"01B", nullptr, "+15551230000"}})));
    QVERIFY(walk.asked().contains("any%28phone_number%2C%5B%22%2B15551230001%22%5D%29"));
    (void)walk.hear(answer(200, profiles({})));
    QVERIFY(walk.asked().endsWith(
        "{\"data\":[{\"type\":\"profile\",\"id\":\"01A\"},{\"type\":\"profile\",\"id\":\"01B\"}]}"));
}

void KlaviyoWaysTest::tellsOneEventForEachPerson()
{
    Destination destination = destinationOf(DeliveryWay::Event, SyncMode::Append);
    destination.fields = {{QStringLiteral("rfm"), QStringLiteral("{{ Orders }}")},
                          {QStringLiteral("none"), QStringLiteral("{{ Orders }}")}};
    const auto connector = connectorOf(destination);
    QCOMPARE(connector->limits(RowOp::Add).rows, 1);
    KlaviyoWalk walk(connectorOf(destination),
                     batchOf({person(12, "ana@example.com", "+15551230000", {4.0, FieldValue()})}));
    const QByteArray told =
        "POST https://a.klaviyo.com/api/events\n"
        R"({"data":{"type":"event","attributes":{"properties":{"rfm":4},"metric":{"data":)"
        R"({"type":"metric","attributes":{"name":"Entered win-back"}}},"profile":{"data":)"
        R"({"type":"profile","attributes":{"email":"ana@example.com","phone_number":"+15551230000"}}},)"
        R"("unique_id":"00112233445566778899aabbccddeeff-12"}}})";
    QCOMPARE(walk.asked(), told);
    QVERIFY(isDone(walk.hear(answer(202))));
    const BatchStep refused =
        walk.hear(answer(400, refusal({{"/data/attributes/profile/data/attributes/email", "That is no address."}})));
    QCOMPARE(refused.kind, Kind::Split);
    QVERIFY(refused.reason.contains(QStringLiteral("That is no address.")));
    QByteArray row;
    connector->appendRow(person(12, "ana@example.com"), RowOp::Add, row);
    QVERIFY(QJsonDocument::fromJson(row).isObject());
}

void KlaviyoWaysTest::suppressesByAddress()
{
    const Destination destination = destinationOf(DeliveryWay::Suppression, SyncMode::Mirror);
    QCOMPARE(connectorOf(destination)->limits(RowOp::Add).rows, 100);
    const std::vector<PushRow> two{person(1, "ana@example.com"), person(2, "bo@example.com")};
    KlaviyoWalk add(connectorOf(destination), batchOf(two));
    const QByteArray suppressed = "POST https://a.klaviyo.com/api/profile-suppression-bulk-create-jobs\n"
                                  R"({"data":{"type":"profile-suppression-bulk-create-job","attributes":)"
                                  R"({"profiles":{"data":[{"type":"profile","attributes":{"email":"ana@example.com"}},)"
                                  R"({"type":"profile","attributes":{"email":"bo@example.com"}}]}}}})";
    QCOMPARE(add.asked(), suppressed);
    const BatchStep refused =
        add.hear(answer(400, refusal({{"/data/attributes/profiles/data/0/attributes/email", "That is no address."}})));
    QCOMPARE(refused.kind, Kind::Next);
    QCOMPARE(refused.rows,
             std::vector{(RowOutcome{0, RowVerdict::Failed, 400, QStringLiteral("That is no address.")})});
    QVERIFY(!add.asked().contains("ana@example.com"));
    QVERIFY(add.asked().contains("bo@example.com"));
    QVERIFY(isDone(add.hear(answer(202, "{}"))));

    KlaviyoWalk lift(connectorOf(destination), batchOf(two, RowOp::TakeOut));
    QVERIFY(lift.asked().startsWith("POST https://a.klaviyo.com/api/profile-suppression-bulk-delete-jobs\n"
                                    "{\"data\":{\"type\":\"profile-suppression-bulk-delete-job\","));

    Destination bySms = destination;
    bySms.channel = ExportChannel::EmailOrSms;
    QVERIFY(!problemsOf(bySms).isEmpty());
}

// Subscribing lifts suppressions: no request may do it, whatever the way, the mode and the answer.
void KlaviyoWaysTest::neverSubscribesAnybody()
{
    const KindInfo &klaviyo = kindInfo(DestinationKind::Klaviyo);
    for (const WayInfo &way : klaviyo.ways)
        for (const SyncMode mode : way.modes)
            for (const RowOp op : {RowOp::Add, RowOp::TakeOut}) {
                PushBatch batch = threePeople(op);
                auto connector = connectorOf(destinationOf(way.way, mode));
                batch.rows.resize(std::min(batch.rows.size(), size_t(connector->limits(op).rows)));
                KlaviyoWalk walk(std::move(connector), batch);
                for (const HttpResponse &response :
                     {answer(200, profiles({{"01A", "ana@example.com", nullptr}})), answer(200, profiles({})),
                      answer(202, job("queued")), answer(200, job("complete"))}) {
                    QVERIFY(!walk.asked().contains("subscri"));
                    QVERIFY(!walk.asked().contains("consent"));
                    (void)walk.hear(response);
                }
            }
    for (const char *target : {"$consent", "email", "phone_number"}) {
        Destination forbidden = destinationOf(DeliveryWay::Profiles);
        forbidden.fields = {{QString::fromLatin1(target), QStringLiteral("x")}};
        QCOMPARE(problemsOf(forbidden).size(), 1);
    }
}

QTEST_GUILESS_MAIN(KlaviyoWaysTest)
#include "tst_klaviyoways.moc"
