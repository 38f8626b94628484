// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "tests/core/connect/connectortalk.h"

#include <QTest>

#include <limits>

using namespace perennial;

namespace {

Destination attentive(DeliveryWay way, const QStringList &fields = {})
{
    Destination made;
    made.name = QStringLiteral("Win-back texts");
    made.kind = DestinationKind::Attentive;
    made.way = way;
    made.mode = SyncMode::Append;
    made.channel = ExportChannel::EmailOrSms;
    made.source = {AudienceKind::Segment, QStringLiteral("Win back")};
    made.account = {{QStringLiteral("event"), QStringLiteral("Entered win-back")},
                    {QStringLiteral("property"), QStringLiteral("in_win_back")}};
    for (const QString &field : fields)
        made.fields.push_back({field, QStringLiteral("{{ Email }}")});
    return made;
}

const PushRow Ana{ProfileId(7),
                  "ana+shop@example.com",
                  "+15551230000",
                  {std::string("Ana \"A\"\n🎉"), 5.5, true, QStringList{QStringLiteral("a"), QStringLiteral("b,c")},
                   std::string(), FieldValue(), std::numeric_limits<double>::quiet_NaN()}};
const QStringList Fields{QStringLiteral("first name"), QStringLiteral("rfm"),  QStringLiteral("vip"),
                         QStringLiteral("liked"),      QStringLiteral("city"), QStringLiteral("zip"),
                         QStringLiteral("score")};

} // namespace

class AttentiveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAnEvent();
    void sendsAnAttribute();
    void unsubscribesFromMarketing_data();
    void unsubscribesFromMarketing();
    void carriesTheKeyAndKeepsToRates();
    void readsAnswers();
    void subscribesNobody();
    void refusesNamesThatAttentiveRefuses();
};

void AttentiveTest::sendsAnEvent()
{
    const auto connector = connectorTo(attentive(DeliveryWay::Event, Fields));
    const QByteArray asked =
        "POST https://api.attentivemobile.com/v1/events/custom\n"
        R"({"type":"Entered win-back","properties":{"first name":"Ana \"A\"\n🎉","rfm":5.5,"vip":true,)"
        R"("liked":["a","b,c"],"city":""},"user":{"phone":"+15551230000","email":"ana+shop@example.com"},)"
        R"("externalEventId":"00112233445566778899aabbccddeeff-7"})";
    QCOMPARE(written(connector->request(batchOf({Ana}), {})), asked);
    QCOMPARE(connector->request(batchOf({Ana}), {}), connector->request(batchOf({Ana}), {}));
    QCOMPARE(connector->limits(RowOp::Add).rows, 1);
}

void AttentiveTest::sendsAnAttribute()
{
    const auto connector =
        connectorTo(attentive(DeliveryWay::Property, Fields + QStringList{QStringLiteral("in_win_back")}));
    PushRow ana = Ana;
    ana.values.push_back(std::string("said once"));
    const QByteArray joined =
        "POST https://api.attentivemobile.com/v1/attributes/custom\n"
        R"({"properties":{"in_win_back":true,"first name":"Ana \"A\"\n🎉","rfm":5.5,"vip":true,)"
        R"("liked":"a, b,c","city":""},"user":{"phone":"+15551230000","email":"ana+shop@example.com"}})";
    QCOMPARE(written(connector->request(batchOf({ana}), {})), joined);
    const QByteArray left = "POST https://api.attentivemobile.com/v1/attributes/custom\n"
                            R"({"properties":{"in_win_back":false},"user":{"email":"bo@example.com"}})";
    const PushRow bo{ProfileId(8), "bo@example.com", "", {}};
    QCOMPARE(written(connector->request(batchOf({bo}, RowOp::TakeOut), {})), left);
}

void AttentiveTest::unsubscribesFromMarketing_data()
{
    QTest::addColumn<QByteArray>("email");
    QTest::addColumn<QByteArray>("phone");
    QTest::addColumn<QByteArray>("body");
    const QByteArray quietly = R"(],"notification":{"disabled":true}})";
    QTest::newRow("both") << QByteArray("a@example.com") << QByteArray("+15551230000")
                          << QByteArray(R"({"user":{"phone":"+15551230000","email":"a@example.com"},"subscriptions":[)"
                                        R"({"type":"MARKETING","channel":"TEXT"},)"
                                        R"({"type":"MARKETING","channel":"EMAIL"})") +
                                 quietly;
    QTest::newRow("e-mail") << QByteArray("a@example.com") << QByteArray()
                            << QByteArray(R"({"user":{"email":"a@example.com"},"subscriptions":[)"
                                          R"({"type":"MARKETING","channel":"EMAIL"})") +
                                   quietly;
    QTest::newRow("phone") << QByteArray() << QByteArray("+15551230000")
                           << QByteArray(R"({"user":{"phone":"+15551230000"},"subscriptions":[)"
                                         R"({"type":"MARKETING","channel":"TEXT"})") +
                                  quietly;
}

