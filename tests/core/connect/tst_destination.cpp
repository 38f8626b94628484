// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"

#include <QTest>

using namespace perennial;

class DestinationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatItReads();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void tellsWhatIsMissing();
    void tellsWhatCannotBeDone();
    void everyKindCanBeFilledIn();

private:
    static Destination mailList()
    {
        Destination made;
        made.name = QStringLiteral("Win-back mail");
        made.way = DeliveryWay::List;
        made.account = {{QStringLiteral("list"), QStringLiteral("Win-back")}};
        made.source = {AudienceKind::Segment, QStringLiteral("Win back")};
        made.mode = SyncMode::Mirror;
        return made;
    }
};

void DestinationTest::writesWhatItReads()
{
    Destination made = mailList();
    made.leavers = Leavers::TakeOut;
    made.fields = {{QStringLiteral("first_name"), QStringLiteral("{{ First Name }}")}};
    made.channel = ExportChannel::EmailOrSms;
    made.exclusions = {{AudienceKind::List, QStringLiteral("Staff")}, {AudienceKind::Segment, QStringLiteral("VIP")}};
    made.guardsApply = false;
    made.priority = 3;
    made.askAboveShare = 0.5;
    made.consentSource = QStringLiteral("Shop checkout");
    made.schedule = QStringLiteral("daily 10:00 Europe/London");
    made.sandbox = true;
    made.paused = true;
    const auto read = Destination::fromJson(made.toJson());
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(*read, made);
}

void DestinationTest::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    QTest::newRow("a misspelt guard") << QByteArray(R"({"name":"A","kind":"klaviyo","gards":false})") << "/gards";
    QTest::newRow("another platform") << QByteArray(R"({"kind":"fax"})") << "/kind";
    QTest::newRow("another mode") << QByteArray(R"({"mode":"replace"})") << "/mode";
    QTest::newRow("a share above one") << QByteArray(R"({"ask_above":30})") << "/ask_above";
    QTest::newRow("a number for a word") << QByteArray(R"({"schedule":5})") << "/schedule";
    QTest::newRow("two audiences") << QByteArray(R"({"audience":{"segment":"A","list":"B"}})") << "/audience";
    QTest::newRow("a field without text") << QByteArray(R"({"fields":[{"to":"a"}]})") << "/fields/0";
    QTest::newRow("an excluded number") << QByteArray(R"({"exclude":[{"list":1}]})") << "/exclude/0";
    QTest::newRow("an account of numbers") << QByteArray(R"({"account":{"list":1}})") << "/account/list";
    QTest::newRow("an exclusion that is no list") << QByteArray(R"({"exclude":"Staff"})") << "/exclude";
    QTest::newRow("fields that are no list") << QByteArray(R"({"fields":{"a":"b"}})") << "/fields";
    QTest::newRow("half a priority") << QByteArray(R"({"priority":1.5})") << "/priority";
    QTest::newRow("people without a name") << QByteArray(R"({"audience":{"list":" "}})") << "/audience";
    QTest::newRow("no object") << QByteArray("[]") << "";
}

void DestinationTest::refusesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, where);
    const auto read = Destination::fromJson(text);
    QVERIFY(!read);
    QCOMPARE(read.error().where, where);
    QVERIFY(!read.error().message.isEmpty());
}

void DestinationTest::tellsWhatIsMissing()
{
    QCOMPARE(problemsOf(mailList()), QStringList());
    Destination unfinished = mailList();
    unfinished.name.clear();
    unfinished.source.name.clear();
    unfinished.account.clear();
    QCOMPARE(problemsOf(unfinished).size(), 3);
    Destination elsewhere;
    elsewhere.name = QStringLiteral("Hook");
    elsewhere.kind = DestinationKind::Webhook;
    elsewhere.way = DeliveryWay::Event;
    elsewhere.source = mailList().source;
    elsewhere.account = {{QStringLiteral("url"), QStringLiteral("https://ada:secret@example.com/hook")}};
    QCOMPARE(problemsOf(elsewhere).size(), 1);
    QVERIFY(!problemsOf(elsewhere).front().contains(QStringLiteral("secret")));
    elsewhere.account[QStringLiteral("url")] = QStringLiteral("ftp://example.com");
    QCOMPARE(problemsOf(elsewhere).size(), 1);
    elsewhere.account = {{QStringLiteral("url"), QStringLiteral("https://example.com/hook")},
                         {QStringLiteral("rows"), QStringLiteral("5000")}};
    QCOMPARE(problemsOf(elsewhere).size(), 1);
}

void DestinationTest::tellsWhatCannotBeDone()
{
    Destination events = mailList();
    events.way = DeliveryWay::Event;
    events.account = {{QStringLiteral("event"), QStringLiteral("Entered win-back")}};
    QCOMPARE(problemsOf(events).size(), 1); // events cannot mirror
    events.mode = SyncMode::Append;
    QCOMPARE(problemsOf(events), QStringList());
    events.leavers = Leavers::TakeOut;
    QCOMPARE(problemsOf(events).size(), 1);
    Destination twice = mailList();
    twice.fields = {{QStringLiteral("city"), QStringLiteral("{{ City }}")},
                    {QStringLiteral("city"), QStringLiteral("{{ City")}};
    QCOMPARE(problemsOf(twice).size(), 2);
    Destination meta = mailList();
    meta.kind = DestinationKind::Meta;
    meta.account = {{QStringLiteral("account"), QStringLiteral("1")}, {QStringLiteral("list"), QStringLiteral("A")}};
    meta.fields = {{QStringLiteral("SHOE_SIZE"), QStringLiteral("44")}};
    QCOMPARE(problemsOf(meta).size(), 1);
}

void DestinationTest::everyKindCanBeFilledIn()
{
    for (const KindInfo &info : destinationKinds()) {
        QCOMPARE(kindOf(info.id), std::optional(info.kind));
        for (const WayInfo &way : info.ways) {
            Destination made = mailList();
            made.kind = info.kind;
            made.way = way.way;
            made.mode = way.modes.front();
            made.account.clear();
            for (const AccountField &field : info.account)
                if (way.account.contains(field.id))
                    made.account.insert(field.id, field.example);
            for (const TargetField &field : info.fields)
                if (!field.suggestion.isEmpty())
                    made.fields.push_back({field.name, field.suggestion});
            QVERIFY2(problemsOf(made).isEmpty(), qPrintable(info.id + ": " + problemsOf(made).join(u' ')));
            QCOMPARE(Destination::fromJson(made.toJson()).value(), made);
        }
    }
}

QTEST_GUILESS_MAIN(DestinationTest)
#include "tst_destination.moc"
