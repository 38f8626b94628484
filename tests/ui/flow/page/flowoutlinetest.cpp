// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowsearch.h"
#include "ui/flow/page/outlinerows.h"

#include <QElapsedTimer>
#include <QTest>

using namespace perennial;

// The flow as a list, and what a search finds in it.
class FlowOutlineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isDeeperWhereWaysPart();
    void everyStepStandsOnce();
    void findsWhatStepsSay();
    void staysQuickInLongFlows();
};

namespace {

FlowDoc flowFrom(const QByteArray &nodes)
{
    const auto reading =
        readFlow(R"({"format": "perennial-flow", "version": 1, "name": "F", "nodes": [)" + nodes + "]}");
    return reading ? reading->flow : FlowDoc();
}

constexpr auto Cart = R"(
    {"id": "start", "kind": "trigger", "on": "event", "metric": "Started Checkout", "to": {"next": "wait"}},
    {"id": "wait", "kind": "delay", "title": "A breath", "span": {"n": 4, "unit": "hour"}, "to": {"next": "split"}},
    {"id": "split", "kind": "split", "title": "Bought?", "when": {"kind": "group", "match": "all", "children": []}, "to": {"yes": "goal", "no": "mail"}},
    {"id": "mail", "kind": "message", "title": "Reminder", "channel": "email", "text": "Your kettle waits", "to": {"next": "wait"}},
    {"id": "goal", "kind": "goal", "title": "Done"},
    {"id": "alone", "kind": "message", "title": "Alone", "note": "for spring", "channel": "sms"})";

// "Bought? [yes [Done] no [Reminder → A breath]]"
QString textOf(const std::vector<OutlineRow> &rows)
{
    QStringList texts;
    for (const OutlineRow &row : rows) {
        const QString mark = row.kind == OutlineRow::Kind::Link ? QStringLiteral("→ ") : QString();
        const QString below = row.below.empty() ? QString() : QStringLiteral(" [%1]").arg(textOf(row.below));
        texts.append(mark + row.text + below);
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace

void FlowOutlineTest::isDeeperWhereWaysPart()
{
    QCOMPARE(textOf(outlineOf(flowFrom(Cart))),
             QStringLiteral("Starts with: Started Checkout, A breath, Bought? [yes [Done], no [Reminder, → A breath]], "
                            "Nothing leads here yet [Alone]"));
}

void FlowOutlineTest::everyStepStandsOnce()
{
    const FlowDoc ring =
        flowFrom(R"({"id": "a", "kind": "delay", "title": "A", "span": {"n": 1, "unit": "day"}, "to": {"next": "b"}},
        {"id": "b", "kind": "delay", "title": "B", "span": {"n": 1, "unit": "day"}, "to": {"next": "a"}})");
    QCOMPARE(textOf(outlineOf(ring)), QStringLiteral("Nothing leads here yet [A, B, → A]"));
    QVERIFY(outlineOf({}).empty());
}

void FlowOutlineTest::findsWhatStepsSay()
{
    const FlowDoc flow = flowFrom(Cart);
    using Ids = std::vector<FlowNodeId>;
    QCOMPARE(stepsHolding(flow, QStringLiteral("KETTLE")), Ids{"mail"});
    QCOMPARE(stepsHolding(flow, QStringLiteral("waits your")), Ids{"mail"});
    QCOMPARE(stepsHolding(flow, QStringLiteral("checkout")), Ids{"start"});
    QCOMPARE(stepsHolding(flow, QStringLiteral("spring")), Ids{"alone"});
    QVERIFY(stepsHolding(flow, QStringLiteral("  ")).empty());
    QVERIFY(stepsHolding(flow, QStringLiteral("tea")).empty());
}

void FlowOutlineTest::staysQuickInLongFlows()
{
    FlowDoc flow;
    for (int i = 0; i < 5000; ++i) {
        FlowNode node;
        node.id = QString::number(i);
        node.is = DelayNode{};
        node.to[port::Next] = QString::number(i + 1);
        flow.nodes.push_back(node);
    }
    QElapsedTimer timer;
    timer.start();
    const auto rows = outlineOf(flow);
    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(rows.front().below.size(), size_t(5000));
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(FlowOutlineTest)
#include "flowoutlinetest.moc"