void AttentiveTest::unsubscribesFromMarketing()
{
    QFETCH(const QByteArray, email);
    QFETCH(const QByteArray, phone);
    QFETCH(const QByteArray, body);
    const auto connector = connectorTo(attentive(DeliveryWay::Suppression));
    const PushRow row{ProfileId(1), email.toStdString(), phone.toStdString(), {}};
    QCOMPARE(written(connector->request(batchOf({row}), {})),
             "POST https://api.attentivemobile.com/v1/subscriptions/unsubscribe\n" + body);
}

void AttentiveTest::carriesTheKeyAndKeepsToRates()
{
    const auto events = connectorTo(attentive(DeliveryWay::Event), {QUrl("http://127.0.0.1:8080"), {}});
    HttpRequest request = events->request(batchOf({Ana}), {});
    QCOMPARE(request.url, QUrl("http://127.0.0.1:8080/v1/events/custom"));
    events->authorize(request, "secret", Instant{});
    const std::vector<HttpHeader> headers{{"Content-Type", "application/json"}, {"Authorization", "Bearer secret"}};
    QCOMPARE(request.headers, headers);
    const std::vector<RateWindow> often{{150, std::chrono::seconds(1)}}, seldom{{5, std::chrono::seconds(1)}};
    QCOMPARE(events->endpoint(batchOf({Ana}), {}), QStringLiteral("POST /v1/events/custom"));
    QVERIFY(events->rates(QStringLiteral("POST /v1/events/custom")) == often);
    const auto unsubscribes = connectorTo(attentive(DeliveryWay::Suppression));
    QCOMPARE(unsubscribes->endpoint(batchOf({Ana}), {}), QStringLiteral("POST /v1/subscriptions/unsubscribe"));
    QVERIFY(unsubscribes->rates(unsubscribes->endpoint(batchOf({Ana}), {})) == seldom);
}

void AttentiveTest::readsAnswers()
{
    using Kind = BatchStep::Kind;
    const auto connector = connectorTo(attentive(DeliveryWay::Event));
    const std::vector<std::pair<int, Kind>> steps{{200, Kind::Done},      {202, Kind::Done},  {400, Kind::Split},
                                                  {401, Kind::Stop},      {403, Kind::Stop},  {404, Kind::Stop},
                                                  {429, Kind::Throttled}, {500, Kind::Again}, {307, Kind::Stop}};
    for (const auto &[status, kind] : steps)
        QVERIFY2(stepOf(*connector, batchOf({Ana}), {}, answer(status)).kind == kind,
                 qPrintable(QString::number(status)));
}

void AttentiveTest::subscribesNobody()
{
    QVERIFY(!wayInfo(DestinationKind::Attentive, DeliveryWay::List));
    Destination taking = attentive(DeliveryWay::Suppression);
    QVERIFY(problemsOf(taking).isEmpty());
    taking.leavers = Leavers::TakeOut;
    QVERIFY(!problemsOf(taking).isEmpty());
    taking.leavers = Leavers::Keep;
    for (const SyncMode mode : {SyncMode::Mirror, SyncMode::Remove, SyncMode::Upsert}) {
        taking.mode = mode;
        QVERIFY(!problemsOf(taking).isEmpty());
    }
}

void AttentiveTest::refusesNamesThatAttentiveRefuses()
{
    for (const char character : QByteArray("\"'(){}[]\\|,")) {
        Destination destination = attentive(DeliveryWay::Event);
        destination.account[QStringLiteral("event")] += QLatin1Char(character);
        QCOMPARE(problemsOf(destination).size(), 1);
    }
    for (const QString &name : {QStringLiteral("a|b"), QStringLiteral("a\"b"), QStringLiteral("a[b"),
                                QStringLiteral("a\\b"), QStringLiteral("a}b"), QString(201, QLatin1Char('a'))})
        QCOMPARE(problemsOf(attentive(DeliveryWay::Event, {name})).size(), 1);
    QVERIFY(problemsOf(attentive(DeliveryWay::Event, {QStringLiteral("it's (fine), é")})).isEmpty());
}

QTEST_GUILESS_MAIN(AttentiveTest)
#include "tst_attentive.moc"
