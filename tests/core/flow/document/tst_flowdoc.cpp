// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/flow/document/flowtexts.h"
#include "tests/testpaths.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace perennial;

namespace {

const QByteArray Two = "{'id':'a','kind':'trigger','on':'event','metric':'Started Checkout','to':{'next':'b'}},"
                       "{'id':'b','kind':'delay','span':{'n':2,'unit':'hour'}}";

// The boxes of docs/flow-format.md.
QList<QJsonObject> boxesOfThePage()
{
    QFile page(sourceFile("docs/flow-format.md"));
    if (!page.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression box(QStringLiteral("```json\n(.*?)```"),
                                        QRegularExpression::DotMatchesEverythingOption);
    QList<QJsonObject> boxes;
    auto found = box.globalMatch(QString::fromUtf8(page.readAll()));
    while (found.hasNext())
        boxes.append(QJsonDocument::fromJson(found.next().captured(1).toUtf8()).object());
    return boxes;
}

QByteArray nodesIn(const QJsonObject &box)
{
    return QJsonDocument(box).toJson(QJsonDocument::Compact);
}

QByteArray chain(int length)
{
    QByteArray nodes = "{'id':'n0','kind':'trigger','on':'event','metric':'A','to':{'next':'n1'}}";
    for (int i = 1; i < length; ++i)
        nodes += ",{'id':'n" + QByteArray::number(i) +
                 "','kind':'split','when':{'kind':'group','children':[{'kind':'property','property':'City','op':'is',"
                 "'value':'Austin'}]},'to':{'yes':'n" +
                 QByteArray::number(i + 1 < length ? i + 1 : 0) + "'}}";
    return nodes;
}

} // namespace

// A flow as it is written, and what becomes of what cannot be read.
class TestFlowDoc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBoxOfThePageComesBackTheSame();
    void defaultsAreNotWritten();
    void whatWasSwitchedOffStaysOff();
    void otherTextsAreRefused_data();
    void otherTextsAreRefused();
    void oneWrongStepLeavesTheRest_data();
    void oneWrongStepLeavesTheRest();
    void anUnreadStepGoesBackAsItCame();
    void anUnreadStepKeepsItsNewPlace();
    void partsThatCannotBeReadAreKept();
    void whatIsMadeAnewReplacesWhatCouldNotBeRead();
    void edgesHaveTwoEnds();
    void idsAreGivenOnce();
    void definitionsAndZonesAreTold();
    void tenThousandStepsOpenAtOnce();
};

void TestFlowDoc::everyBoxOfThePageComesBackTheSame()
{
    const QList<QJsonObject> boxes = boxesOfThePage();
    QSet<QString> kinds;
    for (const QJsonObject &box : boxes) {
        QVERIFY(!box.isEmpty());
        kinds.insert(box[QLatin1String("kind")].toString());
        QJsonObject flow = box;
        if (box.contains(QLatin1String("kind")))
            flow = QJsonObject{{QStringLiteral("nodes"), QJsonArray{box}}};
        flow.insert(QStringLiteral("format"), QStringLiteral("perennial-flow"));
        flow.insert(QStringLiteral("version"), 1);
        const auto reading = readFlow(nodesIn(flow));
        QVERIFY(reading);
        QVERIFY2(reading->problems.empty(), qPrintable(told(reading->problems).join(u'\n')));
        const auto again = readFlow(reading->flow.toJson());
        QVERIFY(again && again->problems.empty());
        QVERIFY(again->flow == reading->flow);
        QCOMPARE(again->flow.toJson(), reading->flow.toJson());
    }
    QCOMPARE(kinds.size(), 14); // every kind of step, and the boxes that are none
}

void TestFlowDoc::defaultsAreNotWritten()
{
    QCOMPARE(QStringList(FlowDoc().toJsonObject().keys()), QStringList({"format", "nodes", "version"}));
    const QJsonObject delay = flowOf(Two).toJsonObject()[QLatin1String("nodes")][1].toObject();
    QCOMPARE(QStringList(delay.keys()), QStringList({"id", "kind", "span", "x", "y"}));
}

