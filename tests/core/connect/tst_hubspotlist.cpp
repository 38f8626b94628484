// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/connect/hubspotsample.h"

#include <QTest>

using namespace perennial;
using Kind = BatchStep::Kind;

namespace {

QByteArray searching(int offset)
{
    return "POST https://api.hubapi.com/crm/v3/lists/search\n{\"query\":\"" + ListInJson +
           "\",\"objectTypeId\":\"0-1\",\"offset\":" + QByteArray::number(offset) +
           ",\"count\":500,\"additionalProperties\":[]}";
}

const QByteArray Make = "POST https://api.hubapi.com/crm/v3/lists\n{\"name\":\"" + ListInJson +
                        "\",\"objectTypeId\":\"0-1\",\"processingType\":\"MANUAL\"}";

} // namespace

class HubSpotListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheList();
    void makesTheList();
    void stopsAtListsThatFillThemselves();
    void looksAgainAfterACrash();
};

void HubSpotListTest::findsTheList()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::List), {});
    QVERIFY(connector->wantsPrepare());
    QCOMPARE(written(connector->request(preparing(), {})), searching(0));
    const QByteArray others = R"({"hasMore":true,"offset":500,"total":501,"lists":[)" + list("1", "Win-back") + "]}";
    QCOMPARE(askedAfter(*connector, preparing(), {{200, others}}), searching(500));
    const QByteArray it = R"({"hasMore":false,"offset":501,"total":501,"lists":[)" + list("42", ListInJson) + "]}";
    const BatchStep step = stepAfter(*connector, preparing(), {{200, others}, {200, it}});
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(step.remoteIds, knownList());
}

void HubSpotListTest::makesTheList()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::List));
    QCOMPARE(written(connector->request(preparing(), {})), QByteArray("GET https://api.hubapi.com/crm/v3/lists/42"));
    const QByteArray none = R"({"hasMore":false,"offset":0,"total":0,"lists":[]})";
    QCOMPARE(askedAfter(*connector, preparing(), {{404, "{}"}, {200, none}}), Make);
    const QByteArray made = R"({"list":)" + list("42", ListInJson) + '}';
    const BatchStep step = stepAfter(*connector, preparing(), {{404, "{}"}, {200, none}, {200, made}});
    QCOMPARE(step.kind, Kind::Done);
    QCOMPARE(step.remoteIds, knownList());
    const QByteArray taken = R"({"status":"error","message":"The list name is taken."})";
    const QByteArray it = R"({"hasMore":false,"offset":1,"total":1,"lists":[)" + list("42", ListInJson) + "]}";
    QCOMPARE(stepAfter(*connector, preparing(), {{404, "{}"}, {200, none}, {400, taken}, {200, it}}).remoteIds,
             knownList());
    const BatchStep never = stepAfter(*connector, preparing(), {{404, "{}"}, {200, none}, {400, taken}, {200, none}});
    QCOMPARE(never.kind, Kind::Stop);
    QCOMPARE(never.reason, QStringLiteral("HubSpot refused it: The list name is taken."));
}

void HubSpotListTest::stopsAtListsThatFillThemselves()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::List));
    const QByteArray active = R"({"list":)" + list("42", ListInJson, "DYNAMIC") + '}';
    const BatchStep step = stepOf(*connector, preparing(), {}, answer(200, active));
    QCOMPARE(step.kind, Kind::Stop);
    QVERIFY(step.reason.contains(ListName));
    const QByteArray still = R"({"list":)" + list("42", "Renamed there") + '}';
    QCOMPARE(stepOf(*connector, preparing(), {}, answer(200, still)).remoteIds, knownList());
    Destination renamed = destinationOf(DeliveryWay::List);
    renamed.account[QStringLiteral("list")] = QStringLiteral("Another");
    QVERIFY(connectorOf(renamed)->request(preparing(), {}).url.path().endsWith(QLatin1String("/search")));
}

void HubSpotListTest::looksAgainAfterACrash()
{
    const auto connector = connectorOf(destinationOf(DeliveryWay::List));
    const Talk making{QStringLiteral("make-list"), {}};
    QVERIFY(connector->request(preparing(), connector->afterCrash(preparing(), making))
                .url.path()
                .endsWith(QLatin1String("/search")));
    const Talk member = stepOf(*connector, threePeople(), {}, answer(200, found(contact("11", "0")))).next;
    QCOMPARE(connector->afterCrash(threePeople(), member), member);
}

QTEST_GUILESS_MAIN(HubSpotListTest)
#include "tst_hubspotlist.moc"
