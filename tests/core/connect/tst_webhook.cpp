// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "tests/core/connect/connectortalk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace perennial;

// What a webhook's receiver is told, as Perennial writes it and as templates make of it.
class WebhookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutTemplatesAsItWasAlways();
    void aBodyOfOnesOwn();
    void aRequestForOnePerson();
    void noValueEndsTheStringItStandsIn();
    void whoLeavesIsToldByIdentifiersAlone();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();

private:
    [[nodiscard]] static Destination hook(const char *body = "", const char *person = "", const char *rows = "")
    {
        Destination made;
        made.name = QStringLiteral("Hook");
        made.kind = DestinationKind::Webhook;
        made.way = DeliveryWay::Event;
        made.source = {AudienceKind::List, QStringLiteral("Win \"back\"")};
        made.account = {{QStringLiteral("url"), QStringLiteral("https://example.com/hook")}};
        for (const auto &[key, text] : {std::pair("body", body), std::pair("person", person), std::pair("rows", rows)})
            if (*text)
                made.account.insert(QLatin1String(key), QString::fromUtf8(text));
        made.fields = {{QStringLiteral("first_name"), QStringLiteral("{{ First Name }}")},
                       {QStringLiteral("spent"), QStringLiteral("{{ Order value }}")},
                       {QStringLiteral("tags"), QStringLiteral("{{ Tags }}")}};
        return made;
    }
    [[nodiscard]] static QByteArray sent(const Destination &destination, std::vector<PushRow> rows,
                                         RowOp op = RowOp::Add)
    {
        return connectorTo(destination)->request(batchOf(std::move(rows), op), {}).body;
    }
    [[nodiscard]] static PushRow ada()
    {
        return person(7, "ada@example.com", {},
                      {std::string("Ada"), 12.5, QStringList{QStringLiteral("a"), QStringLiteral("b \"c\"")}});
    }
};

void WebhookTest::withoutTemplatesAsItWasAlways()
{
    const QByteArray expected(
        R"({"type":"audience.joined","timestamp":"1970-01-01T00:00:00Z","data":{"audience":)"
        R"("Win \"back\"","people":[{"id":"7","email":"ada@example.com","fields":{"first_name":"Ada",)"
        R"("spent":12.5,"tags":["a","b \"c\""]}}]}})");
    QCOMPARE(sent(hook(), {ada()}), expected);
}

void WebhookTest::aBodyOfOnesOwn()
{
    const Destination made =
        hook(R"( {"b": 1, "a": "{{event}} of {{ audience }}", "at": "{{ timestamp }}", "contacts": "{{ people }}"} )",
             R"({"mail": "{{ email }}", "call": "{{ phone }}", "hi": "Hi {{ first_name }}, {{ spent }}: {{ tags }}.", )"
             R"("spent": "{{ spent }}", "tags": "{{ tags }}"})");
    QCOMPARE(problemsOf(made), QStringList());
    const QByteArray expected(
        R"({"b": 1, "a": "audience.joined of Win \"back\"", "at": "1970-01-01T00:00:00Z", "contacts": [)"
        R"({"mail": "ada@example.com", "call": null, "hi": "Hi Ada, 12.5: a, b \"c\".", "spent": 12.5, )"
        R"("tags": ["a","b \"c\""]},)"
        R"({"mail": "bo@example.com", "call": null, "hi": "Hi , : .", "spent": null, "tags": null}]})");
    QCOMPARE(sent(made, {ada(), person(8, "bo@example.com")}), expected);
}

void WebhookTest::aRequestForOnePerson()
{
    const Destination made = hook(R"("{{ person }}")", R"({"email": "{{ email }}", "id": "{{ id }}"})", "1");
    QCOMPARE(problemsOf(made), QStringList());
    QCOMPARE(connectorTo(made)->limits(RowOp::Add).rows, 1);
    const QByteArray expected(R"({"email": "ada@example.com", "id": "7"})");
    QCOMPARE(sent(made, {ada()}), expected);
}

void WebhookTest::noValueEndsTheStringItStandsIn()
{
    const Destination made =
        hook(R"({"p": "{{ people }}"})", R"({"n": "{{ first_name }}", "t": "- {{ first_name }} -"})");
    for (const char *name : {R"(", "admin": true, "x": ")", "a\nb\tc", "{{ email }}", "back\\slash", "😀 é", "\xff"}) {
        const QByteArray body = sent(made, {person(1, "a@example.com", {}, {std::string(name)})});
        const QJsonObject one = QJsonDocument::fromJson(body).object()[u"p"].toArray().at(0).toObject();
        QCOMPARE(one.size(), 2);
        QCOMPARE(one[u"n"].toString(), QString::fromUtf8(name));
        QCOMPARE(one[u"t"].toString(), QStringLiteral("- %1 -").arg(QString::fromUtf8(name)));
    }
}

void WebhookTest::whoLeavesIsToldByIdentifiersAlone()
{
    const Destination made =
        hook(R"({"e": "{{ event }}", "p": "{{ people }}"})", R"({"mail": "{{ email }}", "name": "{{ first_name }}"})");
    const QByteArray expected(R"({"e": "audience.left", "p": [{"mail": "ada@example.com", "name": null}]})");
    QCOMPARE(sent(made, {ada()}, RowOp::TakeOut), expected);
}

void WebhookTest::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("person");
    QTest::addColumn<QString>("problem");
    QTest::newRow("no JSON") << QByteArray("{people}") << QByteArray() << QStringLiteral("no JSON");
    QTest::newRow("two values") << QByteArray(R"("{{ people }}", 2)") << QByteArray() << QStringLiteral("no JSON");
    QTest::newRow("nobody") << QByteArray(R"({"a": "{{ event }}"})") << QByteArray()
                            << QStringLiteral("asks for nobody");
    QTest::newRow("beside others") << QByteArray(R"({"a": "x {{ people }}"})") << QByteArray()
                                   << QStringLiteral("nothing else may stand");
    QTest::newRow("one of many") << QByteArray(R"({"a": "{{ person }}"})") << QByteArray()
                                 << QStringLiteral("“{{ person }}”, which is not known");
    QTest::newRow("as a key") << QByteArray(R"({"{{ event }}": "{{ people }}"})") << QByteArray()
                              << QStringLiteral("in the name of a value");
    QTest::newRow("a line break") << QByteArray("{\"a\": \"x\ny\", \"b\": \"{{ people }}\"}") << QByteArray()
                                  << QStringLiteral("holds a line break");
    QTest::newRow("open") << QByteArray(R"({"a": "{{ people"})") << QByteArray() << QStringLiteral("not closed");
    QTest::newRow("no such field") << QByteArray() << QByteArray(R"({"a": "{{ birthday }}"})")
                                   << QStringLiteral("“{{ birthday }}”, which is not known");
}

void WebhookTest::whatIsWrongIsSaid()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, person);
    QFETCH(QString, problem);
    const QStringList problems = problemsOf(hook(body.constData(), person.constData()));
    QVERIFY2(!problems.isEmpty() && problems.front().contains(problem), qPrintable(problems.join(u'\n')));
}

QTEST_GUILESS_MAIN(WebhookTest)
#include "tst_webhook.moc"