void TestFlowDoc::whatWasSwitchedOffStaysOff()
{
    FlowDoc flow;
    flow.sending.smart = {};
    flow.sending.quiet.channels.clear();
    flow.sending.countsReceived = false;
    FlowNode ladder{QStringLiteral("l"), {}, {}, {}, LadderNode{{}, {5}, DiscountUnit::Amount}, {}};
    FlowNode delay{
        QStringLiteral("d"), {}, {}, {}, DelayNode{{0, TimeUnit::Hour}, ClockTime{0}, {}, ClockOf::Flow}, {}};
    flow.nodes = {ladder, delay};
    const auto reading = readFlow(flow.toJson());
    QVERIFY(reading && reading->problems.empty());
    QVERIFY(reading->flow == flow);
}

void TestFlowDoc::otherTextsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    QTest::newRow("no JSON") << QByteArray("{\n\"format\":\n?") << "line 3";
    QTest::newRow("a list") << QByteArray("[]") << "line 1";
    QTest::newRow("a segment") << QByteArray(R"({"format":"perennial-segment","version":1})") << "format";
    QTest::newRow("no version") << QByteArray(R"({"format":"perennial-flow"})") << "version";
    QTest::newRow("newer") << QByteArray(R"({"format":"perennial-flow","version":2})") << "version";
    QTest::newRow("no list of steps") << flowText({}).replace("[]", "{}") << "nodes";
    QTest::newRow("too many steps") << flowText(QByteArray("{},").repeated(FlowDoc::MostNodes) + "{}") << "nodes";
}

void TestFlowDoc::otherTextsAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, where);
    const auto reading = readFlow(text);
    QVERIFY(!reading);
    QCOMPARE(reading.error().where, where);
    QVERIFY(!reading.error().message.isEmpty());
}

void TestFlowDoc::oneWrongStepLeavesTheRest_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QString>("where");
    QTest::newRow("unknown kind") << QByteArray("'kind':'teleport'") << "kind";
    QTest::newRow("no kind") << QByteArray("'title':'Some'") << "kind";
    QTest::newRow("unknown key") << QByteArray("'kind':'goal','reward':1") << "reward";
    QTest::newRow("a key of another kind") << QByteArray("'kind':'goal','reason':'x'") << "reason";
    QTest::newRow("wrong type") << QByteArray("'kind':'delay','span':5") << "span";
    QTest::newRow("unknown unit") << QByteArray("'kind':'delay','span':{'n':5,'unit':'fortnight'}") << "span.unit";
    QTest::newRow("back in time") << QByteArray("'kind':'delay','span':{'n':-5}") << "span.n";
    QTest::newRow("no clock") << QByteArray("'kind':'delay','until':'24:00'") << "until";
    QTest::newRow("no weekday") << QByteArray("'kind':'delay','weekdays':[8]") << "weekdays[0]";
    QTest::newRow("no trigger") << QByteArray("'kind':'trigger','metric':'A'") << "on";
    QTest::newRow("joins a flow") << QByteArray("'kind':'trigger','on':'joins','of':'flow'") << "of";
    QTest::newRow("percent") << QByteArray("'kind':'trigger','on':'product','percent':120") << "percent";
    QTest::newRow("same branch") << QByteArray("'kind':'multi_split','branches':[{'id':'a'},{'id':'a'}]")
                                 << "branches[1].id";
    QTest::newRow("a branch else") << QByteArray("'kind':'multi_split','branches':[{'id':'else'}]") << "branches[0].id";
    QTest::newRow("weight") << QByteArray("'kind':'random_split','arms':[{'id':'a','weight':-1}]") << "arms[0].weight";
    QTest::newRow("rung") << QByteArray("'kind':'ladder','rungs':[5,-5]") << "rungs[1]";
    QTest::newRow("the past") << QByteArray("'kind':'update','changes':[{'of':'trigger'}]") << "changes[0].of";
    QTest::newRow("a condition") << QByteArray("'kind':'split','when':{'kind':'group','children':[{'kind':'moon'}]}")
                                 << "when.children[0].kind";
    QTest::newRow("an edge") << QByteArray("'kind':'goal','to':{'next':7}") << "to.next";
}

