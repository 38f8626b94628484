// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sandbox/standintalk.h"

#include <QJsonArray>
#include <QTest>

using namespace perennial;
using namespace std::chrono_literals;

class HubSpotStandInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contactsAreMadeFoundAndUpdated();
    void aBatchSaysWhoFailed();
    void refusesWholeBatches_data();
    void refusesWholeBatches();
    void aListIsFoundALittleLater();
    void membersComeAndGo();
    void ratesAreToldAndKept();
};

namespace {

const QString Contacts = QStringLiteral("/crm/v3/objects/contacts/batch/");
const QString Lists = QStringLiteral("/crm/v3/lists");

QByteArray input(const QByteArray &email, const QByteArray &trace = "0", const QByteArray &properties = "{}")
{
    return "{\"id\":\"" + email + "\",\"idProperty\":\"email\",\"objectWriteTraceId\":\"" + trace +
           "\",\"properties\":" + properties + '}';
}

QByteArray inputs(const QByteArrayList &all)
{
    return "{\"inputs\":[" + all.join(',') + "]}";
}

QByteArray reading(const QByteArray &email)
{
    return "{\"properties\":[\"email\",\"city\"],\"propertiesWithHistory\":[],\"idProperty\":\"email\",\"inputs\":[{"
           "\"id\":\"" +
           email + "\"}]}";
}

QByteArray listOf(const QByteArray &name, const QByteArray &type = "MANUAL")
{
    return "{\"name\":\"" + name + "\",\"objectTypeId\":\"0-1\",\"processingType\":\"" + type + "\"}";
}

const QByteArray Search = "{\"query\":\"win\",\"offset\":0,\"count\":500,\"additionalProperties\":[]}";

} // namespace

void HubSpotStandInTest::contactsAreMadeFoundAndUpdated()
{
    StandInTalk there("hubspot");
    const QByteArray ulm = "{\"city\":\"Ulm\"}";
    QJsonObject told =
        toldBy(there.ask("POST", Contacts + QStringLiteral("upsert"), inputs({input("Ana@example.com", "7", ulm)})));
    const QJsonValue made = told[u"results"][0];
    QCOMPARE(made[u"new"], QJsonValue(true));
    QCOMPARE(made[u"objectWriteTraceId"].toString(), QStringLiteral("7"));
    told = toldBy(there.ask("POST", Contacts + QStringLiteral("upsert"), inputs({input("ana@example.com")})));
    QCOMPARE(told[u"results"][0][u"new"], QJsonValue(false));
    const QByteArray id = made[u"id"].toString().toLatin1();
    QCOMPARE(there
                 .ask("POST", Contacts + QStringLiteral("update"),
                      inputs({"{\"id\":\"" + id + "\",\"properties\":{\"city\":\"Bonn\"}}"}))
                 .status,
             200);
    told = toldBy(there.ask("POST", Contacts + QStringLiteral("read"), reading("ana@example.com")));
    QCOMPARE(told[u"results"][0][u"id"].toString().toLatin1(), id);
    QCOMPARE(told[u"results"][0][u"properties"][u"city"].toString(), QStringLiteral("Bonn"));
    QCOMPARE(there.ledger().effects("ana@example.com", "city=\"Ulm\""), 1);
}

// The others of the batch are taken, and stand in another order than they were sent.
void HubSpotStandInTest::aBatchSaysWhoFailed()
{
    StandInTalk there("hubspot");
    HttpResponse answer =
        there.ask("POST", Contacts + QStringLiteral("upsert"),
                  inputs({input("ana@example.com", "a"), input("nobody", "b"), input("bo@example.com", "c")}));
    QCOMPARE(answer.status, 207);
    QCOMPARE(toldBy(answer)[u"numErrors"].toInt(), 1);
    QCOMPARE(toldBy(answer)[u"errors"][0][u"context"][u"objectWriteTraceId"][0].toString(), QStringLiteral("b"));
    QCOMPARE(toldBy(answer)[u"results"][0][u"objectWriteTraceId"].toString(), QStringLiteral("c"));
    answer = there.ask("POST", Contacts + QStringLiteral("read"), reading("cy@example.com"));
    QCOMPARE(answer.status, 207);
    QCOMPARE(toldBy(answer)[u"errors"][0][u"context"][u"ids"][0].toString(), QStringLiteral("cy@example.com"));
    answer = there.ask("POST", Contacts + QStringLiteral("update"), inputs({"{\"id\":\"7\",\"properties\":{}}"}));
    QCOMPARE(toldBy(answer)[u"errors"][0][u"category"].toString(), QStringLiteral("OBJECT_NOT_FOUND"));
    QCOMPARE(there.ledger().contacts(), size_t(2));
}

