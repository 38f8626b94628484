// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/vendors/connector.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace perennial;
using Kind = BatchStep::Kind;

namespace {

Destination destinationOf(DeliveryWay way, SyncMode mode = SyncMode::Upsert)
{
    Destination made;
    made.name = QStringLiteral("Win-back mail");
    made.way = way;
    made.mode = mode;
    made.source = {AudienceKind::Segment, QStringLiteral("Win back")};
    made.account = {{QStringLiteral("list"), QStringLiteral("Win-back \"gold\" + more")},
                    {QStringLiteral("property"), QStringLiteral("in_win_back")},
                    {QStringLiteral("event"), QStringLiteral("Entered win-back")}};
    return made;
}

const QJsonObject &knownList()
{
    static const QJsonObject ids{{QStringLiteral("list"), QStringLiteral("LiSt01")},
                                 {QStringLiteral("list_name"), QStringLiteral("Win-back \"gold\" + more")}};
    return ids;
}

std::unique_ptr<Connector> connectorOf(const Destination &destination, const QJsonObject &remoteIds = knownList())
{
    auto made = makeConnector(destination, {{}, remoteIds});
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    return std::move(*made);
}

PushRow person(qint64 id, const char *email, const char *phone = "", std::vector<FieldValue> values = {})
{
    return {ProfileId(id), email, phone, std::move(values)};
}

PushBatch batchOf(std::vector<PushRow> rows, RowOp op = RowOp::Add)
{
    PushBatch made;
    made.op = op;
    made.number = 1;
    made.key = "00112233445566778899aabbccddeeff";
    made.rows = std::move(rows);
    made.session = 7;
    return made;
}

PushBatch threePeople(RowOp op = RowOp::Add)
{
    return batchOf({person(1, "ana@example.com"), person(2, "bo+shop@example.com", "+15551230000"),
                    person(3, "", "+4915112345678")},
                   op);
}

PushBatch preparing()
{
    PushBatch made = batchOf({});
    made.purpose = BatchPurpose::Prepare;
    return made;
}

// "POST https://a.klaviyo.com/api/events" and the body below.
QByteArray written(const HttpRequest &request)
{
    const QByteArray line = request.method + ' ' + request.url.toEncoded();
    return request.body.isEmpty() ? line : line + '\n' + request.body;
}

HttpResponse answer(int status, const QByteArray &body = {})
{
    HttpResponse made;
    made.status = status;
    made.body = body;
    return made;
}

// As the reference shows it.
QByteArray job(const char *status, int failed = 0)
{
    return R"({"data":{"type":"profile-bulk-import-job","id":"Sm9i","attributes":{"status":")" + QByteArray(status) +
           R"(","created_at":"2022-11-08T00:00:00+00:00","total_count":10,"completed_count":9,"failed_count":)" +
           QByteArray::number(failed) +
           R"(,"completed_at":null,"expires_at":null,"started_at":null},"links":{"self":"https://a.klaviyo.com/"}}})";
}

QByteArray profiles(const QList<std::array<const char *, 3>> &idEmailPhone, const char *next = nullptr)
{
    QJsonArray data;
    for (const auto &[id, email, phone] : idEmailPhone)
        data.append(QJsonObject{{"type", "profile"},
                                {"id", id},
                                {"attributes", QJsonObject{{"email", email ? QJsonValue(email) : QJsonValue()},
                                                           {"phone_number", phone ? QJsonValue(phone) : QJsonValue()}}},
                                {"links", QJsonObject{{"self", "https://a.klaviyo.com/"}}}});
    const QJsonObject links{{"self", "https://a.klaviyo.com/"}, {"next", next ? QJsonValue(next) : QJsonValue()}};
    return QJsonDocument(QJsonObject{{"data", data}, {"links", links}}).toJson(QJsonDocument::Compact);
}

QByteArray refusal(const QList<std::pair<const char *, const char *>> &pointerDetail)
{
    QJsonArray errors;
    for (const auto &[pointer, detail] : pointerDetail)
        errors.append(QJsonObject{{"id", "752f7ece"},
                                  {"status", 400},
                                  {"code", "invalid"},
                                  {"title", "Invalid input."},
                                  {"detail", detail},
                                  {"source", QJsonObject{{"pointer", pointer}}}});
    return QJsonDocument(QJsonObject{{"errors", errors}}).toJson(QJsonDocument::Compact);
}

// Done, and only these rows came out otherwise than sent.
bool isDone(const BatchStep &step, const std::vector<RowOutcome> &rows = {})
{
    return step.kind == Kind::Done && step.rows == rows;
}

// One batch from its first request on: what is asked, what comes of the answer.
class Walk
{
public:
    Walk(std::unique_ptr<Connector> connector, PushBatch batch)
        : m_connector(std::move(connector))
        , m_batch(std::move(batch))
    {
    }

