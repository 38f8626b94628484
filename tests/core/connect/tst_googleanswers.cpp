// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/connect/googlesample.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace perennial;
using Kind = BatchStep::Kind;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

HttpResponse status(const QByteArray &word, const QByteArray &counts = {})
{
    return answer(200, R"({"requestStatusPerDestination":[{"requestStatus":")" + word +
                           R"(","errorInfo":{"errorCounts":[)" + counts + "]}}]}");
}

QByteArray count(int rows, const QByteArray &reason)
{
    return R"({"recordCount":")" + QByteArray::number(rows) + R"(","reason":"PROCESSING_ERROR_REASON_)" + reason +
           R"("})";
}

HttpResponse refusal(const QByteArray &violations)
{
    return answer(400, R"({"error":{"code":400,"message":"There was a problem with the request.",
        "status":"INVALID_ARGUMENT","details":[
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"INVALID_ARGUMENT"},
        {"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[)" +
                           violations + "]}]}}");
}

QByteArray violation(const QByteArray &field, const QByteArray &why)
{
    return R"({"field":")" + field + R"(","description":")" + why + R"("})";
}

// Asked after, once it was uploaded.
Talk uploaded(const Connector &connector, const PushBatch &batch, const Talk &before = {})
{
    return stepOf(connector, batch, before, answer(200, R"({"requestId":"r+1"})")).next;
}

std::vector<size_t> failed(const BatchStep &step)
{
    std::vector<size_t> places;
    for (const RowOutcome &row : step.rows)
        if (row.verdict == RowVerdict::Failed)
            places.push_back(row.place);
    return places;
}

} // namespace

class GoogleAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksWhatCameOfIt();
    void uploadsAgainWhatGoogleForgot();
    void looksForWhomGoogleDoesNotName();
    void saysWhyGoogleRefused();
    void goesOnWithoutThoseWhomGoogleNames();
    void stopsWhereNoPeopleWouldHelp();
    void readsWhatAnyPlatformSays();
    void leavesOutWhoHasNoAddress();
    void neverFillsANewListInsteadOfADeletedOne();
};

void GoogleAnswersTest::asksWhatCameOfIt()
{
    const auto connector = connectorOf(destinationOf());
    const PushBatch batch = people(2);
    const BatchStep taken = stepOf(*connector, batch, {}, answer(200, R"({"requestId":"r+1"})"));
    QCOMPARE(taken.kind, Kind::Next);
    QCOMPARE(taken.wait, seconds(5));
    QVERIFY(connector->needsRows({}));
    QVERIFY(!connector->needsRows(taken.next));
    const PushBatch withoutRows = batchOf({});
    QCOMPARE(written(connector->request(withoutRows, taken.next)),
             QByteArray("GET https://datamanager.googleapis.com/v1/requestStatus:retrieve?requestId=r%2B1"));
    BatchStep step = taken;
    for (int polls = 0; polls < 10; ++polls)
        step = stepOf(*connector, withoutRows, step.next, status("PROCESSING"));
    QCOMPARE(step.kind, Kind::Next);
    QCOMPARE(step.wait, minutes(5));
    const BatchStep done = stepOf(*connector, withoutRows, step.next, status("SUCCESS"));
    QCOMPARE(done.kind, Kind::Done);
    QVERIFY(done.rows.empty());
    for (int polls = 0; polls < 300 && step.kind == Kind::Next; ++polls)
        step = stepOf(*connector, withoutRows, step.next, status("REQUEST_STATUS_UNKNOWN"));
    QCOMPARE(step.kind, Kind::Stop);
    // Whoever starts the run again asks on.
    const Talk again = connector->afterCrash(withoutRows, taken.next);
    QCOMPARE(connector->request(withoutRows, again), connector->request(withoutRows, taken.next));
}

void GoogleAnswersTest::uploadsAgainWhatGoogleForgot()
{
    const auto connector = connectorOf(destinationOf());
    const PushBatch batch = people(2);
    BatchStep step;
    step.next = uploaded(*connector, batch);
    for (int asked = 0; asked < 9 && !connector->needsRows(step.next); ++asked)
        step = stepOf(*connector, batch, step.next, answer(404));
    QCOMPARE(step.kind, Kind::Next);
    QVERIFY(step.next.stage != QString());
    QCOMPARE(connector->request(batch, step.next), connector->request(batch, {}));
    const Talk second = uploaded(*connector, batch, step.next);
    QVERIFY(!connector->needsRows(stepOf(*connector, batch, second, answer(404)).next));
}

void GoogleAnswersTest::looksForWhomGoogleDoesNotName()
{
    const auto connector = connectorOf(destinationOf());
    const auto step = [&](int rows, const HttpResponse &response) {
        return stepOf(*connector, batchOf({}), uploaded(*connector, people(rows)), response);
    };
    QCOMPARE(step(4, status("PARTIAL_SUCCESS", count(1, "INVALID_FORMAT"))).kind, Kind::Split);
    QCOMPARE(step(4, status("PARTIAL_SUCCESS")).kind, Kind::Split);
    QCOMPARE(failed(step(1, status("PARTIAL_SUCCESS"))), std::vector<size_t>{0});
    QCOMPARE(failed(step(3, status("FAILED", count(3, "DENIED_CONSENT")))), (std::vector<size_t>{0, 1, 2}));
    QCOMPARE(step(3000, status("PARTIAL_SUCCESS", count(2000, "NO_CONSENT"))).kind, Kind::Stop);
}