void HubSpotStandInTest::refusesWholeBatches_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QByteArrayList many;
    for (int i = 0; i < 100; ++i)
        many.append(input('p' + QByteArray::number(i) + "@example.com"));
    QTest::newRow("100") << inputs(many) << 200;
    QTest::newRow("101") << inputs(many + QByteArrayList{input("ana@example.com")}) << 400;
    QTest::newRow("nobody") << inputs({}) << 400;
    QTest::newRow("one twice") << inputs({input("ana@example.com"), input("Ana@example.com")}) << 400;
    QTest::newRow("a number") << inputs({input("ana@example.com", "0", "{\"ltv\":412.5}")}) << 400;
    QTest::newRow("no property's name") << inputs({input("ana@example.com", "0", "{\"First Name\":\"Ana\"}")}) << 400;
    QTest::newRow("by something else") << inputs({input("ana@example.com").replace("\"email\"", "\"shoe_size\"")})
                                       << 400;
    QTest::newRow("no id") << inputs({"{\"properties\":{}}"}) << 400;
}

void HubSpotStandInTest::refusesWholeBatches()
{
    QFETCH(const QByteArray, body);
    StandInTalk there("hubspot");
    const HttpResponse answer = there.ask("POST", Contacts + QStringLiteral("upsert"), body);
    QTEST(answer.status, "status");
    if (answer.status == 400)
        QCOMPARE(toldBy(answer)[u"category"].toString(), QStringLiteral("VALIDATION_ERROR"));
}

void HubSpotStandInTest::aListIsFoundALittleLater()
{
    StandInTalk there("hubspot");
    const QString id = toldBy(there.ask("POST", Lists, listOf("Win-back")))[u"list"][u"listId"].toString();
    const auto found = [&] {
        return toldBy(there.ask("POST", Lists + QStringLiteral("/search"), Search))[u"lists"].toArray();
    };
    QCOMPARE(found().size(), 0);
    QCOMPARE(there.ask("POST", Lists, listOf("win-back")).status, 400);
    there.now = 3s;
    QCOMPARE(found()[0][u"listId"].toString(), id);
    QCOMPARE(toldBy(there.ask("GET", Lists + u'/' + id))[u"list"][u"name"].toString(), QStringLiteral("Win-back"));
    QCOMPARE(there.ask("GET", Lists + QStringLiteral("/7")).status, 404);
    QCOMPARE(there.ledger().effects("Win-back", "list"), 1);
}

void HubSpotStandInTest::membersComeAndGo()
{
    StandInTalk there("hubspot");
    const QJsonObject told =
        toldBy(there.ask("POST", Contacts + QStringLiteral("upsert"), inputs({input("ana@example.com")})));
    const QByteArray ids = "[\"" + told[u"results"][0][u"id"].toString().toLatin1() + "\",\"7\"]";
    const auto path = [&](const QByteArray &type) {
        return Lists + u'/' + toldBy(there.ask("POST", Lists, listOf(type, type)))[u"list"][u"listId"].toString() +
               QStringLiteral("/memberships/");
    };
    const QString manual = path("MANUAL");
    QJsonObject answer = toldBy(there.ask("PUT", manual + QStringLiteral("add"), ids));
    QCOMPARE(answer[u"recordsIdsAdded"].toArray().size(), 1);
    QCOMPARE(answer[u"recordIdsMissing"].toArray(), QJsonArray{QStringLiteral("7")});
    answer = toldBy(there.ask("PUT", manual + QStringLiteral("remove"), ids));
    QCOMPARE(answer[u"recordIdsRemoved"].toArray().size(), 1);
    QCOMPARE(there.ask("PUT", path("DYNAMIC") + QStringLiteral("add"), ids).status, 400);
    QCOMPARE(there.ask("PUT", Lists + QStringLiteral("/7/memberships/add"), ids).status, 404);
    QCOMPARE(there.ledger().effects("ana@example.com", "member+ MANUAL"), 1);
    QCOMPARE(there.ledger().effects("ana@example.com", "member- MANUAL"), 1);
}

void HubSpotStandInTest::ratesAreToldAndKept()
{
    StandInTalk there("hubspot");
    for (int i = 1; i <= 100; ++i) {
        const HttpResponse answer = there.ask("POST", Lists + QStringLiteral("/search"), Search);
        QCOMPARE(answer.header("X-HubSpot-RateLimit-Daily-Remaining"), QByteArray::number(250'000 - i));
        QCOMPARE(answer.header("X-HubSpot-RateLimit-Max"), QByteArray("100"));
    }
    const HttpResponse answer = there.ask("GET", Lists + QStringLiteral("/7"));
    QCOMPARE(answer.status, 429);
    QCOMPARE(toldBy(answer)[u"policyName"].toString(), QStringLiteral("TEN_SECONDLY_ROLLING"));
    QCOMPARE(answer.header("Retry-After"), QByteArray());
    there.now = 10s;
    QCOMPARE(there.ask("GET", Lists + QStringLiteral("/7")).status, 404);
}

QTEST_GUILESS_MAIN(HubSpotStandInTest)
#include "tst_hubspotstandin.moc"