    [[nodiscard]] QByteArray asked() const { return written(m_connector->request(m_batch, m_talk)); }
    [[nodiscard]] QString endpoint() const { return m_connector->endpoint(m_batch, m_talk); }
    [[nodiscard]] const Talk &talk() const { return m_talk; }
    [[nodiscard]] const Connector &connector() const { return *m_connector; }

    // Rows are gone where the stage says it does not need them, as with a Conversation.
    BatchStep hear(const HttpResponse &response)
    {
        PushBatch batch = m_batch;
        if (!m_connector->needsRows(m_talk))
            batch.rows.clear();
        auto step = m_connector->read(batch, m_talk, response);
        if (!step)
            step = commonStep(batch, response, Instant::now());
        if (step->kind == Kind::Next)
            m_talk = step->next;
        return *step;
    }

private:
    std::unique_ptr<Connector> m_connector;
    PushBatch m_batch;
    Talk m_talk;
};

} // namespace

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
    Walk walk(connectorOf(destinationOf(DeliveryWay::List), {}), preparing());
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
    Walk walk(connectorOf(destinationOf(DeliveryWay::List)), preparing());
    QCOMPARE(walk.asked(), QByteArray("GET https://a.klaviyo.com/api/lists/LiSt01?fields%5Blist%5D=name"));
    QCOMPARE(walk.hear(answer(404)).kind, Kind::Next); // deleted there
    QVERIFY(walk.asked().startsWith("GET https://a.klaviyo.com/api/lists?"));
    const BatchStep oldest =
        walk.hear(answer(200, R"({"data":[{"type":"list","id":"Old"},{"type":"list","id":"New"}]})"));
    QCOMPARE(oldest.kind, Kind::Done);
    QCOMPARE(oldest.remoteIds[QStringLiteral("list")].toString(), QStringLiteral("Old"));

    Destination renamed = destinationOf(DeliveryWay::List);
    renamed.account[QStringLiteral("list")] = QStringLiteral("Another");
    QVERIFY(Walk(connectorOf(renamed), preparing()).asked().contains("equals%28name%2C%22Another%22%29"));
    QVERIFY(!connectorOf(destinationOf(DeliveryWay::Profiles))->wantsPrepare());
}

void KlaviyoTest::addsToTheList()
{
    Walk walk(connectorOf(destinationOf(DeliveryWay::List, SyncMode::Mirror)), threePeople());
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
    Walk walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
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
    Walk walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
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
        Walk walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
        (void)walk.hear(answer(202, job("queued")));
        (void)walk.hear(answer(200, job("complete", 1)));
        QCOMPARE(walk.hear(answer(200, errors)).kind, Kind::Split);
    }
    Walk cancelled(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
    (void)cancelled.hear(answer(202, job("queued")));
    QCOMPARE(cancelled.hear(answer(200, job("cancelled"))).kind, Kind::Split);
}

void KlaviyoTest::sendsTheOthersAgain()
{
    Walk walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
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

    Walk all(connectorOf(destinationOf(DeliveryWay::Profiles)), batchOf({person(1, "ana@example.com")}));
    QVERIFY(isDone(all.hear(answer(400, refusal({{"/data/attributes/profiles/data/0/attributes/email", "No."}}))),
                   {{0, RowVerdict::Failed, 400, QStringLiteral("No.")}}));
}

void KlaviyoTest::stopsWhereTheListIsGone()
{
    Walk walk(connectorOf(destinationOf(DeliveryWay::List)), threePeople());
    const BatchStep step = walk.hear(answer(400, refusal({{"/data", "List ID LiSt01 does not exist."}})));
    QCOMPARE(step.kind, Kind::Stop);
    QVERIFY(step.reason.contains(QStringLiteral("List ID LiSt01 does not exist.")));
    QCOMPARE(walk.hear(answer(400, refusal({{"/data/relationships/lists", "No such list."}}))).kind, Kind::Stop);
    QCOMPARE(walk.hear(answer(400, refusal({{"/data", "Somebody is wrong."}}))).kind, Kind::Split);
}

void KlaviyoTest::updatesOnlyWhoIsKnown()
{
    Walk walk(connectorOf(destinationOf(DeliveryWay::Profiles, SyncMode::UpdateExisting)), threePeople());
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

    Walk nobody(connectorOf(destinationOf(DeliveryWay::Profiles, SyncMode::UpdateExisting)),
                batchOf({person(1, "ana@example.com")}));
    QVERIFY(isDone(nobody.hear(answer(200, profiles({}))), {{0, RowVerdict::Skipped, 0, QStringLiteral("not-there")}}));
}