void GoogleAnswersTest::saysWhyGoogleRefused()
{
    const auto connector = connectorOf(destinationOf());
    const PushBatch batch = people(2);
    const Talk talk = uploaded(*connector, batch);
    const auto why = [&](const QByteArray &reason) {
        return stepOf(*connector, batch, talk, status("FAILED", count(2, reason))).rows.front().reason;
    };
    QVERIFY(why("NO_CONSENT").contains(QStringLiteral("consent")));
    QCOMPARE(why("INVALID_FORMAT"), QStringLiteral("Google refused it: invalid format"));
    QCOMPARE(stepOf(*connector, batch, talk,
                    status("FAILED", count(2, "DESTINATION_ACCOUNT_ENHANCED_CONVERSIONS_TERMS_NOT_SIGNED")))
                 .kind,
             Kind::Stop);
    const BatchStep anew = stepOf(*connector, batch, talk, status("FAILED", count(2, "INTERNAL_ERROR")));
    QCOMPARE(anew.kind, Kind::Next);
    QCOMPARE(connector->request(batch, anew.next), connector->request(batch, {}));
}

void GoogleAnswersTest::goesOnWithoutThoseWhomGoogleNames()
{
    const auto connector = connectorOf(destinationOf());
    const PushBatch batch = people(4);
    const BatchStep second =
        stepOf(*connector, batch, {},
               refusal(violation("audience_members.audience_members[1].user_data.user_identifiers[0].address",
                                 "Postal code is not valid.")));
    QCOMPARE(second.kind, Kind::Next);
    PushBatch others = batch;
    others.rows.erase(others.rows.begin() + 1);
    QCOMPARE(connector->request(batch, second.next), connector->request(others, {}));
    // Counted among those who were sent: the fourth person is the third.
    const BatchStep third =
        stepOf(*connector, batch, second.next, refusal(violation("audienceMembers[2].userData", "Malformed.")));
    const BatchStep step = stepOf(*connector, batchOf({}), uploaded(*connector, batch, third.next), status("SUCCESS"));
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(failed(step), (std::vector<size_t>{1, 3}));
    QVERIFY(step.rows.front().reason.contains(QStringLiteral("Postal code is not valid.")));
    QCOMPARE(step.rows.front().status, 400);
    // Nobody is left.
    const BatchStep none = stepOf(*connector, people(1), {}, refusal(violation("audience_members[0]", "Malformed.")));
    QCOMPARE(none.kind, Kind::Done);
    QCOMPARE(failed(none), std::vector<size_t>{0});
    QCOMPARE(stepOf(*connector, batch, {}, refusal({})).kind, Kind::Split);
}

void GoogleAnswersTest::stopsWhereNoPeopleWouldHelp()
{
    const auto connector = connectorOf(destinationOf());
    const BatchStep list = stepOf(*connector, people(2), {},
                                  refusal(violation("destinations[0].product_destination_id", "No such list.")));
    QCOMPARE(list.kind, Kind::Stop);
    QVERIFY(list.reason.contains(QStringLiteral("No such list.")));
    const BatchStep terms = stepOf(
        *connector, people(2), {},
        answer(
            400,
            R"({"error":{"code":400,"message":"Terms.","details":[{"reason":"TERMS_AND_CONDITIONS_NOT_SIGNED"}]}})"));
    QCOMPARE(terms.kind, Kind::Stop);
    QCOMPARE(stepOf(*connector, preparing(), Make, refusal(violation("user_list.display_name", "Taken."))).kind,
             Kind::Stop);
}

void GoogleAnswersTest::readsWhatAnyPlatformSays()
{
    const auto connector = connectorOf(destinationOf());
    QCOMPARE(stepOf(*connector, people(2), {}, answer(429)).kind, Kind::Throttled);
    QCOMPARE(stepOf(*connector, people(2), {}, answer(503)).kind, Kind::Again);
    QCOMPARE(stepOf(*connector, people(2), {}, answer(401)).kind, Kind::Stop);
    QCOMPARE(stepOf(*connector, people(2), {}, answer(403)).kind, Kind::Stop);
    QCOMPARE(stepOf(*connector, people(2), {}, answer(200, "<html>")).kind, Kind::Again);
    QCOMPARE(stepOf(*connector, people(2), uploaded(*connector, people(2)), answer(200, "<html>")).kind, Kind::Again);
}

void GoogleAnswersTest::leavesOutWhoHasNoAddress()
{
    const auto connector = connectorOf(destinationOf(ExportChannel::Sms));
    const PushBatch batch = batchOf({person(1, "", "0"), person(2, "", "+14155550100")});
    const QJsonDocument body = QJsonDocument::fromJson(connector->request(batch, {}).body);
    QCOMPARE(body["audienceMembers"].toArray().size(), 1);
    const BatchStep step = stepOf(*connector, batch, uploaded(*connector, batch), status("SUCCESS"));
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(step.rows, (std::vector<RowOutcome>{{0, RowVerdict::Skipped, 0, QStringLiteral("no-identifier")}}));
}

void GoogleAnswersTest::neverFillsANewListInsteadOfADeletedOne()
{
    const auto connector = connectorOf(destinationOf());
    QVERIFY(!connector->wantsPrepare());
    QCOMPARE(stepOf(*connector, people(2), {}, answer(404)).kind, Kind::Stop);
}

QTEST_GUILESS_MAIN(GoogleAnswersTest)
#include "tst_googleanswers.moc"