void TestFlowDoc::oneWrongStepLeavesTheRest()
{
    QFETCH(QByteArray, keys);
    QFETCH(QString, where);
    const FlowReading reading = readingOf(Two + ",{'id':'odd','x':40," + keys + "}");
    QCOMPARE(told(reading.problems), QStringList("unread_node odd nodes[2]." + where));
    QCOMPARE(reading.flow.nodes.size(), size_t(3));
    QVERIFY(reading.flow.nodes[0].as<TriggerNode>() && reading.flow.nodes[1].as<DelayNode>());
    QVERIFY(reading.flow.nodes[2].as<UnreadNode>());
    QCOMPARE(reading.flow.nodes[2].at, QPointF(40, 0));
    QVERIFY(portsOf(reading.flow.nodes[2]).empty());
}

void TestFlowDoc::anUnreadStepGoesBackAsItCame()
{
    const QByteArray odd =
        "{'id':'odd','kind':'teleport','planet':{'name':'Mars','moons':[1,2.5,null]},'to':{'next':'a'}}";
    const FlowReading reading = readingOf(Two + ',' + odd);
    const QJsonObject asWritten = QJsonDocument::fromJson(QByteArray(odd).replace('\'', '"')).object();
    QCOMPARE(reading.flow.toJsonObject()[QLatin1String("nodes")][2].toObject(), asWritten);
    const auto again = readFlow(reading.flow.toJson());
    QVERIFY(again && again->flow == reading.flow);
}

void TestFlowDoc::anUnreadStepKeepsItsNewPlace()
{
    FlowReading reading = readingOf("{'id':'odd','kind':'teleport','x':1,'y':2}");
    reading.flow.nodes[0].at = {300, 40};
    const auto again = readFlow(reading.flow.toJson());
    QVERIFY(again);
    QCOMPARE(again->flow.nodes[0].at, QPointF(300, 40));
    QCOMPARE(again->flow.nodes[0].as<UnreadNode>()->json[QLatin1String("kind")].toString(), QStringLiteral("teleport"));
}

void TestFlowDoc::partsThatCannotBeReadAreKept()
{
    const QByteArray more =
        "'name':'Ours','colour':'red','entry':{'kind':'group','children':[{'kind':'moon'}]},"
        "'exits':[{'id':'a','name':'Fine'},{'id':'b','whenever':1}],'sending':{'caps':[{'most':-1}]},"
        "'observed_days':-3,'remarks':[7]";
    const FlowReading reading = readingOf(Two, more);
    QCOMPARE(told(reading.problems),
             QStringList({"unread_part  entry.children[0].kind", "unread_part  exits[1].whenever",
                          "unread_part  sending.caps[0].most", "unread_part  observed_days", "unread_part  remarks[0]",
                          "unknown_key  colour"}));
    QCOMPARE(reading.flow.name, QStringLiteral("Ours"));
    QCOMPARE(reading.flow.exits.size(), size_t(1));
    QCOMPARE(reading.flow.observedDays, 7);
    QVERIFY(reading.flow.sending == SendingRules());
    const QJsonObject before = QJsonDocument::fromJson(flowText(Two, more)).object();
    const QJsonObject after = reading.flow.toJsonObject();
    for (const char *key : {"colour", "entry", "sending", "observed_days", "remarks"})
        QCOMPARE(after[QLatin1String(key)], before[QLatin1String(key)]);
    QCOMPARE(after[QLatin1String("exits")].toArray().size(), 2);
}

void TestFlowDoc::whatIsMadeAnewReplacesWhatCouldNotBeRead()
{
    FlowReading reading = readingOf(Two, "'entry':{'kind':'moon'},'exits':[{'id':'b','whenever':1}]");
    reading.flow.entry = SegmentNode{SegmentGroup{GroupMatch::All, {SegmentNode{SampleCondition{10, {}}}}}};
    reading.flow.exits.push_back({QStringLiteral("c"), QStringLiteral("New"), {}, false, true});
    const auto again = readFlow(reading.flow.toJson());
    QVERIFY(again);
    QVERIFY(again->flow.entry == reading.flow.entry);
    QCOMPARE(told(again->problems), QStringList("unread_part  exits[1].whenever"));
}

