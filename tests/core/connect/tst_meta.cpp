// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/matching.h"
#include "core/connect/destination/destinationkinds.h"
#include "tests/core/connect/connectortalk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace perennial;
using Kind = BatchStep::Kind;

namespace {

constexpr const char *Key = "00000000000000f00000000000000000";

Destination destinationOf(ExportChannel channel = ExportChannel::EmailOrSms)
{
    Destination made;
    made.name = QStringLiteral("Win-back");
    made.kind = DestinationKind::Meta;
    made.way = DeliveryWay::List;
    made.source = {AudienceKind::Segment, QStringLiteral("Win back")};
    made.account = {{QStringLiteral("account"), QStringLiteral("act_1234567890")},
                    {QStringLiteral("list"), QStringLiteral("Win \"back\" +1")}};
    made.channel = channel;
    return made;
}

std::unique_ptr<Connector> connectorOf(const Destination &destination, const QString &audience = QStringLiteral("77"),
                                       const QUrl &base = {})
{
    QJsonObject known;
    if (!audience.isEmpty())
        known.insert(QStringLiteral("audience"), audience);
    return connectorTo(destination, {base, known});
}

PushBatch batchToMeta(std::vector<PushRow> rows, RowOp op = RowOp::Add)
{
    PushBatch made = batchOf(std::move(rows), op);
    made.number = 7;
    made.key = Key;
    return made;
}

QByteArray hashed(const char *text)
{
    return '"' + QByteArray::fromStdString(sha256Hex(text)) + '"';
}

QByteArray session(int people)
{
    return R"({"session":{"session_id":15,"batch_seq":1,"last_batch_flag":true,"estimated_num_total":)" +
           QByteArray::number(people) + "},";
}

const Talk Make{QStringLiteral("make"), {}};

} // namespace

class MetaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsPeople();
    void takesPeopleOutByTheirAddresses();
    void sendsAddressesOfTheChannelAlone();
    void writesAwkwardPeople();
    void leavesOutWhoHasNoAddress();
    void givesEachBatchASession();
    void takesTenThousandAtOnce();
    void findsTheAudienceByItsName();
    void makesTheAudienceOnce();
    void neverFillsANewAudienceInsteadOfADeletedOne();
    void namesWhomMetaCannotRead();
    void looksForWhomMetaDoesNotName();
    void readsErrors_data();
    void readsErrors();
    void waitsAsLongAsMetaSays();
    void keepsTheKeyToAuthorize();
    void goesToTheStandIn();
    void takesNumbersOfAccountsOnly();
};

void MetaTest::addsPeople()
{
    Destination destination = destinationOf();
    destination.fields = {{QStringLiteral("FN"), QStringLiteral("{{ First Name }}")},
                          {QStringLiteral("ZIP"), QStringLiteral("{{ Zip }}")},
                          {QStringLiteral("COUNTRY"), QStringLiteral("{{ Country }}")},
                          {QStringLiteral("EXTERN_ID"), QStringLiteral("{{ Profile ID }}")}};
    const auto connector = connectorOf(destination);
    const PushBatch batch = batchToMeta(
        {person(1, " Ada@Example.com", "+4915112345678",
                {std::string("Ada"), std::string("94045-1234"), std::string("United States"), std::string("1")}),
         person(2, "", "+14155550100", {FieldValue(), FieldValue(), FieldValue(), std::string("2")})});
    const QByteArray wanted = "POST https://graph.facebook.com/v25.0/77/users\n" + session(2) +
                              R"("payload":{"schema":["EMAIL","PHONE","FN","ZIP","COUNTRY","EXTERN_ID"],"data":[[)" +
                              hashed("ada@example.com") + ',' + hashed("4915112345678") + ',' + hashed("ada") + ',' +
                              hashed("94045") + ',' + hashed("us") + R"(,"1"],["",)" + hashed("14155550100") +
                              R"(,"","","","2"]]}})";
    QCOMPARE(written(connector->request(batch, {})), wanted);
    QCOMPARE(connector->request(batch, {}), connector->request(batch, {}));
    QCOMPARE(connector->request(batch, {}).headers, (std::vector<HttpHeader>{{"Content-Type", "application/json"}}));
}

