// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/outbox/pushrun.h"
#include "tests/core/connect/connectortalk.h"

#include <QTest>

#include <limits>

using namespace perennial;
using Kind = BatchStep::Kind;

namespace {

Destination destinationOf(DeliveryWay way, SyncMode mode = SyncMode::Upsert)
{
    Destination made;
    made.name = QStringLiteral("Win-back mail");
    made.kind = DestinationKind::Mailchimp;
    made.way = way;
    made.mode = mode;
    made.source = {AudienceKind::Segment, QStringLiteral("Win back")};
    made.account = {{QStringLiteral("server"), QStringLiteral("us6")},
                    {QStringLiteral("audience"), QStringLiteral("a1b2c3d4e5")},
                    {QStringLiteral("tag"), QStringLiteral("Win-back \"gold\"")}};
    made.consentSource = QStringLiteral("Shop checkout");
    return made;
}

// The example of Mailchimp's own documents, whose hash they publish.
PushBatch urist(RowOp op = RowOp::Add, std::vector<FieldValue> values = {})
{
    return batchOf({person(1, "Urist.McVankab@freddiesjokes.com", {}, std::move(values))}, op);
}

const Talk Write{QStringLiteral("write"), {}};
const Talk Tag{QStringLiteral("tag"), {}};

constexpr const char *Member =
    "https://us6.api.mailchimp.com/3.0/lists/a1b2c3d4e5/members/62eeb292278cc15f5817cb78f7790b08";

} // namespace

class MailchimpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAsItShould_data();
    void asksAsItShould();
    void writesAwkwardPeople();
    void cutsTextsBetweenCharacters();
    void neverSaysAStatusToWhoIsThere();
    void subscribesNobodyWithoutASource();
    void looksForTheAudienceFirst();
    void writesThenTags();
    void skipsByMode();
    void takesOutWhoIsNotThere();
    void tellsWhyARowIsRefused();
    void waitsWhereItIsThrottled();
    void keepsTheKeyToAuthorize();
    void goesNowhereElse();
};

void MailchimpTest::asksAsItShould_data()
{
    QTest::addColumn<DeliveryWay>("way");
    QTest::addColumn<SyncMode>("mode");
    QTest::addColumn<RowOp>("op");
    QTest::addColumn<Talk>("talk");
    QTest::addColumn<QByteArray>("wanted");
    const QByteArray put = "PUT " + QByteArray(Member) +
                           "?skip_merge_validation=true\n"
                           R"({"email_address":"Urist.McVankab@freddiesjokes.com","status_if_new":"subscribed",)"
                           R"("merge_fields":{"FNAME":"Urist","LTV":412.5}})";
    const QByteArray patch = "PATCH " + QByteArray(Member) +
                             "?skip_merge_validation=true\n"
                             R"({"email_address":"Urist.McVankab@freddiesjokes.com",)"
                             R"("merge_fields":{"FNAME":"Urist","LTV":412.5}})";
    const QByteArray lookUp = "GET " + QByteArray(Member) + "?fields=status";
    const QByteArray tag =
        "POST " + QByteArray(Member) + "/tags\n" + R"({"tags":[{"name":"Win-back \"gold\"","status":"active"}]})";
    const QByteArray untag =
        "POST " + QByteArray(Member) + "/tags\n" + R"({"tags":[{"name":"Win-back \"gold\"","status":"inactive"}]})";
    using enum SyncMode;
    for (const WayInfo &way : kindInfo(DestinationKind::Mailchimp).ways)
        for (const SyncMode mode : way.modes) {
            const QByteArray name = (enumId(way.way) + u' ' + enumId(mode)).toLatin1();
            if (mode != Remove)
                QTest::newRow(name.constData())
                    << way.way << mode << RowOp::Add << Talk()
                    << (mode == UpdateExisting ? patch : (mode == CreateOnly ? lookUp : put));
            if (mode == CreateOnly)
                QTest::newRow((name + ", new").constData()) << way.way << mode << RowOp::Add << Write << put;
            if (way.way == DeliveryWay::List && mode != Remove)
                QTest::newRow((name + ", tag").constData()) << way.way << mode << RowOp::Add << Tag << tag;
            if (!way.takenOut.isEmpty())
                QTest::newRow((name + ", out").constData()) << way.way << mode << RowOp::TakeOut << Talk() << untag;
        }
}

