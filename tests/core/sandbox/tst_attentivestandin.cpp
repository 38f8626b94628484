// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sandbox/standintalk.h"

#include <QJsonArray>
#include <QTest>

using namespace perennial;

namespace {

const QString Events = QStringLiteral("/v1/events/custom");
const QString Attributes = QStringLiteral("/v1/attributes/custom");
const QString Unsubscribe = QStringLiteral("/v1/subscriptions/unsubscribe");

} // namespace

// What the stand-in of Attentive takes, and what it tells of it.
class AttentiveStandInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNotPublished_data();
    void refusesWhatIsNotPublished();
    void anEventOfAKnownIdHappensOnce();
    void attributesSayWhatIs();
    void unsubscribesByTheChannelsAddress();
    void endsEverySubscriptionWhereNoneIsNamed();
    void ratesAreThosePublished();
};

void AttentiveStandInTest::refusesWhatIsNotPublished_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QString &path, const char *body, int status) {
        QTest::newRow(name) << path << QByteArray(body) << status;
    };
    row("an event", Events, R"({"type":"Joined","user":{"email":"ana@example.com"}})", 200);
    row("of nobody", Events, R"({"type":"Joined","user":{}})", 400);
    row("of no type", Events, R"({"user":{"email":"ana@example.com"}})", 400);
    row("a type in brackets", Events, R"({"type":"Joined [1]","user":{"email":"ana@example.com"}})", 400);
    row("a property in brackets", Events,
        R"({"type":"Joined","properties":{"a[1]":2},"user":{"email":"ana@example.com"}})", 400);
    row("a national phone", Events, R"({"type":"Joined","user":{"phone":"015112345678"}})", 400);
    row("no address", Events, R"({"type":"Joined","user":{"email":"ana"}})", 400);
    row("another key", Events, R"({"type":"Joined","users":{},"user":{"email":"ana@example.com"}})", 400);
    row("an attribute", Attributes, R"({"properties":{"in":true},"user":{"phone":"+4915112345678"}})", 200);
    row("none", Attributes, R"({"properties":{},"user":{"phone":"+4915112345678"}})", 400);
    row("a list", Attributes, R"({"properties":{"in":[1]},"user":{"phone":"+4915112345678"}})", 400);
    row("an unsubscribed person", Unsubscribe, R"({"user":{"email":"ana@example.com"}})", 202);
    row("from something else", Unsubscribe,
        R"({"user":{"email":"ana@example.com"},"subscriptions":[{"type":"NEWS","channel":"EMAIL"}]})", 400);
    row("elsewhere", QStringLiteral("/v1/events"), "{}", 404);
}

void AttentiveStandInTest::refusesWhatIsNotPublished()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, body);
    StandInTalk there("attentive");
    const HttpResponse answer = there.ask("POST", path, body);
    QTEST(answer.status, "status");
    QCOMPARE(there.ledger().contacts() > 0, answer.status < 300);
    QCOMPARE(there.ask("POST", path, body, {{"Authorization", "Bearer other"}}).status, 401);
    QCOMPARE(there.ask("POST", path, body, {{"Content-Type", "text/plain"}}).status, answer.status == 404 ? 404 : 415);
}

void AttentiveStandInTest::anEventOfAKnownIdHappensOnce()
{
    StandInTalk there("attentive");
    const auto event = [&](const char *id) {
        return there
            .ask("POST", Events,
                 R"({"type":"Joined","properties":{"city":"Ulm"},"user":{"email":"Ana@Example.com"},)"
                 R"("externalEventId":")" +
                     QByteArray(id) + R"("})")
            .status;
    };
    QCOMPARE(event("1"), 200);
    QCOMPARE(event("1"), 200);
    QCOMPARE(event("2"), 200);
    const std::vector<LedgerEntry> entries = there.ledger().entries("ana@example.com");
    QVERIFY(std::ranges::find(entries, LedgerEntry{"ana@example.com", "event Joined", "1", 1, 1}) != entries.end());
    QVERIFY(std::ranges::find(entries, LedgerEntry{"ana@example.com", "event Joined", "2", 1, 0}) != entries.end());
    QCOMPARE(there.ledger().effects("ana@example.com", "city=\"Ulm\""), 1);
}

