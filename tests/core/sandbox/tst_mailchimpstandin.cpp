// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/mailchimp/mailchimpanswers.h"
#include "tests/core/sandbox/standintalk.h"

#include <QJsonArray>
#include <QTest>

using namespace perennial;

class MailchimpStandInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMemberIsMadeAndKept();
    void nobodyIsSubscribedAgain();
    void tagsComeAndGo();
    void manyAtOnceEachByThemselves();
    void refusesWhatItDoesNotTake_data();
    void refusesWhatItDoesNotTake();
    void takesTenRequestsAtOnce();
};

namespace {

QString memberPath(const QString &email)
{
    return QStringLiteral("/3.0/lists/a1b2c3d4e5/members/") + QString::fromStdString(mailchimpHash(email));
}

QByteArray memberBody(const QByteArray &email, const QByteArray &statusIfNew = "subscribed",
                      const QByteArray &more = {})
{
    return R"({"email_address":")" + email + R"(","status_if_new":")" + statusIfNew + '"' + more + '}';
}

} // namespace

void MailchimpStandInTest::aMemberIsMadeAndKept()
{
    StandInTalk there("mailchimp");
    const QString ana = memberPath(QStringLiteral("Ana@example.com"));
    QCOMPARE(there.ask("GET", ana).status, 404);
    QCOMPARE(there.ask("PATCH", ana, R"({"merge_fields":{"FNAME":"Ana"}})").status, 404);
    QCOMPARE(
        there
            .ask("PUT", ana,
                 memberBody("Ana@example.com", "transactional", R"(,"merge_fields":{"LTV":412.5,"FIRST_NAME_":"a"})"))
            .status,
        200);
    QCOMPARE(there.ask("PATCH", ana, R"({"merge_fields":{"FNAME":"Ana"}})").status, 200);
    const QJsonObject kept = toldBy(there.ask("GET", ana));
    QCOMPARE(kept[u"status"].toString(), QStringLiteral("transactional"));
    QCOMPARE(kept[u"merge_fields"].toObject(),
             (QJsonObject{{QStringLiteral("FNAME"), QStringLiteral("Ana")}, {QStringLiteral("LTV"), 412.5}}));
    QCOMPARE(there.ask("GET", ana + QStringLiteral("?fields=status,vip")).body,
             QByteArray(R"({"status":"transactional","vip":false})"));
    QCOMPARE(there.ledger().effects("ana@example.com", "LTV=412.5"), 1);
    QCOMPARE(there.ask("PUT", memberPath(QStringLiteral("bo@example.com")), memberBody("ana@example.com")).status, 400);
}

// Who unsubscribed, bounced or was archived stays so, whatever a request that says nothing of their status brings.
void MailchimpStandInTest::nobodyIsSubscribedAgain()
{
    StandInTalk there("mailchimp");
    const QString ana = memberPath(QStringLiteral("ana@example.com"));
    const auto status = [&] { return toldBy(there.ask("GET", ana))[u"status"].toString(); };
    for (const char *away : {"unsubscribed", "cleaned"}) {
        QCOMPARE(
            there
                .ask("PUT", ana, memberBody("ana@example.com", "subscribed", ",\"status\":\"" + QByteArray(away) + '"'))
                .status,
            200);
        QCOMPARE(there.ask("PUT", ana, memberBody("ana@example.com")).status, 200);
        QCOMPARE(status(), QString::fromLatin1(away));
        QCOMPARE(there.ask("PATCH", ana, R"({"status":"subscribed"})").status, 400);
    }
    QCOMPARE(there.ask("DELETE", ana).status, 204);
    QCOMPARE(there.ask("DELETE", ana).status, 405);
    QCOMPARE(there.ask("PUT", ana, memberBody("ana@example.com")).status, 200);
    QCOMPARE(status(), QStringLiteral("archived"));
}

void MailchimpStandInTest::tagsComeAndGo()
{
    StandInTalk there("mailchimp");
    const QString ana = memberPath(QStringLiteral("ana@example.com")), tags = ana + QStringLiteral("/tags");
    const QByteArray on = R"({"tags":[{"name":"VIP","status":"active"}]})";
    const QByteArray off = R"({"tags":[{"name":"VIP","status":"inactive"}]})";
    QCOMPARE(there.ask("POST", tags, on).status, 404);
    there.ask("PUT", ana, memberBody("ana@example.com"));
    for (const QByteArray &body : {on, on, off, off, on})
        QCOMPARE(there.ask("POST", tags, body).status, 204);
    QCOMPARE(there.ledger().effects("ana@example.com", "member+ VIP"), 2);
    QCOMPARE(there.ledger().effects("ana@example.com", "member- VIP"), 1);
    QCOMPARE(toldBy(there.ask("GET", ana))[u"tags_count"].toInt(), 1);
}