void MailchimpTest::asksAsItShould()
{
    QFETCH(DeliveryWay, way);
    QFETCH(SyncMode, mode);
    QFETCH(RowOp, op);
    QFETCH(Talk, talk);
    QFETCH(QByteArray, wanted);
    Destination destination = destinationOf(way, mode);
    destination.fields = {{QStringLiteral("FNAME"), QStringLiteral("{{ First Name }}")},
                          {QStringLiteral("LTV"), QStringLiteral("{{ Order value }}")}};
    const auto connector = connectorTo(destination);
    const PushBatch batch = op == RowOp::Add ? urist(op, {std::string("Urist"), 412.5}) : urist(op);
    QCOMPARE(written(connector->request(batch, talk)), wanted);
    QCOMPARE(connector->request(batch, talk), connector->request(batch, talk));
    QCOMPARE(connector->afterCrash(batch, talk), talk);
}

void MailchimpTest::writesAwkwardPeople()
{
    Destination destination = destinationOf(DeliveryWay::Profiles);
    for (const char *name : {"A\"B", "MMERGE2", "MMERGE3", "MMERGE4", "MMERGE5", "MMERGE6", "MMERGE7", "MMERGE8"})
        destination.fields.push_back({QString::fromLatin1(name), QStringLiteral("{{ X }}")});
    const auto connector = connectorTo(destination);
    const PushRow row{ProfileId(1),
                      "o'bri\"en+shop@example.com",
                      "",
                      {std::string("two\nlines \"quoted\""), std::string("🎉 José"), std::string(), FieldValue(),
                       std::numeric_limits<double>::quiet_NaN(), true, Instant{1'793'491'200'000},
                       QStringList{QStringLiteral("a"), QStringLiteral("b")}}};
    QByteArray body;
    connector->appendRow(row, RowOp::Add, body);
    QCOMPARE(QString::fromUtf8(body), QString::fromUtf8(R"({"email_address":"o'bri\"en+shop@example.com",)"
                                                        R"("status_if_new":"subscribed","merge_fields":{)"
                                                        R"("A\"B":"two\nlines \"quoted\"","MMERGE2":"🎉 José",)"
                                                        R"("MMERGE3":"","MMERGE6":"true",)"
                                                        R"("MMERGE7":"2026-11-01T00:00:00Z","MMERGE8":"a, b"}})"));
}

void MailchimpTest::cutsTextsBetweenCharacters()
{
    Destination destination = destinationOf(DeliveryWay::Profiles);
    destination.fields = {{QStringLiteral("NOTE"), QStringLiteral("{{ Note }}")}};
    const auto connector = connectorTo(destination);
    const auto noteOf = [&](const std::string &text) {
        QByteArray body;
        connector->appendRow({ProfileId(1), "a@example.com", "", {text}}, RowOp::Add, body);
        const QByteArray before = R"("NOTE":")";
        return body.mid(body.indexOf(before) + before.size()).chopped(qsizetype(strlen(R"("}})")));
    };
    QCOMPARE(noteOf(std::string(255, 'x')), QByteArray(255, 'x'));
    QCOMPARE(noteOf(std::string(256, 'x')), QByteArray(255, 'x'));
    QCOMPARE(noteOf(std::string(253, 'x') + "🎉"), QByteArray(253, 'x'));
    QCOMPARE(noteOf(std::string(251, 'x') + "🎉"), QByteArray(251, 'x') + "🎉");
}

void MailchimpTest::neverSaysAStatusToWhoIsThere()
{
    for (const WayInfo &way : kindInfo(DestinationKind::Mailchimp).ways)
        for (const SyncMode mode : way.modes)
            for (const Talk &talk : {Talk(), Write, Tag})
                for (const RowOp op : {RowOp::Add, RowOp::TakeOut}) {
                    const HttpRequest made = connectorTo(destinationOf(way.way, mode))->request(urist(op), talk);
                    const bool isTag = made.url.path().endsWith(QLatin1String("/tags"));
                    QVERIFY(isTag || !made.body.contains(R"("status":)"));
                    QVERIFY(made.method != "DELETE" && made.url.path().count(u'/') > 4);
                }
}

