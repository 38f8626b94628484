// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/saved/flowsaving.h"
#include "core/flow/saved/flowsnaming.h"
#include "core/segment/health/segmentusers.h"
#include "core/store/store.h"
#include "tests/core/flow/document/flowtexts.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// Flows come back from the store as they were saved, version by version.
class TestFlowSaving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeIsAVersion();
    void aFlowThatIsTooLargeIsNotSaved();
    void whoAsksForASegment_data();
    void whoAsksForASegment();
    void theUsersOfASegmentIncludeFlows();
};

void TestFlowSaving::everyChangeIsAVersion()
{
    const QTemporaryDir folder;
    auto store = Store::create(folder.filePath("s.perennial"), {.name = "Fern"});
    QVERIFY(store);
    FlowShelf shelf(*store);
    FlowDoc flow = readingOf("{'id':'a','kind':'teleport','planet':'Mars'}", "'name':' Cart '").flow;
    const auto first = saveFlow(shelf, flow, {1000});
    QVERIFY(first);
    QCOMPARE(first->name, QStringLiteral("Cart"));
    flow.name = QStringLiteral("Abandoned cart");
    const auto second = saveFlow(shelf, first->id, flow, {2000});
    QCOMPARE(second->version, 2);
    flow.note = QStringLiteral("Agreed");
    QCOMPARE(amendFlow(shelf, first->id, 2, flow, {3000})->version, 2);
    const auto saved = shelf.find("abandoned CART");
    QVERIFY(readFlow((*saved)->document)->flow == flow);
    flow.name = QStringLiteral("  ");
    QCOMPARE(saveFlow(shelf, flow, {4000}).error().message, QStringLiteral("A flow needs a name."));
}

void TestFlowSaving::aFlowThatIsTooLargeIsNotSaved()
{
    const QTemporaryDir folder;
    auto store = Store::create(folder.filePath("s.perennial"), {.name = "Fern"});
    QVERIFY(store);
    FlowShelf shelf(*store);
    FlowDoc flow;
    flow.name = QStringLiteral("Endless");
    flow.nodes.resize(FlowDoc::MostNodes + 1);
    QVERIFY(!saveFlow(shelf, flow, {1000}));
    QVERIFY(shelf.list()->empty());
}

void TestFlowSaving::whoAsksForASegment_data()
{
    QTest::addColumn<QByteArray>("nodes");
    QTest::addColumn<QByteArray>("more");
    const QByteArray vip =
        "{'kind':'group','children':[{'kind':'group','match':'none','children':[{'kind':'membership',"
        "'name':'vip'}]}]}";
    QTest::newRow("trigger") << QByteArray("{'kind':'trigger','on':'joins','name':'vip'}") << QByteArray();
    QTest::newRow("entry") << QByteArray() << "'entry':" + vip;
    QTest::newRow("exit") << QByteArray() << "'exits':[{'when':" + vip + "}]";
    QTest::newRow("split") << "{'kind':'split','when':" + vip + "}" << QByteArray();
    QTest::newRow("branch") << "{'kind':'multi_split','branches':[{'id':'a'},{'id':'b','when':" + vip + "}]}"
                            << QByteArray();
}

void TestFlowSaving::whoAsksForASegment()
{
    QFETCH(QByteArray, nodes);
    QFETCH(QByteArray, more);
    const FlowDoc flow = flowOf(nodes, more);
    QVERIFY(names(flow, {MemberOf::Segment, "VIP"}));
    QVERIFY(!names(flow, {MemberOf::Stage, "VIP"}) && !names(flow, {MemberOf::Segment, "VIPs"}));
}

void TestFlowSaving::theUsersOfASegmentIncludeFlows()
{
    const QTemporaryDir folder;
    auto store = Store::create(folder.filePath("s.perennial"), {.name = "Fern"});
    QVERIFY(store);
    FlowShelf shelf(*store);
    QVERIFY(saveFlow(shelf, flowOf("{'kind':'trigger','on':'joins','name':'vip'}", "'name':'Thanks'"), {1000}));
    QVERIFY(shelf.save("Newer", "{}", {1000})); // cannot be read: asks for nothing
    SegmentUsers users;
    QVERIFY(addFlowsTo(users, *store));
    QCOMPARE(users.of("VIP"), QStringList{"Flow Thanks"});
    QCOMPARE(users.of("VIPs"), QStringList());
}

QTEST_GUILESS_MAIN(TestFlowSaving)
#include "tst_flowsaving.moc"