void AttentiveStandInTest::attributesSayWhatIs()
{
    StandInTalk there("attentive");
    for (const char *value : {"true", "true", "false", "true"})
        QCOMPARE(there
                     .ask("POST", Attributes,
                          R"({"properties":{"in":)" + QByteArray(value) + R"(},"user":{"email":"ana@example.com"}})")
                     .status,
                 200);
    QCOMPARE(there.ledger().effects("ana@example.com", "in=true"), 2);
    QCOMPARE(there.ledger().effects("ana@example.com", "in=false"), 1);
}

void AttentiveStandInTest::unsubscribesByTheChannelsAddress()
{
    StandInTalk there("attentive");
    const QByteArray both = R"({"user":{"email":"ana@example.com","phone":"+4915112345678"},"subscriptions":)"
                            R"([{"type":"MARKETING","channel":"TEXT"},{"type":"MARKETING","channel":"EMAIL"}]})";
    const auto states = [&] {
        QStringList found;
        for (const QJsonValue &one :
             toldBy(there.ask("POST", Unsubscribe, both))[QLatin1String("subscriptionResponses")].toArray())
            found.append(one[QLatin1String("subscriptionUnsubscribeStatus")].toString());
        return found;
    };
    QCOMPARE(states(), QStringList(2, QStringLiteral("NEWLY_UNSUBSCRIBED")));
    QCOMPARE(states(), QStringList(2, QStringLiteral("PREVIOUSLY_UNSUBSCRIBED")));
    QCOMPARE(there.ledger().effects("+4915112345678", "unsubscribed MARKETING TEXT"), 1);
    QCOMPARE(there.ledger().effects("ana@example.com", "unsubscribed MARKETING EMAIL"), 1);
    QCOMPARE(there.ledger().effects("+4915112345678", "message"), 2); // each time, for nothing was said against it
    QByteArray quiet = both;
    quiet.replace("]}", R"(],"notification":{"disabled":true}})");
    QCOMPARE(there.ask("POST", Unsubscribe, quiet).status, 202);
    QCOMPARE(there.ledger().effects("+4915112345678", "message"), 2);
}

void AttentiveStandInTest::endsEverySubscriptionWhereNoneIsNamed()
{
    StandInTalk there("attentive");
    const HttpResponse answer = there.ask("POST", Unsubscribe, R"({"user":{"email":"ana@example.com"}})");
    QCOMPARE(toldBy(answer)[QLatin1String("subscriptionResponses")].toArray().size(), 3);
    QCOMPARE(there.ledger().effects("ana@example.com", "unsubscribed TRANSACTIONAL EMAIL"), 1);
}

void AttentiveStandInTest::ratesAreThosePublished()
{
    StandInTalk there("attentive");
    const QByteArray person = R"({"type":"Joined","user":{"email":"ana@example.com"}})";
    QCOMPARE(there.ask("POST", Events, person).header("x-ratelimit-remaining"), QByteArray("149"));
    for (int i = 1; i < 150; ++i)
        QCOMPARE(there.ask("POST", Events, person).status, 200);
    const HttpResponse refused = there.ask("POST", Events, person);
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.header("Retry-After"), QByteArray("1"));
    for (int i = 0; i < 6; ++i) // counts by itself
        QCOMPARE(there.ask("POST", Unsubscribe, R"({"user":{"email":"ana@example.com"}})").status, i < 5 ? 202 : 429);
    there.now += std::chrono::seconds(1);
    QCOMPARE(there.ask("POST", Events, person).status, 200);
}

QTEST_GUILESS_MAIN(AttentiveStandInTest)
#include "tst_attentivestandin.moc"