void MetaTest::takesPeopleOutByTheirAddresses()
{
    Destination destination = destinationOf();
    destination.fields = {{QStringLiteral("FN"), QStringLiteral("{{ First Name }}")}};
    const auto connector = connectorOf(destination);
    const HttpRequest request =
        connector->request(batchToMeta({person(1, "ada@example.com", "+4915112345678")}, RowOp::TakeOut), {});
    QCOMPARE(request.method, QByteArray("DELETE"));
    QVERIFY(request.body.endsWith(R"("payload":{"schema":["EMAIL","PHONE"],"data":[[)" + hashed("ada@example.com") +
                                  ',' + hashed("4915112345678") + "]]}}"));
}

void MetaTest::sendsAddressesOfTheChannelAlone()
{
    const PushBatch batch = batchToMeta({person(1, "ada@example.com", "+4915112345678")});
    const auto schema = [&](ExportChannel channel) {
        const QByteArray body = connectorOf(destinationOf(channel))->request(batch, {}).body;
        return QJsonDocument::fromJson(body)["payload"]["schema"].toArray();
    };
    QCOMPARE(schema(ExportChannel::Email), QJsonArray{"EMAIL"});
    QCOMPARE(schema(ExportChannel::Sms), QJsonArray{"PHONE"});
    QCOMPARE(schema(ExportChannel::EmailOrSms), (QJsonArray{"EMAIL", "PHONE"}));
}

void MetaTest::writesAwkwardPeople()
{
    Destination destination = destinationOf(ExportChannel::Email);
    destination.fields = {{QStringLiteral("EXTERN_ID"), QStringLiteral("{{ Id }}")},
                          {QStringLiteral("FN"), QStringLiteral("{{ First Name }}")}};
    const auto connector = connectorOf(destination);
    QByteArray row;
    connector->appendRow(person(1, "ada@example.com", "", {std::string("a\"b\nc\\ 🎈"), std::string("!?")}), RowOp::Add,
                         row);
    QCOMPARE(row, '[' + hashed("ada@example.com") + R"(,"a\"b\nc\\ 🎈",""])");
    row.clear();
    connector->appendRow(person(1, "ada@example.com", "", {std::numeric_limits<double>::quiet_NaN()}), RowOp::Add, row);
    QCOMPARE(row, '[' + hashed("ada@example.com") + R"(,"",""])");
}

void MetaTest::leavesOutWhoHasNoAddress()
{
    const auto connector = connectorOf(destinationOf(ExportChannel::Sms));
    const PushBatch batch = batchToMeta({person(1, "", "0"), person(2, "", "+14155550100")});
    const QJsonDocument body = QJsonDocument::fromJson(connector->request(batch, {}).body);
    QCOMPARE(body["payload"]["data"].toArray().size(), 1);
    const BatchStep step = stepOf(*connector, batch, {}, answer(200, R"({"num_received":1,"num_invalid_entries":0})"));
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(step.rows, (std::vector<RowOutcome>{{0, RowVerdict::Skipped, 0, QStringLiteral("no-identifier")}}));
}

void MetaTest::givesEachBatchASession()
{
    const auto connector = connectorOf(destinationOf());
    PushBatch batch = batchToMeta({person(1, "ada@example.com"), person(2, "bob@example.com")});
    const auto sessionOf = [&] { return QJsonDocument::fromJson(connector->request(batch, {}).body)["session"]; };
    const QJsonObject first = sessionOf().toObject();
    QCOMPARE(first["session_id"].toInteger(), 15);
    QCOMPARE(first["batch_seq"].toInteger(), 1);
    QCOMPARE(first["last_batch_flag"].toBool(), true);
    QCOMPARE(first["estimated_num_total"].toInteger(), 2);
    batch.key = "ffffffffffffffffffffffffffffffff";
    QCOMPARE(sessionOf()["session_id"].toInteger(), 0xfffffffffffffff);
    batch.key = "00000000000000000000000000000000";
    QCOMPARE(sessionOf()["session_id"].toInteger(), 1);
}

