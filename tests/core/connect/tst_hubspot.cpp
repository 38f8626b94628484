// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/pushrun.h"
#include "tests/core/connect/hubspotsample.h"

#include <QTest>

#include <limits>

using namespace perennial;
using Kind = BatchStep::Kind;

namespace {

const QByteArray AnaAndBo = contact("11", "", "ana@example.com") + ',' +
                            contact("12", "", "first@example.com", "x@example.com;BO+shop@example.com");
const QByteArray NobodyElse = R"({"status":"error","category":"OBJECT_NOT_FOUND","message":"Could not get some )"
                              R"(CONTACT objects.","context":{"ids":["cy@example.com"]}})";
const QByteArray All = contact("11", "0") + ',' + contact("12", "1") + ',' + contact("13", "2");

const QByteArray ReadAll = "POST https://api.hubapi.com/crm/v3/objects/contacts/batch/read\n"
                           R"({"properties":["email","hs_additional_emails"],"propertiesWithHistory":[],)"
                           R"("idProperty":"email","inputs":[{"id":"Ana@example.com"},{"id":"bo+shop@example.com"},)"
                           R"({"id":"cy@example.com"}]})";
const QByteArray UpsertAll = "POST https://api.hubapi.com/crm/v3/objects/contacts/batch/upsert\n"
                             R"({"inputs":[{"id":"Ana@example.com","idProperty":"email","properties":)"
                             R"({"firstname":"Ana","ltv":"412.5"},"objectWriteTraceId":"0"},)"
                             R"({"id":"bo+shop@example.com","idProperty":"email","properties":)"
                             R"({"firstname":"Bo"},"objectWriteTraceId":"1"},)"
                             R"({"id":"cy@example.com","idProperty":"email","properties":{},)"
                             R"("objectWriteTraceId":"2"}]})";
const QByteArray UpdateKnown = "POST https://api.hubapi.com/crm/v3/objects/contacts/batch/update\n"
                               R"({"inputs":[{"id":"11","properties":{"firstname":"Ana","ltv":"412.5"},)"
                               R"("objectWriteTraceId":"0"},{"id":"12","properties":{"firstname":"Bo"},)"
                               R"("objectWriteTraceId":"1"}]})";
const QByteArray Memberships = "PUT https://api.hubapi.com/crm/v3/lists/42/memberships/";

} // namespace

class HubSpotTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsAsItShould_data();
    void beginsAsItShould();
    void writesAwkwardPeople();
    void putsOntoTheList();
    void looksForIdsThatWereNotTold();
    void updatesByIdOnly();
    void makesOnlyWhoIsNew();
    void takesOff();
    void tellsWhoFailed();
    void halvesWhatIsRefusedAsAWhole();
    void waitsAndStops();
    void keepsTheKeyToAuthorize();
    void takesNoFieldThatIsNotItsOwn();
};

void HubSpotTest::beginsAsItShould_data()
{
    QTest::addColumn<DeliveryWay>("way");
    QTest::addColumn<SyncMode>("mode");
    QTest::addColumn<RowOp>("op");
    QTest::addColumn<QByteArray>("wanted");
    using enum SyncMode;
    for (const WayInfo &way : kindInfo(DestinationKind::HubSpot).ways)
        for (const SyncMode mode : way.modes) {
            const QByteArray name = (enumId(way.way) + u' ' + enumId(mode)).toLatin1();
            if (mode != Remove)
                QTest::newRow(name.constData()) << way.way << mode << RowOp::Add
                                                << (mode == UpdateExisting || mode == CreateOnly ? ReadAll : UpsertAll);
            if (!way.takenOut.isEmpty())
                QTest::newRow((name + ", out").constData()) << way.way << mode << RowOp::TakeOut << ReadAll;
        }
}