void KlaviyoTest::createsOnlyWhoIsNotKnown()
{
    Walk walk(connectorOf(destinationOf(DeliveryWay::List, SyncMode::CreateOnly)), threePeople());
    (void)walk.hear(answer(200, profiles({{"01A", "ana@example.com", nullptr}})));
    QCOMPARE(walk.hear(answer(200, profiles({}))).kind, Kind::Next);
    QVERIFY(!walk.asked().contains("ana@example.com"));
    QVERIFY(walk.asked().contains("bo+shop@example.com"));
    QVERIFY(walk.asked().contains("+4915112345678"));
    (void)walk.hear(answer(202, job("queued")));
    QVERIFY(isDone(walk.hear(answer(200, job("complete"))),
                   {{0, RowVerdict::Skipped, 0, QStringLiteral("already-there")}}));
}

void KlaviyoTest::takesOffTheList()
{
    Walk walk(connectorOf(destinationOf(DeliveryWay::List, SyncMode::Mirror)), threePeople(RowOp::TakeOut));
    QVERIFY(walk.asked().contains("any%28email%2C"));
    (void)walk.hear(answer(200, profiles({{"01A", "ana@example.com", nullptr}})));
    QCOMPARE(walk.hear(answer(200, profiles({{"01C", nullptr, "+4915112345678"}}))).kind, Kind::Next);
    const QByteArray takenOff = "DELETE https://a.klaviyo.com/api/lists/LiSt01/relationships/profiles\n"
                                R"({"data":[{"type":"profile","id":"01A"},{"type":"profile","id":"01C"}]})";
    QCOMPARE(walk.asked(), takenOff);
    QVERIFY(!walk.connector().needsRows(walk.talk()));
    // Bo is not on it, as was wanted.
    QVERIFY(isDone(walk.hear(answer(204))));

    Walk nobody(connectorOf(destinationOf(DeliveryWay::List, SyncMode::Remove)),
                batchOf({person(1, "ana@example.com")}, RowOp::TakeOut));
    QVERIFY(isDone(nobody.hear(answer(200, profiles({})))));
}