void TestFlowDoc::edgesHaveTwoEnds()
{
    const FlowReading reading =
        readingOf("{'id':'a','kind':'trigger','on':'event','metric':'A','to':{'next':'gone'}},"
                  "{'id':'b','kind':'split','to':{'yes':'a','maybe':'a','no':'c'}},{'id':'c','kind':'teleport'}");
    QCOMPARE(told(reading.problems), QStringList({"unread_node c nodes[2].kind", "dangling_edge a nodes[0].to.next",
                                                  "unknown_port b nodes[1].to.maybe"}));
    QVERIFY(reading.flow.nodes[0].to.empty());
    const std::map<FlowPort, FlowNodeId> left{{port::Yes, QStringLiteral("a")}, {port::No, QStringLiteral("c")}};
    QVERIFY(reading.flow.nodes[1].to == left);
}

void TestFlowDoc::idsAreGivenOnce()
{
    const FlowReading reading =
        readingOf("{'id':'a','kind':'goal','name':'first'},{'id':'a','kind':'goal','name':'second','to':{'next':'a'}},"
                  "{'kind':'goal'},{'id':'step','kind':'goal'}",
                  "'exits':[{'name':'x'},{'id':'exit'}]");
    QCOMPARE(told(reading.problems), QStringList("duplicate_id a-2 nodes[1].id"));
    QStringList ids;
    for (const FlowNode &node : reading.flow.nodes)
        ids.append(node.id);
    QCOMPARE(ids, QStringList({"a", "a-2", "step-2", "step"}));
    QCOMPARE(reading.flow.node(QStringLiteral("a"))->as<GoalNode>()->name, QStringLiteral("first"));
    QCOMPARE(reading.flow.exits[0].id, QStringLiteral("exit-2"));
    QCOMPARE(reading.flow.exits[1].id, QStringLiteral("exit"));
}

void TestFlowDoc::definitionsAndZonesAreTold()
{
    const QByteArray sample = "{'kind':'group','children':[{'kind':'sample','percent':120}]}";
    const FlowReading reading = readingOf(
        "{'id':'w','kind':'wait','until':" + sample +
            "},{'id':'m','kind':'multi_split','branches':[{'id':'a'},{'id':'b'," + "'when':" + sample +
            "}]},{'id':'t','kind':'trigger_split','filters':{'of':[{'property':'$value','op':'is'," + "'value':'x'}]}}",
        "'zone':'Mars/Base','entry':" + sample + ",'exits':[{'id':'e','when':" + sample + "}]");
    QCOMPARE(told(reading.problems), QStringList({"unknown_zone  zone", "invalid_definition  entry.children[0].percent",
                                                  "invalid_definition  exits[0].when.children[0].percent",
                                                  "invalid_definition w nodes[0].until.children[0].percent",
                                                  "invalid_definition m nodes[1].branches[1].when.children[0].percent",
                                                  "invalid_definition t nodes[2].filters.of[0].op"}));
    QCOMPARE(reading.flow.zone, QStringLiteral("Mars/Base"));
    QVERIFY(reading.flow.nodes[0].as<WaitNode>());
}

void TestFlowDoc::tenThousandStepsOpenAtOnce()
{
    const QByteArray text = flowText(chain(10'000));
    QElapsedTimer timer;
    timer.start();
    const auto reading = readFlow(text);
    const qint64 readMs = timer.restart();
    QVERIFY(reading && reading->problems.empty());
    const QByteArray written = reading->flow.toJson();
    qInfo() << "read in" << readMs << "ms, written in" << timer.elapsed() << "ms";
    QCOMPARE(reading->flow.nodes.size(), size_t(10'000));
    QVERIFY2(readMs < 2000, "a debug build with sanitizers takes its time, nothing takes seconds");
}

QTEST_GUILESS_MAIN(TestFlowDoc)
#include "tst_flowdoc.moc"