void HubSpotTest::beginsAsItShould()
{
    QFETCH(DeliveryWay, way);
    QFETCH(SyncMode, mode);
    QFETCH(RowOp, op);
    QFETCH(QByteArray, wanted);
    const auto connector = connectorOf(destinationOf(way, mode));
    QCOMPARE(written(connector->request(threePeople(op), {})), wanted);
    QCOMPARE(connector->request(threePeople(op), {}), connector->request(threePeople(op), {}));
    QCOMPARE(connector->afterCrash(threePeople(op), {}), Talk());
    QCOMPARE(connector->limits(op).rows, 100);
}

void HubSpotTest::writesAwkwardPeople()
{
    Destination destination = destinationOf(DeliveryWay::Profiles);
    destination.fields.clear();
    for (const char *name : {"a\"b", "p2", "p3", "p4", "p5", "p6", "p7", "p8"})
        destination.fields.push_back({QString::fromLatin1(name), QStringLiteral("{{ X }}")});
    const PushRow row{ProfileId(1),
                      "o'bri\"en@example.com",
                      "",
                      {std::string("two\nlines \"quoted\""), std::string("🎉 José"), std::string(), FieldValue(),
                       std::numeric_limits<double>::infinity(), true, Instant{1'793'491'200'000},
                       QStringList{QStringLiteral("a"), QStringLiteral("b")}}};
    QByteArray body;
    connectorOf(destination)->appendRow(row, RowOp::Add, body);
    const QByteArray wanted = R"({"id":"o'bri\"en@example.com","idProperty":"email","properties":{)"
                              R"("a\"b":"two\nlines \"quoted\"","p2":"🎉 José","p3":"","p6":"true",)"
                              R"("p7":"2026-11-01T00:00:00Z","p8":"a;b"}})";
    QCOMPARE(body, wanted);
}

void HubSpotTest::putsOntoTheList()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::List, SyncMode::Mirror));
    QCOMPARE(askedAfter(*connector, threePeople(), {{200, found(All)}}), Memberships + "add\n[\"11\",\"12\",\"13\"]");
    const QByteArray added = R"({"recordsIdsAdded":["11","12"],"recordIdsRemoved":[],"recordIdsMissing":["13"]})";
    const BatchStep step = stepAfter(*connector, threePeople(), {{200, found(All)}, {200, added}});
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(step.rows, (std::vector<RowOutcome>{
                            {2, RowVerdict::Failed, 200, QStringLiteral("HubSpot no longer has this contact.")}}));
    const auto profiles = connectorOf(destinationOf(DeliveryWay::Profiles), {});
    QVERIFY(!profiles->wantsPrepare());
    QCOMPARE(stepAfter(*profiles, threePeople(), {{200, found(All)}}).kind, Kind::Done);
}

void HubSpotTest::looksForIdsThatWereNotTold()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::List));
    const std::pair<int, QByteArray> silent{200, found(contact("11", "") + ',' + contact("12", "1"))};
    QCOMPARE(askedAfter(*connector, threePeople(), {silent}),
             QByteArray("POST https://api.hubapi.com/crm/v3/objects/contacts/batch/read\n"
                        R"({"properties":["email","hs_additional_emails"],"propertiesWithHistory":[],)"
                        R"("idProperty":"email","inputs":[{"id":"Ana@example.com"},{"id":"cy@example.com"}]})"));
    const std::pair<int, QByteArray> ana{207, found(contact("11", "", "ana@example.com"), NobodyElse)};
    QCOMPARE(askedAfter(*connector, threePeople(), {silent, ana}), Memberships + "add\n[\"11\",\"12\"]");
    const BatchStep step = stepAfter(*connector, threePeople(), {silent, ana, {200, R"({"recordIdsMissing":[]})"}});
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(step.rows.size(), size_t(1));
    QCOMPARE(step.rows[0].place, size_t(2));
    QCOMPARE(step.rows[0].verdict, RowVerdict::Failed);
}

