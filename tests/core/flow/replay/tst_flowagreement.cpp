// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/flowreplay.h"
#include "core/flow/replay/personreplay.h"
#include "tests/core/flow/replay/flowtrace.h"
#include "tests/core/flow/rows/flowinterpreter.h"
#include "tests/core/flow/rows/randomflow.h"
#include "tests/core/segment/rows/randomseeds.h"
#include "tests/core/segment/rows/randomstore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// Two opinions: over random stores and random flows the replay must do with everybody, moment by moment, what the
// step-by-step reading of the page does. And nobody is lost on the way.
class TestFlowAgreement : public QObject
{
    Q_OBJECT

private:
    struct Asked
    {
        std::shared_ptr<const ProfileTable> table;
        const RowEvaluator &rows;
        qint64 from;
        qint64 to;
    };

    void compareStore(quint32 seed);
    void compareFlow(const FlowDoc &flow, const Asked &asked);
    // Counted again from the trace and the person's rows, by node.
    static void countAfterOrder(const RowPerson &person, const QStringList &trace, std::map<QString, quint64> &counts);
    static void checkConservation(const FlowDoc &flow, const Asked &asked,
                                  const std::map<QString, quint64> &afterOrder);

    QTemporaryDir m_folder;
    qint64 m_lines = 0;
    int m_flows = 0;
    QSet<size_t> m_kinds;

private Q_SLOTS:
    void agrees();
};

void TestFlowAgreement::compareFlow(const FlowDoc &flow, const Asked &asked)
{
    const auto bound = BoundFlow::bind(flow, asked.table, {});
    if (!bound) {
        QVERIFY2(bound.error().message.contains(QLatin1String("takes no time")) ||
                     bound.error().message.contains(QLatin1String("does not go with")),
                 qPrintable(bound.error().message + bound.error().where));
        return;
    }
    FlowTrace trace(**bound, asked.to);
    PersonReplay replay(**bound, asked.from, asked.to, trace);
    FlowInterpreter interpreter(asked.rows, flow, asked.from, asked.to);
    std::map<QString, quint64> afterOrder;
    for (const RowPerson &person : asked.rows.rows().people) {
        const auto index = asked.table->indexOf({person.id});
        QVERIFY(index);
        replay.run(*index);
        const QStringList replayed = trace.take(), interpreted = interpreter.traceOf(person);
        m_lines += interpreted.size();
        countAfterOrder(person, interpreted, afterOrder);
        if (replayed == interpreted)
            continue;
        const auto [a, b] = std::ranges::mismatch(replayed, interpreted);
        qWarning().noquote() << flow.toJson();
        QFAIL(qPrintable(QStringLiteral("profile %1, after %2 lines\nreplay:      %3\ninterpreter: %4\nbefore:\n%5")
                             .arg(person.id)
                             .arg(a - replayed.begin())
                             .arg(a == replayed.end() ? QString() : *a, b == interpreted.end() ? QString() : *b,
                                  replayed.mid(0, a - replayed.begin()).join(u'\n'))));
    }
    for (const FlowNode &node : flow.nodes)
        m_kinds.insert(node.is.index());
    ++m_flows;
    checkConservation(flow, asked, afterOrder);
}

void TestFlowAgreement::countAfterOrder(const RowPerson &person, const QStringList &trace,
                                        std::map<QString, quint64> &counts)
{
    std::map<QString, qint64> starts; // of journeys by their number
    for (const QString &line : trace) {
        const QStringList words = line.split(u' '); // moment, journey, node, what
        const qint64 now = Instant::fromIso(words[0])->ms;
        if (words.mid(3) == QStringList("at"))
            starts.try_emplace(words[1], now);
        if (words.mid(3) != QStringList("sent"))
            continue;
        const qint64 start = starts.at(words[1]);
        const auto isOrder = [&](const RowEvent &event) {
            return event.metric == QLatin1String("Placed Order") && event.at > start && event.at <= now;
        };
        counts[words[2]] += std::ranges::any_of(person.events, isOrder) ? 1 : 0;
    }
}

void TestFlowAgreement::checkConservation(const FlowDoc &flow, const Asked &asked,
                                          const std::map<QString, quint64> &afterOrder)
{
    const auto result = replay(flow, asked.table, {{asked.from}, {asked.to}}, Progress());
    QVERIFY(result);
    QCOMPARE(result->entered, result->completed + result->exited + result->waiting);
    quint64 begun = 0;
    for (const NodeVisits &node : result->nodes) {
        quint64 out = node.exited.count + node.waiting.count;
        for (const PortTraffic &port : node.out)
            out += port.went.count;
        QCOMPARE(node.in.count, out);
        if (flow.node(node.id)->as<TriggerNode>())
            begun += node.in.count;
        if (node.message) {
            quint64 decided = node.message->sent.count;
            for (const Traffic &skipped : node.message->skipped)
                decided += skipped.count;
            QCOMPARE(decided, node.out.front().went.count);
            const Traffic &sent = node.message->sent, &late = node.message->afterOrder;
            const auto counted = afterOrder.find(node.id);
            QCOMPARE(late.count, counted == afterOrder.end() ? 0 : counted->second);
            late.people.forEach([&](quint32 person) { QVERIFY(sent.people.contains(person)); });
        }
        QCOMPARE(node.in.count == 0, node.in.people.size() == 0);
        QVERIFY(node.in.people.size() == 0 || node.in.people.count() <= node.in.count);
    }
    QCOMPARE(result->entered, begun);
}

void TestFlowAgreement::compareStore(quint32 seed)
{
    const QString path = m_folder.filePath(QStringLiteral("%1.perennial").arg(seed));
    RandomStore store(seed);
    QVERIFY(store.write(path));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table);
    const RowEvaluator rows(path);
    RandomFlow flows(seed);
    for (int i = 0; i < 12 && !QTest::currentTestFailed(); ++i) {
        const qint64 to = RandomStore::Origin - i % 3 * 5 * Instant::DayMs + i;
        compareFlow(flows.make(), {*table, rows, to - (20 + 5 * i) * Instant::DayMs, to});
    }
}

void TestFlowAgreement::agrees()
{
    const Seeds seeds = seedsAsked(9000, 12);
    for (quint32 i = 0; i < seeds.count && !QTest::currentTestFailed(); ++i)
        compareStore(seeds.first + i);
    qInfo("%d flows, %lld lines compared", m_flows, m_lines);
    if (!QTest::currentTestFailed())
        QVERIFY(m_kinds.size() >= static_cast<qsizetype>(std::variant_size_v<FlowNodeKind>) - 1);
}

QTEST_GUILESS_MAIN(TestFlowAgreement)
#include "tst_flowagreement.moc"