void MetaTest::takesTenThousandAtOnce()
{
    const auto connector = connectorOf(destinationOf());
    QCOMPARE(connector->limits(RowOp::Add).rows, 10'000);
    QCOMPARE(connector->limits(RowOp::TakeOut).rows, 10'000);
}

void MetaTest::findsTheAudienceByItsName()
{
    const auto connector = connectorOf(destinationOf(), {});
    QVERIFY(connector->wantsPrepare());
    const QByteArray first = "GET https://graph.facebook.com/v25.0/act_1234567890/customaudiences"
                             "?fields=id,name,subtype&limit=100";
    QCOMPARE(written(connector->request(preparing(), {})), first);
    const BatchStep next =
        stepOf(*connector, preparing(), {}, answer(200, R"({"data":[{"id":"1","name":"VIP","subtype":"CUSTOM"},
                               {"id":"2","name":"Win \"back\" +1","subtype":"LOOKALIKE"}],
                               "paging":{"cursors":{"before":"x","after":"a+b="},"next":"https://graph…"}})"));
    QCOMPARE(next.kind, Kind::Next);
    QCOMPARE(written(connector->request(preparing(), next.next)), first + "&after=a%2Bb%3D");
    const BatchStep found =
        stepOf(*connector, preparing(), next.next,
               answer(200, R"({"data":[{"id":"78","name":"Win \"back\" +1","subtype":"CUSTOM"}]})"));
    QCOMPARE(found.kind, Kind::Done);
    QCOMPARE(found.remoteIds, (QJsonObject{{"audience", "78"}}));
}

void MetaTest::makesTheAudienceOnce()
{
    const auto connector = connectorOf(destinationOf(), {});
    const BatchStep next = stepOf(*connector, preparing(), {},
                                  answer(200, R"({"data":[],"paging":{"cursors":{"before":"x","after":"y"}}})"));
    QCOMPARE(next.next, Make);
    QCOMPARE(
        written(connector->request(preparing(), Make)),
        QByteArray("POST https://graph.facebook.com/v25.0/act_1234567890/customaudiences\n"
                   R"({"name":"Win \"back\" +1","subtype":"CUSTOM","customer_file_source":"USER_PROVIDED_ONLY"})"));
    QCOMPARE(stepOf(*connector, preparing(), Make, answer(200, R"({"id":"79"})")).remoteIds,
             (QJsonObject{{"audience", "79"}}));
    QCOMPARE(stepOf(*connector, preparing(), Make, answer(200, R"({"id":"../me"})")).kind, Kind::Again);
    // Whether it was made is asked before it is made again.
    QCOMPARE(connector->afterCrash(preparing(), Make), Talk());
}

void MetaTest::neverFillsANewAudienceInsteadOfADeletedOne()
{
    const auto connector = connectorOf(destinationOf());
    QVERIFY(!connector->wantsPrepare());
    const BatchStep step =
        stepOf(*connector, batchToMeta({person(1, "ada@example.com"), person(2, "bob@example.com")}), {},
               answer(400, R"({"error":{"message":"Object with ID '77' does not exist","type":"GraphMethodException",
                               "code":100,"error_subcode":33,"fbtrace_id":"A"}})"));
    QCOMPARE(step.kind, Kind::Stop);
}

void MetaTest::namesWhomMetaCannotRead()
{
    const auto connector = connectorOf(destinationOf(ExportChannel::Email));
    const PushBatch batch = batchToMeta({person(1, "ada@example.com"), person(2, "bob@example.com")});
    const QByteArray bob = QByteArray::fromStdString(sha256Hex("bob@example.com"));
    const BatchStep step = stepOf(*connector, batch, {},
                                  answer(200, R"({"audience_id":"77","session_id":"15","num_received":2,
                                                  "num_invalid_entries":1,"invalid_entry_samples":{")" +
                                                  bob + R"(":""}})"));
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(step.rows.size(), size_t(1));
    QCOMPARE(step.rows.front().place, size_t(1));
    QCOMPARE(step.rows.front().verdict, RowVerdict::Failed);
    QVERIFY(!step.rows.front().reason.contains(QString::fromLatin1(bob)));
}

void MetaTest::looksForWhomMetaDoesNotName()
{
    const auto connector = connectorOf(destinationOf(ExportChannel::Email));
    std::vector<PushRow> people;
    for (int i = 1; i <= 3000; ++i)
        people.push_back(person(i, "p" + std::to_string(i) + "@example.com"));
    const auto step = [&](size_t rows, int refused) {
        const PushBatch batch = batchToMeta({people.begin(), people.begin() + static_cast<std::ptrdiff_t>(rows)});
        return stepOf(*connector, batch, {},
                      answer(200, R"({"num_received":3,"invalid_entry_samples":{},"num_invalid_entries":)" +
                                      QByteArray::number(refused) + '}'));
    };
    QCOMPARE(step(3, 1).kind, Kind::Split);
    QCOMPARE(step(3, 3).kind, Kind::Done);
    QCOMPARE(step(3, 3).rows.size(), size_t(3));
    QCOMPARE(step(1, 1).rows.size(), size_t(1));
    QCOMPARE(step(3000, 2000).kind, Kind::Stop);
    QCOMPARE(step(3000, 0).kind, Kind::Done);
    QVERIFY(step(3000, 0).rows.empty());
}

