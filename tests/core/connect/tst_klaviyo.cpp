// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/connect/klaviyowalk.h"

#include <QTest>

#include <limits>

using namespace perennial;

class KlaviyoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesItsRevisionAndTheKey();
    void writesProfiles();
    void leavesOutWhatIsNotKnown();
    void findsTheListOrMakesIt();
    void knowsTheListAgain();
    void addsToTheList();
    void followsAnImportToItsEnd();
    void tellsWhoFailedInAnImport();
    void halvesWhatFailedForNobodyKnown();
    void sendsTheOthersAgain();
    void stopsWhereTheListIsGone();
    void keepsToPublishedLimits();
    void readsRefusals();
    void goesOnAfterACrash();
};

void KlaviyoTest::carriesItsRevisionAndTheKey()
{
    const auto made = makeConnector(destinationOf(DeliveryWay::Profiles), {QUrl("http://127.0.0.1:8080"), {}});
    QVERIFY(made);
    HttpRequest request = (*made)->request(threePeople(), {});
    QCOMPARE(request, (*made)->request(threePeople(), {}));
    QCOMPARE(request.url, QUrl("http://127.0.0.1:8080/api/profile-bulk-import-jobs"));
    (*made)->authorize(request, "pk_test", Instant::now());
    const std::vector<HttpHeader> headers{{"revision", "2026-07-15"},
                                          {"X-Klaviyo-Revision-Fall-Forward-Opt-Out", "1"},
                                          {"Accept", "application/vnd.api+json"},
                                          {"Content-Type", "application/vnd.api+json"},
                                          {"Authorization", "Klaviyo-API-Key pk_test"}};
    QCOMPARE(request.headers, headers);
}

void KlaviyoTest::writesProfiles()
{
    Destination destination = destinationOf(DeliveryWay::Profiles);
    for (const char *target :
         {"first_name", "location.zip", "rfm", "location.city", "say \"hi\"", "vip", "tags", "title"})
        destination.fields.push_back({QString::fromLatin1(target), QStringLiteral("{{ Email }}")});
    const auto connector = connectorOf(destination);
    const PushBatch batch =
        batchOf({person(1, "ana@example.com", "+15551230000",
                        {std::string("Ana \"A\"\n🎉"), 69001.0, 5.5, std::string(), Instant(1'772'359'200'000), true,
                         QStringList{QStringLiteral("a"), QStringLiteral("b,c")}, QStringList{QStringLiteral("x")}}),
                 person(2, "bo@example.com")});
    const QByteArray imported =
        "POST https://a.klaviyo.com/api/profile-bulk-import-jobs\n"
        R"({"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":[)"
        R"({"type":"profile","attributes":{"email":"ana@example.com","phone_number":"+15551230000",)"
        "\"first_name\":\"Ana \\\"A\\\"\\n🎉\",\"title\":\"x\","
        R"("location":{"zip":"69001","city":""},)"
        R"("properties":{"rfm":5.5,"say \"hi\"":"2026-03-01T10:00:00Z","vip":true,"tags":["a","b,c"]}}},)"
        R"({"type":"profile","attributes":{"email":"bo@example.com"}}]}}}})";
    QCOMPARE(written(connector->request(batch, {})), imported);
}

// Null would clear what stands there.
void KlaviyoTest::leavesOutWhatIsNotKnown()
{
    Destination destination = destinationOf(DeliveryWay::Profiles);
    for (const char *target : {"first_name", "location.city", "a", "b", "c"})
        destination.fields.push_back({QString::fromLatin1(target), QStringLiteral("{{ Email }}")});
    const auto connector = connectorOf(destination);
    QByteArray row;
    connector->appendRow(person(1, "", "+15551230000",
                                {FieldValue(), FieldValue(), std::numeric_limits<double>::quiet_NaN(),
                                 std::numeric_limits<double>::infinity(), FieldValue()}),
                         RowOp::Add, row);
    const QByteArray alone = R"({"type":"profile","attributes":{"phone_number":"+15551230000"}})";
    QCOMPARE(row, alone);
}