void MailchimpTest::subscribesNobodyWithoutASource()
{
    Destination destination = destinationOf(DeliveryWay::Profiles);
    destination.consentSource.clear();
    QCOMPARE(connectorTo(destination)->request(urist(), {}).body,
             R"({"email_address":"Urist.McVankab@freddiesjokes.com","status_if_new":"transactional"})");
    destination.channel = ExportChannel::EmailOrSms;
    QVERIFY(!makeConnector(destination, {}));
}

void MailchimpTest::looksForTheAudienceFirst()
{
    const auto connector = connectorTo(destinationOf(DeliveryWay::Profiles));
    QVERIFY(connector->wantsPrepare());
    QCOMPARE(written(connector->request(preparing(), {})),
             "GET https://us6.api.mailchimp.com/3.0/lists/a1b2c3d4e5?fields=id");
    QCOMPARE(stepOf(*connector, preparing(), {}, answer(200, R"({"id":"a1b2c3d4e5"})")).kind, Kind::Done);
    QCOMPARE(stepOf(*connector, preparing(), {}, answer(404, R"({"title":"Resource Not Found"})")).kind, Kind::Stop);
}

void MailchimpTest::writesThenTags()
{
    const auto list = connectorTo(destinationOf(DeliveryWay::List));
    const BatchStep step = stepOf(*list, urist(), {}, answer(200, R"({"status":"unsubscribed"})"));
    QCOMPARE(step.kind, Kind::Next);
    QCOMPARE(step.next, Tag);
    const BatchStep tagged = stepOf(*list, urist(), Tag, answer(204));
    QCOMPARE(tagged.kind, Kind::Done);
    QVERIFY(tagged.rows.empty());
    const auto profiles = connectorTo(destinationOf(DeliveryWay::Profiles));
    QCOMPARE(stepOf(*profiles, urist(), {}, answer(200, "{}")).kind, Kind::Done);
}

void MailchimpTest::skipsByMode()
{
    const auto update = connectorTo(destinationOf(DeliveryWay::List, SyncMode::UpdateExisting));
    BatchStep step = stepOf(*update, urist(), {}, answer(404, R"({"title":"Resource Not Found"})"));
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(step.rows, (std::vector<RowOutcome>{{0, RowVerdict::Skipped, 404, enumId(SkipReason::NotThere)}}));
    const auto create = connectorTo(destinationOf(DeliveryWay::List, SyncMode::CreateOnly));
    step = stepOf(*create, urist(), {}, answer(200, R"({"status":"archived"})"));
    QCOMPARE(step.rows, (std::vector<RowOutcome>{{0, RowVerdict::Skipped, 200, enumId(SkipReason::AlreadyThere)}}));
    step = stepOf(*create, urist(), {}, answer(404, R"({"title":"Resource Not Found"})"));
    QCOMPARE(step.kind, Kind::Next);
    QCOMPARE(step.next, Write);
    QCOMPARE(stepOf(*create, urist(), Write, answer(200, "{}")).next, Tag);
}

void MailchimpTest::takesOutWhoIsNotThere()
{
    const auto connector = connectorTo(destinationOf(DeliveryWay::List, SyncMode::Mirror));
    const HttpResponse gone = answer(404, R"({"title":"Resource Not Found","detail":"Nobody."})");
    const BatchStep out = stepOf(*connector, urist(RowOp::TakeOut), {}, gone);
    QCOMPARE(out.kind, Kind::Done);
    QVERIFY(out.rows.empty());
    const BatchStep vanished = stepOf(*connector, urist(), Tag, gone);
    QCOMPARE(vanished.kind, Kind::Done);
    QCOMPARE(vanished.rows.size(), size_t(1));
}