void HubSpotTest::updatesByIdOnly()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::List, SyncMode::UpdateExisting));
    const std::pair<int, QByteArray> known{207, found(AnaAndBo, NobodyElse)};
    QCOMPARE(askedAfter(*connector, threePeople(), {known}), UpdateKnown);
    const std::pair<int, QByteArray> updated{200, found(contact("11", "0") + ',' + contact("12", "1"))};
    QCOMPARE(askedAfter(*connector, threePeople(), {known, updated}), Memberships + "add\n[\"11\",\"12\"]");
    const BatchStep step = stepAfter(*connector, threePeople(), {known, updated, {200, R"({"recordIdsMissing":[]})"}});
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(step.rows, (std::vector<RowOutcome>{{2, RowVerdict::Skipped, 207, enumId(SkipReason::NotThere)}}));
    const BatchStep nobody = stepAfter(*connector, threePeople(), {{207, found({}, NobodyElse)}});
    QCOMPARE(nobody.kind, Kind::Done);
    QCOMPARE(nobody.rows.size(), size_t(3));
}

void HubSpotTest::makesOnlyWhoIsNew()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::Profiles, SyncMode::CreateOnly));
    const std::pair<int, QByteArray> known{207, found(AnaAndBo, NobodyElse)};
    QCOMPARE(askedAfter(*connector, threePeople(), {known}),
             QByteArray("POST https://api.hubapi.com/crm/v3/objects/contacts/batch/upsert\n"
                        R"({"inputs":[{"id":"cy@example.com","idProperty":"email","properties":{},)"
                        R"("objectWriteTraceId":"2"}]})"));
    const BatchStep step = stepAfter(*connector, threePeople(), {known, {200, found(contact("13", "2"))}});
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(step.rows, (std::vector<RowOutcome>{{0, RowVerdict::Skipped, 207, enumId(SkipReason::AlreadyThere)},
                                                 {1, RowVerdict::Skipped, 207, enumId(SkipReason::AlreadyThere)}}));
}

void HubSpotTest::takesOff()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::List, SyncMode::Mirror));
    const PushBatch leavers = threePeople(RowOp::TakeOut);
    const std::pair<int, QByteArray> known{207, found(AnaAndBo, NobodyElse)};
    QCOMPARE(askedAfter(*connector, leavers, {known}), Memberships + "remove\n[\"11\",\"12\"]");
    const BatchStep step = stepAfter(*connector, leavers, {known, {200, R"({"recordIdsMissing":["12"]})"}});
    QCOMPARE(step.kind, Kind::Done);
    QVERIFY(step.rows.empty());
    QCOMPARE(stepAfter(*connector, leavers, {{207, found({}, NobodyElse)}}).kind, Kind::Done);
}

void HubSpotTest::tellsWhoFailed()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::List));
    const QByteArray traced = R"({"status":"error","category":"VALIDATION_ERROR","message":"Email address )"
                              R"(BO+shop@example.com is invalid","context":{"objectWriteTraceId":["1"]}})";
    const QByteArray byAddress = R"({"status":"error","category":"VALIDATION_ERROR","message":"Odd","errors":)"
                                 R"([{"message":"Property \"ltv\" is odd","code":"X"}],)"
                                 R"("context":{"ids":["CY@example.com"]}})";
    const std::pair<int, QByteArray> partly{207, found(contact("11", "0"), traced + ',' + byAddress)};
    QCOMPARE(askedAfter(*connector, threePeople(), {partly}), Memberships + "add\n[\"11\"]");
    const BatchStep step = stepAfter(*connector, threePeople(), {partly, {200, R"({"recordIdsMissing":[]})"}});
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(
        step.rows,
        (std::vector<RowOutcome>{
            {1, RowVerdict::Failed, 207, QStringLiteral("HubSpot refused it: Email address the address is invalid")},
            {2, RowVerdict::Failed, 207, QStringLiteral("HubSpot refused it: Property \"ltv\" is odd")}}));
}