void KlaviyoTest::findsTheListOrMakesIt()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::List), {}), preparing());
    QVERIFY(walk.connector().wantsPrepare());
    const QByteArray find = "GET https://a.klaviyo.com/api/lists?fields%5Blist%5D=name&filter=equals%28name%2C%22"
                            "Win-back%20%5C%22gold%5C%22%20%2B%20more%22%29&sort=created";
    QCOMPARE(walk.asked(), find);
    const BatchStep none = walk.hear(answer(200, "{\"data\":[],\"links\":{\"self\":\"x\"}}"));
    QCOMPARE(none.kind, Kind::Next);
    const QByteArray make = "POST https://a.klaviyo.com/api/lists\n"
                            R"({"data":{"type":"list","attributes":{"name":"Win-back \"gold\" + more"}}})";
    QCOMPARE(walk.asked(), make);
    QCOMPARE(walk.endpoint(), QStringLiteral("POST /api/lists"));
    // Whether it was made is not known: it is looked for again.
    const Talk after = walk.connector().afterCrash(preparing(), walk.talk());
    QCOMPARE(written(walk.connector().request(preparing(), after)), find);
    const BatchStep made =
        walk.hear(answer(201, R"({"data":{"type":"list","id":"LiSt01","attributes":{"name":"x"}}})"));
    QCOMPARE(made.kind, Kind::Done);
    QCOMPARE(made.remoteIds, knownList());
}

void KlaviyoTest::knowsTheListAgain()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::List)), preparing());
    QCOMPARE(walk.asked(), QByteArray("GET https://a.klaviyo.com/api/lists/LiSt01?fields%5Blist%5D=name"));
    QCOMPARE(walk.hear(answer(404)).kind, Kind::Next); // deleted there
    QVERIFY(walk.asked().startsWith("GET https://a.klaviyo.com/api/lists?"));
    const BatchStep oldest =
        walk.hear(answer(200, R"({"data":[{"type":"list","id":"Old"},{"type":"list","id":"New"}]})"));
    QCOMPARE(oldest.kind, Kind::Done);
    QCOMPARE(oldest.remoteIds[QStringLiteral("list")].toString(), QStringLiteral("Old"));

    Destination renamed = destinationOf(DeliveryWay::List);
    renamed.account[QStringLiteral("list")] = QStringLiteral("Another");
    QVERIFY(KlaviyoWalk(connectorOf(renamed), preparing()).asked().contains("equals%28name%2C%22Another%22%29"));
    QVERIFY(!connectorOf(destinationOf(DeliveryWay::Profiles))->wantsPrepare());
}

void KlaviyoTest::addsToTheList()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::List, SyncMode::Mirror)), threePeople());
    const QByteArray imported =
        "POST https://a.klaviyo.com/api/profile-bulk-import-jobs\n"
        R"({"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":[)"
        R"({"type":"profile","attributes":{"email":"ana@example.com"}},)"
        R"({"type":"profile","attributes":{"email":"bo+shop@example.com","phone_number":"+15551230000"}},)"
        R"({"type":"profile","attributes":{"phone_number":"+4915112345678"}}]}},)"
        R"("relationships":{"lists":{"data":[{"type":"list","id":"LiSt01"}]}}}})";
    QCOMPARE(walk.asked(), imported);
    QCOMPARE(walk.hear(answer(202, job("queued"))).kind, Kind::Next);
    QVERIFY(isDone(walk.hear(answer(200, job("complete")))));
}

void KlaviyoTest::followsAnImportToItsEnd()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
    BatchStep step = walk.hear(answer(202, job("queued")));
    QCOMPARE(step.kind, Kind::Next);
    QVERIFY(step.wait >= std::chrono::seconds(1));
    QVERIFY(!walk.connector().needsRows(walk.talk()));
    QCOMPARE(walk.endpoint(), QStringLiteral("GET /api/profile-bulk-import-jobs/{id}"));
    std::chrono::milliseconds before{};
    for (int i = 0; i < 8; ++i) {
        QCOMPARE(walk.asked(), QByteArray("GET https://a.klaviyo.com/api/profile-bulk-import-jobs/Sm9i"));
        step = walk.hear(answer(200, job("processing")));
        QCOMPARE(step.kind, Kind::Next);
        QVERIFY(step.wait >= before && step.wait <= std::chrono::seconds(30));
        before = step.wait;
    }
    QVERIFY(isDone(walk.hear(answer(200, job("complete")))));
}