void MetaTest::readsErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, int status, const QByteArray &error, Kind kind) {
        QTest::newRow(name) << status << error << static_cast<int>(kind);
    };
    row("token", 400, R"("code":190,"error_subcode":463)", Kind::Stop);
    row("token, 401", 401, R"("code":190)", Kind::Stop);
    row("permission", 403, R"("code":200)", Kind::Stop);
    row("audience blocked", 400, R"("code":100,"error_subcode":1713230)", Kind::Stop);
    row("too many calls", 400, R"("code":17)", Kind::Throttled);
    row("too many calls, 403", 403, R"("code":613)", Kind::Throttled);
    row("for a while", 400, R"("code":2650,"is_transient":true)", Kind::Again);
    row("unknown", 400, R"("code":1)", Kind::Again);
    row("trouble", 500, R"("code":100)", Kind::Again);
    row("parameter", 400, R"("code":100)", Kind::Split);
}

void MetaTest::readsErrors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, error);
    QFETCH(int, kind);
    const auto connector = connectorOf(destinationOf());
    const BatchStep step =
        stepOf(*connector, batchToMeta({person(1, "ada@example.com"), person(2, "bob@example.com")}), {},
               answer(status, R"({"error":{"message":"What Meta says.","type":"OAuthException",)" + error + "}}"));
    QCOMPARE(static_cast<int>(step.kind), kind);
    if (status < 500 && step.kind != Kind::Throttled)
        QVERIFY(step.reason.contains(QStringLiteral("What Meta says.")));
}

void MetaTest::waitsAsLongAsMetaSays()
{
    const auto connector = connectorOf(destinationOf());
    const PushBatch batch = batchToMeta({person(1, "ada@example.com")});
    HttpResponse response = answer(400, R"({"error":{"message":"Too many","type":"OAuthException","code":17}})");
    QCOMPARE(stepOf(*connector, batch, {}, response).wait, std::chrono::minutes(1));
    response.headers = {{"x-business-use-case-usage",
                         R"({"12":[{"type":"custom_audience","call_count":100,"estimated_time_to_regain_access":19},
                             {"type":"ads_management","estimated_time_to_regain_access":3}]})"}};
    QCOMPARE(stepOf(*connector, batch, {}, response).wait, std::chrono::minutes(19));
    response.headers = {{"X-Business-Use-Case-Usage", R"({"12":[{"estimated_time_to_regain_access":100000}]})"}};
    QCOMPARE(stepOf(*connector, batch, {}, response).wait, std::chrono::minutes(60));
}

void MetaTest::keepsTheKeyToAuthorize()
{
    const auto connector = connectorOf(destinationOf());
    HttpRequest request = connector->request(batchToMeta({person(1, "ada@example.com")}), {});
    connector->authorize(request, "EAAB-secret", Instant{});
    QCOMPARE(request.headers.back(), (HttpHeader{"Authorization", "Bearer EAAB-secret"}));
    QVERIFY(!written(request).contains("secret"));
}

void MetaTest::goesToTheStandIn()
{
    const auto connector =
        connectorOf(destinationOf(), QStringLiteral("77"), QUrl(QStringLiteral("http://127.0.0.1:8")));
    QCOMPARE(connector->request(batchToMeta({person(1, "ada@example.com")}), {}).url,
             QUrl(QStringLiteral("http://127.0.0.1:8/v25.0/77/users")));
}

void MetaTest::takesNumbersOfAccountsOnly()
{
    Destination destination = destinationOf();
    QCOMPARE(problemsOf(destination), QStringList());
    for (const char *account : {"my shop", "act_", "1/../me"}) {
        destination.account[QStringLiteral("account")] = QString::fromLatin1(account);
        QCOMPARE(problemsOf(destination).size(), 1);
    }
}

QTEST_GUILESS_MAIN(MetaTest)
#include "tst_meta.moc"