void HubSpotTest::halvesWhatIsRefusedAsAWhole()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::Profiles));
    const BatchStep whole = stepOf(*connector, threePeople(), {},
                                   answer(400, R"({"status":"error","message":"Property \"ltv\" does not exist",)"
                                               R"("correlationId":"a43683b0-5717-4ceb-80b4-104d02915d8c",)"
                                               R"("category":"VALIDATION_ERROR"})"));
    QCOMPARE(whole.kind, Kind::Split);
    QCOMPARE(whole.reason, QStringLiteral("HubSpot refused it: Property \"ltv\" does not exist"));
    const BatchStep somebody = stepOf(*connector, threePeople(), {},
                                      answer(207, found(contact("11", "0"), R"({"message":"Odd","context":{}})")));
    QCOMPARE(somebody.kind, Kind::Split);
    QCOMPARE(stepOf(*connector, threePeople(), {}, answer(409)).kind, Kind::Split);
    QCOMPARE(stepOf(*connector, threePeople(), {}, answer(200, "<html>")).kind, Kind::Again);
}

void HubSpotTest::waitsAndStops()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::List));
    QCOMPARE(connector->rates(connector->endpoint(threePeople(), {})),
             (std::vector<RateWindow>{{100, std::chrono::seconds(10)}}));
    const auto kindOf = [&](int status, const QByteArray &body = {}) {
        return stepOf(*connector, threePeople(), {}, answer(status, body)).kind;
    };
    // https://developers.hubspot.com/docs/guides/apps/api-usage/usage-details
    const QByteArray limit = R"({"status":"error","message":"You have reached your %1 limit.","errorType":)"
                             R"("RATE_LIMIT","correlationId":"c033cdaa-2c40-4a64-ae48-b4cec88dad24","policyName":)";
    QCOMPARE(kindOf(429, limit + R"("TEN_SECONDLY_ROLLING"})"), Kind::Throttled);
    QCOMPARE(kindOf(429, limit + R"("DAILY"})"), Kind::Stop);
    QCOMPARE(kindOf(401), Kind::Stop);
    QCOMPARE(kindOf(403, R"({"category":"MISSING_SCOPES"})"), Kind::Stop);
    QCOMPARE(kindOf(404), Kind::Stop);
    QCOMPARE(kindOf(423), Kind::Again);
    QCOMPARE(kindOf(477), Kind::Again);
    QCOMPARE(kindOf(502), Kind::Again);
    QCOMPARE(stepOf(*connector, preparing(), {}, answer(400)).kind, Kind::Stop);
}

void HubSpotTest::keepsTheKeyToAuthorize()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::Profiles), {}, QUrl("http://127.0.0.1:8080"));
    HttpRequest request = connector->request(threePeople(), {});
    QCOMPARE(request.url.toEncoded(), QByteArray("http://127.0.0.1:8080/crm/v3/objects/contacts/batch/upsert"));
    connector->authorize(request, "pat-eu1-1", Instant{});
    QCOMPARE(request.headers,
             (std::vector<HttpHeader>{{"Content-Type", "application/json"}, {"Authorization", "Bearer pat-eu1-1"}}));
}

void HubSpotTest::takesNoFieldThatIsNotItsOwn()
{
    for (const char *field : {"email", "hs_email_optout", "HS_EMAIL_OPTOUT_123"}) {
        Destination destination = destinationOf(DeliveryWay::Profiles);
        destination.fields.push_back({QString::fromLatin1(field), QStringLiteral("no")});
        QVERIFY2(!makeConnector(destination, {}), field);
    }
    Destination bySms = destinationOf(DeliveryWay::Profiles);
    bySms.channel = ExportChannel::EmailOrSms;
    QVERIFY(!makeConnector(bySms, {}));
}

QTEST_GUILESS_MAIN(HubSpotTest)
#include "tst_hubspot.moc"