void KlaviyoTest::tellsWhoFailedInAnImport()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
    (void)walk.hear(answer(202, job("queued")));
    QCOMPARE(walk.hear(answer(200, job("complete", 2))).kind, Kind::Next);
    const QByteArray errors =
        "GET https://a.klaviyo.com/api/profile-bulk-import-jobs/Sm9i/import-errors?page%5Bsize%5D=100";
    QCOMPARE(walk.asked(), errors);
    QVERIFY(walk.connector().needsRows(walk.talk()));
    const BatchStep first = walk.hear(
        answer(200, R"({"data":[{"type":"import-error","id":"1","attributes":{"code":"invalid","title":"Invalid input.",
                "detail":"Phone number is not supported.","source":{"pointer":
                "/data/attributes/profiles/data/2/attributes/phone_number"}}}],
                "links":{"self":"x","next":"https://elsewhere.example/?page%5Bcursor%5D=bmV4dDo%2BMQ%3D%3D"}})"));
    const RowOutcome third{2, RowVerdict::Failed, 0, QStringLiteral("Phone number is not supported.")};
    QCOMPARE(first.kind, Kind::Next);
    QCOMPARE(first.rows, std::vector{third});
    QCOMPARE(walk.asked(), errors + "&page%5Bcursor%5D=bmV4dDo%2BMQ%3D%3D");
    // Where the pointer names nobody, the profile that is quoted does; who was told of is not told of again.
    const BatchStep last = walk.hear(
        answer(200, R"({"data":[{"type":"import-error","id":"2","attributes":{"code":"invalid","title":"Invalid input.",
                "detail":"","source":{"pointer":"/data"},"original_payload":{"email":"Ana@Example.com"}}},
                {"type":"import-error","id":"3","attributes":{"code":"invalid","title":"Again.","detail":"Again.",
                "source":{"pointer":"/data/attributes/profiles/data/2/attributes/email"}}}],
                "links":{"self":"x","next":null}})"));
    QVERIFY(isDone(last, {{0, RowVerdict::Failed, 0, QStringLiteral("Invalid input.")}}));
}

void KlaviyoTest::halvesWhatFailedForNobodyKnown()
{
    for (const char *errors :
         {R"({"data":[]})", R"({"data":[{"type":"import-error","id":"1","attributes":{"code":"x","title":"x",
             "detail":"Broken.","source":{"pointer":"/data"},"original_payload":null}}]})"}) {
        KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
        (void)walk.hear(answer(202, job("queued")));
        (void)walk.hear(answer(200, job("complete", 1)));
        QCOMPARE(walk.hear(answer(200, errors)).kind, Kind::Split);
    }
    KlaviyoWalk cancelled(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
    (void)cancelled.hear(answer(202, job("queued")));
    QCOMPARE(cancelled.hear(answer(200, job("cancelled"))).kind, Kind::Split);
}

void KlaviyoTest::sendsTheOthersAgain()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
    const BatchStep refused = walk.hear(
        answer(400, refusal({{"/data/attributes/profiles/data/0/attributes/email", "That is no address."},
                             {"/data/attributes/profiles/data/0/attributes/phone_number", "Nor is this a phone."}})));
    QCOMPARE(refused.kind, Kind::Next);
    QCOMPARE(refused.rows,
             std::vector{(RowOutcome{0, RowVerdict::Failed, 400, QStringLiteral("That is no address.")})});
    const QByteArray others =
        "POST https://a.klaviyo.com/api/profile-bulk-import-jobs\n"
        R"({"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":[)"
        R"({"type":"profile","attributes":{"email":"bo+shop@example.com","phone_number":"+15551230000"}},)"
        R"({"type":"profile","attributes":{"phone_number":"+4915112345678"}}]}}}})";
    QCOMPARE(walk.asked(), others);
    // Pointers count among those who were sent.
    (void)walk.hear(answer(202, job("queued")));
    (void)walk.hear(answer(200, job("complete", 1)));
    const BatchStep failed = walk.hear(
        answer(200, R"({"data":[{"type":"import-error","id":"1","attributes":{"code":"x","title":"x","detail":"No.",
                "source":{"pointer":"/data/attributes/profiles/data/1"}}}]})"));
    QVERIFY(isDone(failed, {{2, RowVerdict::Failed, 0, QStringLiteral("No.")}}));

    KlaviyoWalk all(connectorOf(destinationOf(DeliveryWay::Profiles)), batchOf({person(1, "ana@example.com")}));
    QVERIFY(isDone(all.hear(answer(400, refusal({{"/data/attributes/profiles/data/0/attributes/email", "No."}}))),
                   {{0, RowVerdict::Failed, 400, QStringLiteral("No.")}}));
}

void KlaviyoTest::stopsWhereTheListIsGone()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::List)), threePeople());
    const BatchStep step = walk.hear(answer(400, refusal({{"/data", "List ID LiSt01 does not exist."}})));
    QCOMPARE(step.kind, Kind::Stop);
    QVERIFY(step.reason.contains(QStringLiteral("List ID LiSt01 does not exist.")));
    QCOMPARE(walk.hear(answer(400, refusal({{"/data/relationships/lists", "No such list."}}))).kind, Kind::Stop);
    QCOMPARE(walk.hear(answer(400, refusal({{"/data", "Somebody is wrong."}}))).kind, Kind::Split);
}