void KlaviyoTest::takesOffAThousandAtATime()
{
    std::vector<PushRow> rows;
    for (int i = 0; i < 1000; ++i)
        rows.push_back(person(i + 1, qPrintable(QStringLiteral("p%1@example.com").arg(i))));
    Walk walk(connectorOf(destinationOf(DeliveryWay::List, SyncMode::Mirror)), batchOf(rows, RowOp::TakeOut));
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

void KlaviyoTest::saysInAPropertyWhoIsIn()
{
    Destination destination = destinationOf(DeliveryWay::Property, SyncMode::Mirror);
    destination.fields = {{QStringLiteral("in_win_back"), QStringLiteral("{{ Email }}")},
                          {QStringLiteral("rfm"), QStringLiteral("{{ Orders }}")}};
    const PushRow ana = person(1, "ana@example.com", "", {std::string("x"), 4.0});
    QVERIFY(Walk(connectorOf(destination), batchOf({ana}))
                .asked()
                .contains("{\"email\":\"ana@example.com\",\"properties\":{\"in_win_back\":true,\"rfm\":4}}"));
    // A profile that was deleted there does not come back because somebody left.
    Walk walk(connectorOf(destination), threePeople(RowOp::TakeOut));
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

void KlaviyoTest::asksAfterAHundredAtATime()
{
    std::vector<PushRow> rows;
    for (int i = 0; i < 250; ++i)
        rows.push_back(person(i + 1, qPrintable(QStringLiteral("p%1@example.com").arg(i))));
    Walk walk(connectorOf(destinationOf(DeliveryWay::Profiles, SyncMode::UpdateExisting)), batchOf(rows));
    for (const int expected : {100, 100, 50}) {
        QCOMPARE(walk.asked().count("%40example.com"), expected);
        (void)walk.hear(
            answer(200, profiles({{"01A", "p42@example.com", nullptr}, {"01B", "p249@example.com", nullptr}})));
    }
    const QByteArray body = walk.asked();
    QCOMPARE(body.count("@example.com"), 2);
    QVERIFY(body.contains("p42@example.com") && body.contains("p249@example.com"));
}

void KlaviyoTest::asksAfterFewerWhereAddressesAreLong()
{
    std::vector<PushRow> rows;
    for (int i = 0; i < 100; ++i)
        rows.push_back(person(i + 1, (std::string(230, 'x') + std::to_string(i) + "@example.com").c_str()));
    Walk walk(connectorOf(destinationOf(DeliveryWay::Profiles, SyncMode::UpdateExisting)), batchOf(rows));
    qsizetype people = 0;
    for (BatchStep step = BatchStep::goOn({}); step.kind == Kind::Next;) {
        const QByteArray asked = walk.asked();
        QVERIFY(asked.size() < 8000);
        people += asked.count("%40example.com");
        step = walk.hear(answer(200, profiles({})));
    }
    QCOMPARE(people, 100);
}

void KlaviyoTest::asksAfterFewerWhereThereIsAnotherPage()
{
    const PushBatch batch = batchOf({person(1, "", "+15551230000"), person(2, "", "+15551230001")}, RowOp::TakeOut);
    Walk walk(connectorOf(destinationOf(DeliveryWay::List, SyncMode::Remove)), batch);
    const char *next = "https://a.klaviyo.com/api/profiles?page%5Bcursor%5D=abc";
    (void)walk.hear(answer(200, profiles({{"01A", nullptr, "+15551230000"}}, next)));
    QVERIFY(walk.asked().contains("any%28phone_number%2C%5B%22%2B15551230000%22%5D%29"));
    (void)walk.hear(answer(200, profiles({{"01A", nullptr, "+15551230000"}, {"01B", nullptr, "+15551230000"}})));
    QVERIFY(walk.asked().contains("any%28phone_number%2C%5B%22%2B15551230001%22%5D%29"));
    (void)walk.hear(answer(200, profiles({})));
    QVERIFY(walk.asked().endsWith(
        "{\"data\":[{\"type\":\"profile\",\"id\":\"01A\"},{\"type\":\"profile\",\"id\":\"01B\"}]}"));
}

void KlaviyoTest::tellsOneEventForEachPerson()
{
    Destination destination = destinationOf(DeliveryWay::Event, SyncMode::Append);
    destination.fields = {{QStringLiteral("rfm"), QStringLiteral("{{ Orders }}")},
                          {QStringLiteral("none"), QStringLiteral("{{ Orders }}")}};
    const auto connector = connectorOf(destination);
    QCOMPARE(connector->limits(RowOp::Add).rows, 1);
    Walk walk(connectorOf(destination), batchOf({person(12, "ana@example.com", "+15551230000", {4.0, FieldValue()})}));
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

void KlaviyoTest::suppressesByAddress()
{
    const Destination destination = destinationOf(DeliveryWay::Suppression, SyncMode::Mirror);
    QCOMPARE(connectorOf(destination)->limits(RowOp::Add).rows, 100);
    const std::vector<PushRow> two{person(1, "ana@example.com"), person(2, "bo@example.com")};
    Walk add(connectorOf(destination), batchOf(two));
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

    Walk lift(connectorOf(destination), batchOf(two, RowOp::TakeOut));
    QVERIFY(lift.asked().startsWith("POST https://a.klaviyo.com/api/profile-suppression-bulk-delete-jobs\n"
                                    "{\"data\":{\"type\":\"profile-suppression-bulk-delete-job\","));

    Destination bySms = destination;
    bySms.channel = ExportChannel::EmailOrSms;
    QVERIFY(!problemsOf(bySms).isEmpty());
}

// Subscribing lifts suppressions: no request may do it, whatever the way, the mode and the answer.
void KlaviyoTest::neverSubscribesAnybody()
{
    const KindInfo &klaviyo = kindInfo(DestinationKind::Klaviyo);
    for (const WayInfo &way : klaviyo.ways)
        for (const SyncMode mode : way.modes)
            for (const RowOp op : {RowOp::Add, RowOp::TakeOut}) {
                PushBatch batch = threePeople(op);
                auto connector = connectorOf(destinationOf(way.way, mode));
                batch.rows.resize(std::min(batch.rows.size(), size_t(connector->limits(op).rows)));
                Walk walk(std::move(connector), batch);
                for (const HttpResponse &response :
                     {answer(200, profiles({{"01A", "ana@example.com", nullptr}})), answer(200, profiles({})),
                      answer(202, job("queued")), answer(200, job("complete"))}) {
                    QVERIFY(!walk.asked().contains("subscri"));
                    QVERIFY(!walk.asked().contains("consent"));
                    (void)walk.hear(response);
                }
            }
    Destination forbidden = destinationOf(DeliveryWay::Profiles);
    forbidden.fields = {{QStringLiteral("$consent"), QStringLiteral("email")}};
    QVERIFY(!problemsOf(forbidden).isEmpty());
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
        return Walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople()).hear(answer(status, body));
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
             QStringLiteral("Klaviyo refused it: '…' and … are one person."));
    QVERIFY(heard(410, {}).reason.contains(QStringLiteral("Update Perennial")));
    const BatchStep list =
        Walk(connectorOf(destinationOf(DeliveryWay::List), {}), preparing()).hear(answer(400, refusal({{"", "No."}})));
    QCOMPARE(list.kind, Kind::Stop);
}

void KlaviyoTest::goesOnAfterACrash()
{
    Walk walk(connectorOf(destinationOf(DeliveryWay::Profiles)), threePeople());
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