void MailchimpTest::tellsWhyARowIsRefused()
{
    const auto connector = connectorTo(destinationOf(DeliveryWay::List));
    const auto reasonOf = [&](int status, const QByteArray &body) {
        const BatchStep step = stepOf(*connector, urist(), {}, answer(status, body));
        return step.kind == Kind::Done && step.rows.size() == 1 && step.rows[0].status == status ? step.rows[0].reason
                                                                                                 : QString();
    };
    QCOMPARE(reasonOf(400, R"({"type":"https://mailchimp.com/developer/marketing/docs/errors/","title":)"
                           R"("Invalid Resource","status":400,"detail":"The resource submitted could not be )"
                           R"(validated.","instance":"995c5cb0","errors":[{"field":"FNAME","message":)"
                           R"("Please enter a value"},{"field":"","message":"Odd"}]})"),
             QStringLiteral("Mailchimp refused it: FNAME: Please enter a value; Odd"));
    QCOMPARE(reasonOf(400, R"({"title":"Invalid Resource","detail":"urist.mcvankab@freddiesjokes.com looks fake or )"
                           R"(invalid, please enter a real email address."})"),
             QStringLiteral("Mailchimp refused it: the address looks fake or invalid, please enter a real email "
                            "address."));
    QCOMPARE(reasonOf(400, R"({"title":"Member In Compliance State"})"),
             QStringLiteral("Mailchimp refused it: Member In Compliance State"));
    QCOMPARE(reasonOf(422, "<html>"), QStringLiteral("Mailchimp refused it (HTTP 422)."));
}

void MailchimpTest::waitsWhereItIsThrottled()
{
    const auto connector = connectorTo(destinationOf(DeliveryWay::List));
    QCOMPARE(connector->limits(RowOp::Add).connections, 10);
    for (const PushBatch &batch : {urist(), urist(RowOp::TakeOut), preparing()}) {
        const HttpResponse html = answer(403, "<html><title>Access Denied</title></html>");
        QCOMPARE(stepOf(*connector, batch, {}, html).wait, std::chrono::milliseconds(10'000));
        QCOMPARE(stepOf(*connector, batch, {}, answer(403)).kind, Kind::Throttled);
        QCOMPARE(stepOf(*connector, batch, {}, answer(429, R"({"title":"Too Many Requests"})")).kind, Kind::Throttled);
        QCOMPARE(stepOf(*connector, batch, {}, answer(403, R"({"title":"Forbidden"})")).kind, Kind::Stop);
        QCOMPARE(stepOf(*connector, batch, {}, answer(401, R"({"title":"API Key Invalid"})")).kind, Kind::Stop);
        QCOMPARE(stepOf(*connector, batch, {}, answer(503)).kind, Kind::Again);
        QCOMPARE(stepOf(*connector, batch, {}, answer(200, "<html>Just a moment.</html>")).kind, Kind::Again);
    }
    const auto choosy = connectorTo(destinationOf(DeliveryWay::List, SyncMode::CreateOnly));
    QCOMPARE(stepOf(*choosy, urist(), {}, answer(200, "<html>Just a moment.</html>")).kind, Kind::Again);
    QCOMPARE(connector->endpoint(urist(), {}), connector->endpoint(urist(), Tag));
}

void MailchimpTest::keepsTheKeyToAuthorize()
{
    const auto connector = connectorTo(destinationOf(DeliveryWay::Profiles));
    HttpRequest request = connector->request(urist(), {});
    connector->authorize(request, "0123abc-us6", Instant{});
    QCOMPARE(request.headers, (std::vector<HttpHeader>{{"Content-Type", "application/json"},
                                                       {"Authorization", "Basic cGVyZW5uaWFsOjAxMjNhYmMtdXM2"}}));
}

void MailchimpTest::goesNowhereElse()
{
    Destination destination = destinationOf(DeliveryWay::Profiles);
    destination.account[QStringLiteral("audience")] = QStringLiteral("../a/b?c#d");
    const auto standIn = connectorTo(destination, {QUrl(QStringLiteral("http://127.0.0.1:8080")), {}});
    QCOMPARE(standIn->request(preparing(), {}).url.toEncoded(),
             "http://127.0.0.1:8080/3.0/lists/..%2Fa%2Fb%3Fc%23d?fields=id");
    for (const char *server : {"evil.example/#", "us6@evil", "evil.example", "us6\n", "-us6", "us 6"}) {
        destination.account[QStringLiteral("server")] = QString::fromLatin1(server);
        QVERIFY2(!makeConnector(destination, {}), server);
    }
    destination.account[QStringLiteral("server")] = QStringLiteral("us6");
    destination.fields = {{QStringLiteral("Email"), QStringLiteral("{{ Email }}")}};
    QVERIFY(!makeConnector(destination, {}));
}

QTEST_GUILESS_MAIN(MailchimpTest)
#include "tst_mailchimp.moc"