void KlaviyoTest::keepsToPublishedLimits()
{
    const auto rates = [](const Connector &connector, const char *endpoint) {
        return connector.rates(QString::fromLatin1(endpoint));
    };
    using std::chrono::seconds;
    const auto list = connectorOf(destinationOf(DeliveryWay::List, SyncMode::Mirror));
    QCOMPARE(list->limits(RowOp::Add).rows, 10'000);
    QCOMPARE(list->limits(RowOp::Add).bytes, 5'000'000);
    QCOMPARE(list->limits(RowOp::Add).bytesPerRow, 100'000);
    QCOMPARE(list->limits(RowOp::TakeOut).rows, 1000);
    const std::vector<RateWindow> medium{{10, seconds(1)}, {150, seconds(60)}};
    const std::vector<RateWindow> large{{75, seconds(1)}, {750, seconds(60)}};
    QCOMPARE(list->endpoint(threePeople(), {}), QStringLiteral("POST /api/profile-bulk-import-jobs"));
    QCOMPARE(rates(*list, "POST /api/profile-bulk-import-jobs"), medium);
    QCOMPARE(rates(*list, "GET /api/profile-bulk-import-jobs/{id}"), medium);
    QCOMPARE(rates(*list, "GET /api/profile-bulk-import-jobs/{id}/import-errors"), medium);
    QCOMPARE(rates(*list, "DELETE /api/lists/{id}/relationships/profiles"), medium);
    QCOMPARE(list->endpoint(threePeople(RowOp::TakeOut), {}), QStringLiteral("GET /api/profiles"));
    QCOMPARE(rates(*list, "GET /api/profiles"), large);
    QCOMPARE(rates(*list, "GET /api/lists"), large);
    QCOMPARE(rates(*list, "POST /api/lists").back(), (RateWindow{150, std::chrono::hours(24)}));
    QCOMPARE(rates(*list, "POST /api/events").front(), (RateWindow{350, seconds(1)}));
    QCOMPARE(rates(*list, "POST /api/events").back(), (RateWindow{3500, seconds(60)}));
    QCOMPARE(rates(*list, "POST /api/profile-suppression-bulk-create-jobs"), large);
}

void KlaviyoTest::readsRefusals()
{
    const auto heard = [](int status, const QByteArray &body) {
        return KlaviyoWalk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople()).hear(answer(status, body));
    };
    QCOMPARE(heard(202, "no JSON").kind, Kind::Again);
    QCOMPARE(heard(202, "{}").kind, Kind::Again);
    QCOMPARE(heard(400, refusal({{"", "Something."}})).kind, Kind::Split);
    QCOMPARE(heard(400, "no JSON").kind, Kind::Split);
    QCOMPARE(heard(400, refusal({{"/data/attributes/profiles/data/17/attributes/email", "Who?"}})).kind, Kind::Split);
    QCOMPARE(heard(413, {}).kind, Kind::Split);
    QCOMPARE(heard(401, {}).kind, Kind::Stop);
    QCOMPARE(heard(403, {}).kind, Kind::Stop);
    QCOMPARE(heard(429, {}).kind, Kind::Throttled);
    QCOMPARE(heard(503, {}).kind, Kind::Again);
    QCOMPARE(heard(400, refusal({{"", "'ana@example.com' and +15551230000 are one person."}})).reason,
             QStringLiteral("Klaviyo refused it: 'the address' and … are one person."));
    QVERIFY(heard(410, {}).reason.contains(QStringLiteral("Update Perennial")));
    const BatchStep list = KlaviyoWalk(connectorOf(destinationOf(DeliveryWay::List), {}), preparing())
                               .hear(answer(400, refusal({{"", "No."}})));
    QCOMPARE(list.kind, Kind::Stop);
}

void KlaviyoTest::goesOnAfterACrash()
{
    KlaviyoWalk walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
    const QByteArray post = walk.asked();
    QCOMPARE(walk.connector().afterCrash(threePeople(), {}), Talk());
    (void)walk.hear(answer(202, job("queued")));
    QCOMPARE(walk.connector().afterCrash(threePeople(), walk.talk()), walk.talk());
    // A job that nobody remembers is posted again: profiles are keyed by their address.
    QCOMPARE(walk.hear(answer(404)).kind, Kind::Next);
    QCOMPARE(walk.asked(), post);
}

QTEST_GUILESS_MAIN(KlaviyoTest)
#include "tst_klaviyo.moc"