void MailchimpStandInTest::manyAtOnceEachByThemselves()
{
    StandInTalk there("mailchimp");
    const QString list = QStringLiteral("/3.0/lists/a1b2c3d4e5");
    there.ask("PUT", memberPath(QStringLiteral("ana@example.com")), memberBody("ana@example.com"));
    const QByteArray members = R"({"members":[{"email_address":"ana@example.com","status":"subscribed"},
        {"email_address":"bo@example.com","status":"subscribed"},{"email_address":"nobody","status":"subscribed"},
        {"email_address":"cy@example.com"}])";
    QJsonObject told = toldBy(there.ask("POST", list, members + '}'));
    QCOMPARE(told[u"total_created"].toInt(), 1);
    QCOMPARE(told[u"error_count"].toInt(), 3);
    QCOMPARE(told[u"errors"][0][u"error_code"].toString(), QStringLiteral("ERROR_CONTACT_EXISTS"));
    QCOMPARE(told[u"errors"][1][u"email_address"].toString(), QStringLiteral("nobody"));
    told = toldBy(there.ask("POST", list, members + R"(,"update_existing":true})"));
    QCOMPARE(told[u"total_updated"].toInt(), 2);
    QCOMPARE(told[u"error_count"].toInt(), 2);
    for (const int people : {500, 501}) {
        const QByteArrayList all(people, R"({"email_address":"ana@example.com","status":"subscribed"})");
        QCOMPARE(there.ask("POST", list, R"({"members":[)" + all.join(',') + "]}").status, people == 500 ? 200 : 400);
    }
}

void MailchimpStandInTest::refusesWhatItDoesNotTake_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray long255(255, 'x');
    const auto merge = [](const QByteArray &fields) {
        return memberBody("ana@example.com", "subscribed", R"(,"merge_fields":)" + fields);
    };
    QTest::newRow("good") << merge(R"({"FNAME":"Ana"})") << 200;
    QTest::newRow("no address") << memberBody("ana") << 400;
    QTest::newRow("no such status") << memberBody("ana@example.com", "active") << 400;
    QTest::newRow("an unknown key") << memberBody("ana@example.com", "subscribed", R"(,"tags":["VIP"])") << 400;
    QTest::newRow("255 bytes") << merge(R"({"FNAME":")" + long255 + "\"}") << 200;
    QTest::newRow("256 bytes") << merge(R"({"FNAME":"x)" + long255 + "\"}") << 400;
    QTest::newRow("yes") << merge(R"({"FNAME":true})") << 400;
    QTest::newRow("a list") << merge(R"({"FNAME":["a"]})") << 400;
}

void MailchimpStandInTest::refusesWhatItDoesNotTake()
{
    QFETCH(const QByteArray, body);
    StandInTalk there("mailchimp");
    const QString email = toldBy({200, {}, body, {}, {}})[u"email_address"].toString();
    const HttpResponse answer = there.ask("PUT", memberPath(email), body);
    QTEST(answer.status, "status");
    if (answer.status != 200)
        QCOMPARE(answer.header("Content-Type"), QByteArray("application/problem+json"));
    QCOMPARE(there.ask("GET", QStringLiteral("/3.0/lists/A1-b")).status, 404);
    QCOMPARE(there.ask("PUT", memberPath(email), body, {{"Authorization", "Basic YW55Om5v"}}).status, 401);
    QCOMPARE(there
                 .ask("PUT", memberPath(email), body,
                      {{"Authorization", "Basic " + QByteArray("any:sandbox-key").toBase64()}})
                 .status,
             answer.status);
}

// As the server counts them: each is begun before it is received.
void MailchimpStandInTest::takesTenRequestsAtOnce()
{
    Reception there(makeStandInPlatform(QStringLiteral("mailchimp")), {});
    const ReceivedRequest request{
        0, "GET", QStringLiteral("/3.0/lists/a1b2c3d4e5"), {}, {{"Authorization", "Bearer sandbox-key"}}, {}};
    const auto ask = [&] {
        there.began();
        return there.receive(request).response;
    };
    for (int i = 0; i < 10; ++i)
        QCOMPARE(ask().status, 200);
    const HttpResponse eleventh = ask();
    QCOMPARE(eleventh.status, 429);
    QCOMPARE(eleventh.header("Retry-After"), QByteArray());
    QCOMPARE(toldBy(eleventh)[u"title"].toString(), QStringLiteral("Too Many Requests"));
    there.ended();
    there.ended();
    QCOMPARE(ask().status, 200);
}

QTEST_GUILESS_MAIN(MailchimpStandInTest)
#include "tst_mailchimpstandin.moc"
