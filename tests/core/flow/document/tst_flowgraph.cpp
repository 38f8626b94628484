// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowgraph.h"
#include "core/flow/document/flowids.h"
#include "tests/core/flow/document/flowtexts.h"

#include <QElapsedTimer>
#include <QTest>

using namespace perennial;

namespace {

using Ids = std::vector<FlowNodeId>;

// "a-b" makes an edge; a capital letter is a delay, "t" the trigger, any other a split.
FlowDoc graphOf(const QString &edges)
{
    FlowDoc flow;
    const auto nodeAt = [&](const QString &id) -> FlowNode & {
        if (FlowNode *known = flow.node(id))
            return *known;
        FlowNode node;
        node.id = id;
        node.is = id[0].isUpper() ? FlowNodeKind(DelayNode()) : FlowNodeKind(SplitNode());
        if (id == QLatin1String("t"))
            node.is = TriggerNode();
        return flow.nodes.emplace_back(node);
    };
    for (const QString &edge : edges.split(u' ', Qt::SkipEmptyParts)) {
        nodeAt(edge.section(u'-', 1));
        FlowNode &from = nodeAt(edge.section(u'-', 0, 0));
        const std::vector<FlowPort> ports = portsOf(from);
        from.to.emplace(ports[from.to.size()], edge.section(u'-', 1));
    }
    return flow;
}

} // namespace

// Questions about the whole graph of a flow.
class TestFlowGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatNoTriggerLeadsTo();
    void parentsAndChildren();
    void cyclesNeedADelay_data();
    void cyclesNeedADelay();
    void aDelayOfNothingIsNone();
    void longFlowsAreWalkedWithoutRecursion();
    void idsAreNew();
};

void TestFlowGraph::whatNoTriggerLeadsTo()
{
    QCOMPARE(unreachableNodes(graphOf("t-a a-b c-d d-c x-a")), Ids({"d", "c", "x"}));
    QCOMPARE(unreachableNodes(graphOf("a-b")), Ids({"b", "a"}));
    QVERIFY(unreachableNodes(FlowDoc()).empty());
}

void TestFlowGraph::parentsAndChildren()
{
    const FlowDoc flow = graphOf("t-a a-b a-b b-c b-a");
    const FlowGraph graph(flow);
    const auto at = [&](const char *id) { return graph.at(QLatin1String(id)).value(); };
    QCOMPARE(graph.to(at("a")), std::vector<size_t>{at("b")});
    QCOMPARE(graph.parents(at("b")), std::vector<size_t>{at("a")});
    QVERIFY(!graph.at(QStringLiteral("z")));
    const std::vector<bool> reaching = graph.reaching({at("c")});
    QVERIFY(reaching[at("t")] && reaching[at("b")] && reaching[at("c")]);
}

void TestFlowGraph::cyclesNeedADelay_data()
{
    QTest::addColumn<QString>("edges");
    QTest::addColumn<QString>("cycles");
    QTest::newRow("none") << "t-a a-b b-c a-c"
                          << "";
    QTest::newRow("itself") << "t-a a-a"
                            << "a";
    QTest::newRow("two") << "t-a a-b b-a"
                         << "a b";
    QTest::newRow("with a delay") << "t-a a-B B-a"
                                  << "";
    QTest::newRow("one way round has none") << "t-a a-B B-a a-c c-a"
                                            << "a c";
    QTest::newRow("two knots") << "t-a a-b b-a b-c c-d d-c"
                               << "a b|c d";
    QTest::newRow("nobody comes there") << "t-a c-d d-c"
                                        << "d c";
}

void TestFlowGraph::cyclesNeedADelay()
{
    QFETCH(QString, edges);
    QFETCH(QString, cycles);
    QStringList found;
    for (const Ids &cycle : cyclesWithoutDelay(graphOf(edges)))
        found.append(QStringList(cycle.begin(), cycle.end()).join(u' '));
    found.sort();
    QStringList expected = cycles.split(u'|', Qt::SkipEmptyParts);
    expected.sort();
    QCOMPARE(found, expected);
}

void TestFlowGraph::aDelayOfNothingIsNone()
{
    FlowDoc flow = graphOf("t-a a-B B-a");
    flow.node(QStringLiteral("B"))->as<DelayNode>()->span.n = 0;
    flow.node(QStringLiteral("B"))->as<DelayNode>()->until = ClockTime{600};
    QCOMPARE(cyclesWithoutDelay(flow).size(), size_t(1));
}

void TestFlowGraph::longFlowsAreWalkedWithoutRecursion()
{
    FlowDoc flow;
    constexpr int length = 20'000;
    for (int i = 0; i < length; ++i) {
        FlowNode node;
        node.id = QString::number(i);
        node.is = i == 0 ? FlowNodeKind(TriggerNode()) : FlowNodeKind(GoalNode());
        node.to.emplace(port::Next, QString::number((i + 1) % length));
        flow.nodes.push_back(std::move(node));
    }
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(cyclesWithoutDelay(flow).at(0).size(), size_t(length));
    QVERIFY(unreachableNodes(flow).empty());
    QVERIFY2(timer.elapsed() < 2000, "linear");
}

void TestFlowGraph::idsAreNew()
{
    FlowDoc flow = graphOf("t-delay");
    FlowIds ids(flow);
    QCOMPARE(ids.fresh(QStringLiteral("delay")), QStringLiteral("delay-2"));
    QCOMPARE(ids.fresh(QStringLiteral("delay")), QStringLiteral("delay-3"));
    QCOMPARE(ids.fresh(QStringLiteral("goal")), QStringLiteral("goal"));
    QCOMPARE(ids.fresh(FlowNode{{}, {}, {}, {}, DelayNode(), {}}), QStringLiteral("delay-4"));
    QVERIFY(!ids.take(QStringLiteral("yes"))); // a port is no id for a branch
}

QTEST_GUILESS_MAIN(TestFlowGraph)
#include "tst_flowgraph.moc"
