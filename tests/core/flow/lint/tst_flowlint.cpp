// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/lint/flowlint.h"
#include "core/segment/columns/profiletable.h"
#include "core/sqlite/database.h"
#include "core/store/flowshelf.h"
#include "core/store/listshelf.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"
#include "tests/core/flow/document/flowtexts.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace perennial;

namespace {

QByteArray group(const QByteArray &children)
{
    return "{'kind':'group','match':'all','children':[" + children + "]}";
}

const QByteArray Texan = "{'kind':'property','property':'City','op':'is','value':'Austin'}";
const QByteArray NoTexan = "{'kind':'property','property':'City','op':'is_not','value':'Austin'}";
const QByteArray Sms = "{'kind':'consent','channel':'sms','state':'can_receive'}";
const QByteArray Email = "{'kind':'consent','channel':'email','state':'can_receive'}";
const QByteArray Bought =
    "{'kind':'event','metric':'Placed Order','window':{'kind':'since_flow_start'},'compare':{'op':"
    "'at_least_once'}}";
const QByteArray Start = "{'id':'t','kind':'trigger','on':'event','metric':'Signed Up','to':{'next':'a'}}";
const QByteArray Cart = "{'id':'t','kind':'trigger','on':'event','metric':'Added to Cart','to':{'next':'a'}}";
const QByteArray ForMail = "'entry':" + group(Email);
const QByteArray Leaves = ForMail + ",'exits':[{'id':'b','goal':true,'when':" + group(Bought) + "}]";

QByteArray goal(const char *id, const char *next = nullptr)
{
    return QByteArray(",{'id':'") + id + "','kind':'goal','name':'G'" +
           (next ? QByteArray(",'to':{'next':'") + next + "'}" : QByteArray()) + "}";
}

QByteArray mail(const char *id, const char *next = nullptr, const char *channel = "email")
{
    return QByteArray(",{'id':'") + id + "','kind':'message','channel':'" + channel +
           "','subject':'S','text':'T','to':{" + (next ? QByteArray("'next':'") + next + "'" : QByteArray()) + "}}";
}

QByteArray delay(const char *id, int hours, const char *next)
{
    return QByteArray(",{'id':'") + id + "','kind':'delay','span':{'n':" + QByteArray::number(hours) +
           ",'unit':'hour'},'to':{'next':'" + next + "'}}";
}

QByteArray split(const char *id, const QByteArray &when, const char *yes, const char *no)
{
    return QByteArray(",{'id':'") + id + "','kind':'split','when':" + group(when) + ",'to':{'yes':'" + yes +
           "','no':'" + no + "'}}";
}

QStringList kindsOf(const std::vector<FlowProblem> &problems)
{
    QStringList kinds;
    for (const FlowProblem &problem : problems)
        kinds.append(problem.kind);
    return kinds;
}

const FlowProblem *find(const std::vector<FlowProblem> &problems, const QString &kind)
{
    const auto found = std::ranges::find(problems, kind, &FlowProblem::kind);
    return found == problems.end() ? nullptr : &*found;
}

} // namespace

// Every kind of problem: a small flow that has it, at which node, and one that has not.
class TestFlowLint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void leavesAloneWhatIsRight_data();
    void leavesAloneWhatIsRight();
    void mendsWhatItCan_data() { findsWhatIsWrong_data(); }
    void mendsWhatItCan();
    void whatIsGoneFromTheStore();
    void madeInTheProgram();
    void waysThatNobodyTook();
    void gravestFirst();
    void aLongFlowTakesNoTime();
};

void TestFlowLint::findsWhatIsWrong_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("node");
    QTest::addColumn<QByteArray>("nodes");
    QTest::addColumn<QByteArray>("more");
    const auto row = [](const char *kind, const char *node, const QByteArray &nodes, const QByteArray &more = {}) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(kind).arg(nodes.size())))
            << QString(kind) << QString(node) << nodes << more;
    };
    row("no_trigger", "", goal("a").mid(1));
    row("nothing_follows", "t", "{'id':'t','kind':'trigger','on':'event','metric':'A'}");
    row("leads_to_trigger", "t", Start + goal("a", "t"));
    row("unread_node", "x", Start + goal("a", "x") + ",{'id':'x','kind':'teleport'}");
    row("unreachable", "z", Start + goal("a") + goal("z"));
    row("dead_end", "a", Start + ",{'id':'a','kind':'split','when':" + group(Texan) + ",'to':{'yes':'b'}}" + goal("b"));
    row("cycle_without_delay", "a", Start + goal("a", "b") + goal("b", "a"));
    row("unfinished", "t", "{'id':'t','kind':'trigger','on':'event','to':{'next':'a'}}" + goal("a"));
    row("unfinished", "t", "{'id':'t','kind':'trigger','on':'joins','to':{'next':'a'}}" + goal("a"));
    row("unfinished", "t", "{'id':'t','kind':'trigger','on':'date','to':{'next':'a'}}" + goal("a"));
    row("unfinished", "a", Start + ",{'id':'a','kind':'delay','span':{'n':0}}");
    row("unfinished", "a", Start + ",{'id':'a','kind':'wait','timeout':{'n':1}}");
    row("unfinished", "a", Start + ",{'id':'a','kind':'split','when':" + group(Texan + ",{'kind':'event'}") + "}");
    row("unfinished", "a", Start + ",{'id':'a','kind':'trigger_split'}");
    row("unfinished", "a", Start + ",{'id':'a','kind':'multi_split'}");
    row("unfinished", "a", Start + ",{'id':'a','kind':'random_split','arms':[{'id':'x'}]}");
    row("unfinished", "a",
        Start + ",{'id':'a','kind':'random_split','arms':[{'id':'x','weight':0},{'id':'y','weight':0}]}");
    row("unfinished", "a", Start + ",{'id':'a','kind':'update','changes':[{'property':'City'}]}");
    row("unfinished", "a", Start + ",{'id':'a','kind':'list'}");
    row("unfinished", "a", Start + ",{'id':'a','kind':'ladder'}");
    row("unfinished", "", Start + goal("a"), "'exits':[{'id':'e'}]");
    row("empty_message", "a", Start + ",{'id':'a','kind':'message','text':'T'}", ForMail);
    row("empty_message", "a", Start + ",{'id':'a','kind':'message','subject':'S','text':' '}", ForMail);
    row("empty_message", "a", Start + ",{'id':'a','kind':'message','channel':'webhook'}");
    row("bad_personal_field", "a",
        Start + ",{'id':'a','kind':'message','subject':'S','text':'Hi {{ first_name|shout }}'}", ForMail);
    row("empty_branch", "a", Start + split("a", Texan + ',' + NoTexan, "b", "c") + goal("b") + goal("c"));
    row("contradicting_splits", "b",
        Start + split("a", Texan, "b", "c") + split("b", NoTexan, "c", "d") + goal("c") + goal("d"));
    row("contradicting_splits", "b",
        Start + split("a", Texan, "c", "b") + split("b", Texan, "c", "d") + goal("c") + goal("d"));
    row("shadowed_branch", "a",
        Start + ",{'id':'a','kind':'multi_split','branches':[{'id':'x','when':" + group(Texan) +
            "},{'id':'y','when':" + group(NoTexan) + "},{'id':'z','when':" + group(Texan) +
            "}],'to':{'x':'b','y':'b','z':'b','else':'b'}}" + goal("b"));
    row("waits_beyond_re_entry", "a", Start + delay("a", 24 * 40, "b") + goal("b"), "'re_entry':'after_span'");
    row("waits_for_ever", "a",
        Start + ",{'id':'a','kind':'wait','until':" + group(Texan) + ",'to':{'met':'b'}}" + goal("b"));
    row("idle_exit", "", Start + goal("a"), "'exits':[{'id':'e','leaves':false,'when':" + group(Texan) + "}]");
    row("no_consent_check", "a", Start + mail("a"));
    row("no_consent_check", "b",
        Start + split("a", Sms, "c", "b") + mail("b", nullptr, "sms") + mail("c", nullptr, "email"), ForMail);
    row("messages_too_close", "c", Start + mail("a", "b") + delay("b", 15, "c") + mail("c"), ForMail);
    row("messages_too_close", "c",
        Start + mail("a", "b") + ",{'id':'b','kind':'wait','until':" + group(Texan) +
            ",'timeout':{'n':3},'to':{'met':'c','timeout':'c'}}" + mail("c"),
        ForMail);
    row("channel_gap", "", Start + mail("a", nullptr, "sms"), "'entry':" + group(Sms));
    row("no_exit_on_purchase", "", Cart + mail("a"), ForMail);
    row("no_exit_on_purchase", "",
        "{'id':'t','kind':'trigger','on':'joins','name':'Win back','to':{'next':'a'}}" + mail("a"), ForMail);
    row("ladder_never_stops", "a", Start + ",{'id':'a','kind':'ladder','rungs':[5,10]}");
    row("ladder_never_stops", "a",
        Start + ",{'id':'a','kind':'ladder','rungs':[5],'to':{'next':'d','used_up':'d'}}" + delay("d", 48, "a"),
        Leaves);
    row("quick_cycle", "a", Start + ",{'id':'a','kind':'delay','span':{'n':1,'unit':'minute'},'to':{'next':'a'}}");
    row("unknown_zone", "", Start + goal("a"), "'zone':'Mars/Base'");
    row("invalid_definition", "a",
        Start + split("a", "{'kind':'sample','percent':120}", "b", "c") + goal("b") + goal("c"));
}

void TestFlowLint::findsWhatIsWrong()
{
    QFETCH(QString, kind);
    QFETCH(QString, node);
    QFETCH(QByteArray, nodes);
    QFETCH(QByteArray, more);
    const auto problems = lint(readingOf(nodes, more).flow);
    const FlowProblem *found = find(problems, kind);
    QVERIFY2(found, qPrintable(told(problems).join(u'\n')));
    QCOMPARE(found->node, node);
    QVERIFY(!found->text.isEmpty() && !found->where.isEmpty());
}

void TestFlowLint::leavesAloneWhatIsRight_data()
{
    QTest::addColumn<QByteArray>("nodes");
    QTest::addColumn<QByteArray>("more");
    const auto row = [](const char *name, const QByteArray &nodes, const QByteArray &more = {}) {
        QTest::newRow(name) << nodes << more;
    };
    row("all ways end", Start + ",{'id':'a','kind':'split','when':" + group(Texan) + "}");
    row("round with a delay", Start + goal("a", "b") + delay("b", 1, "a"));
    row("no contradiction", Start + split("a", Texan, "b", "c") + split("b", Sms, "c", "d") + goal("c") + goal("d"));
    row("a delay between two splits of the same",
        Start + split("a", Texan, "b", "d") + delay("b", 1, "c") + split("c", Texan, "d", "e") + goal("d") + goal("e"));
    row("waits as long as the rule", Start + delay("a", 24 * 30, "b") + goal("b"), "'re_entry':'after_span'");
    row("long waits where people leave first", Start + delay("a", 24 * 90, "b") + goal("b"));
    row("asked by a split", Start + split("a", Sms, "b", "c") + mail("b", nullptr, "sms") + mail("c"), ForMail);
    row("a message of business asks nobody",
        Start + ",{'id':'a','kind':'message','class':'transactional','subject':'S','text':'T'}");
    row("a day between", Start + mail("a", "b") + delay("b", 24, "c") + mail("c"), ForMail);
    row("two channels at once",
        Start + mail("a", "b") + split("b", Sms, "c", "d") + mail("c", nullptr, "sms") + goal("d"), ForMail);
    row("timeouts count",
        Start + mail("a", "b") + ",{'id':'b','kind':'wait','until':" + group(Texan) +
            ",'timeout':{'n':3},'to':{'met':'d','timeout':'c'}}" + mail("c") + goal("d"),
        ForMail);
    row("leaves on purchase", Cart + mail("a"), Leaves);
    row("a goal at which people leave", Start + ",{'id':'a','kind':'ladder','rungs':[5,10]}", Leaves);
    row("a ladder that ends",
        Start + ",{'id':'a','kind':'ladder','rungs':[5],'to':{'next':'d','used_up':'e'}}" + delay("d", 48, "a") +
            ",{'id':'e','kind':'exit'}",
        Leaves);
    row("tasks and webhooks",
        Start + ",{'id':'a','kind':'message','channel':'task','subject':'Call','to':{'next':'b'}},{'id':'b','kind':"
                "'message','channel':'webhook','link':'https://shop.example'}");
}

void TestFlowLint::leavesAloneWhatIsRight()
{
    QFETCH(QByteArray, nodes);
    QFETCH(QByteArray, more);
    QCOMPARE(told(lint(flowOf(nodes, more))), QStringList());
}

// Where a problem has a fix it is gone after it, and nothing became wrong that was not.
void TestFlowLint::mendsWhatItCan()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, nodes);
    QFETCH(QByteArray, more);
    const FlowDoc flow = readingOf(nodes, more).flow;
    const auto problems = lint(flow);
    const FlowProblem problem = *find(problems, kind);
    const auto mended = fixed(flow, problem);
    QCOMPARE(mended.has_value(), !problem.fix.isEmpty());
    if (!mended)
        return;
    const auto left = lint(*mended);
    QVERIFY2(kindsOf(left).count(kind) < kindsOf(problems).count(kind), qPrintable(told(left).join(u'\n')));
    QVERIFY(!find(left, QStringLiteral("dangling_edge")) && !find(left, QStringLiteral("unreachable")));
    QVERIFY(readFlow(mended->toJson())->flow == *mended);
    QVERIFY(!fixed(*mended, problem) || fixed(*mended, problem) != mended);
}

void TestFlowLint::whatIsGoneFromTheStore()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("s.perennial");
    StoreNames names;
    {
        auto store = Store::create(path, {.name = "Fern"});
        QVERIFY(store);
        QVERIFY(SegmentShelf(*store).save("VIP", "{}", {1000}));
        QVERIFY(FlowShelf(*store).save("Welcome", "{}", {1000}));
        QVERIFY(ListShelf(*store).create("Newsletter", {}, {}, {1000}));
        QVERIFY(store->database().execute(
            "INSERT INTO profiles(id, import_id) VALUES (1, 0);"
            "INSERT INTO metrics(id, name) VALUES (1, 'Started Checkout');"
            "INSERT INTO events(profile_id, at, metric_id, key, import_id) VALUES (1, 1000, 1, 1, 0);"));
        names = namesIn(*store).value();
    }
    QCOMPARE(names.segments, QStringList("VIP"));
    QCOMPARE(names.lists, QStringList("Newsletter"));
    QCOMPARE(names.flows, QStringList("Welcome"));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table);
    const LintSetting setting{table->get(), names};
    const FlowDoc flow = flowOf(
        "{'id':'t','kind':'trigger','on':'event','metric':'Wrote Review','to':{'next':'a'}},"
        "{'id':'u','kind':'trigger','on':'joins','name':'vip','to':{'next':'a'}},"
        "{'id':'v','kind':'trigger','on':'joins','name':'Gone','to':{'next':'a'}},"
        "{'id':'p','kind':'trigger','on':'product','to':{'next':'a'}}," +
        split("a",
              "{'kind':'membership','name':'Deleted'},{'kind':'membership','of':'stage','name':'Nowhere'},{'kind':"
              "'event','metric':'Flew','compare':{'op':'at_least_once'}},{'kind':'property','of':'variable','property':"
              "'discount','op':'is_set'}",
              "b", "c")
            .mid(1) +
        ",{'id':'b','kind':'list','list':'newsletter','to':{'next':'c'}},{'id':'c','kind':'list','list':'Nobody'}");
    QCOMPARE(told(lint(flow)), QStringList());
    QCOMPARE(told(lint(flow, setting)),
             QStringList({"missing_segment v nodes[2].name", "missing_segment a nodes[4].when.children[0]",
                          "missing_stage a nodes[4].when.children[1]", "missing_data t nodes[0].metric",
                          "missing_data p nodes[3].metric", "missing_data a nodes[4].when.children[2]",
                          "missing_list c nodes[6].list"}));
}

// What no file can hold.
void TestFlowLint::madeInTheProgram()
{
    FlowDoc flow = flowOf(Start + goal("a", "b") + goal("b"));
    flow.nodes[1].to[port::Next] = QStringLiteral("gone");
    flow.nodes[2].to[QStringLiteral("odd")] = QStringLiteral("a");
    const auto problems = lint(flow);
    QCOMPARE(told(problems).mid(0, 2),
             QStringList({"dangling_edge a nodes[1].to.next", "unknown_port b nodes[2].to.odd"}));
    const auto mended = fixed(fixed(flow, problems[0]).value(), problems[1]);
    QVERIFY(mended && mended->nodes[1].to.empty() && mended->nodes[2].to.empty());
}

void TestFlowLint::waysThatNobodyTook()
{
    const FlowDoc flow =
        flowOf(Start + split("a", Texan, "b", "c") + split("b", Sms, "c", "d") + goal("c") + goal("d"));
    const auto problems =
        untakenWays(flow,
                    [](const FlowNodeId &node, const FlowPort &port) -> quint64 {
                        return (node == QLatin1String("t") || node == QLatin1String("a")) && port != port::Yes ? 12 : 0;
                    },
                    {QStringLiteral("1 May"), QStringLiteral("2 June")});
    QCOMPARE(told(problems), QStringList("untaken_way a nodes[1].to.yes"));
    QCOMPARE(problems[0].text, QStringLiteral("Nobody went by “yes” from 1 May to 2 June: that is what was replayed."));
}

void TestFlowLint::gravestFirst()
{
    const auto problems = lint(readingOf(Start + ",{'id':'a','kind':'split','when':" + group(Texan) +
                                         ",'to':{'yes':'b'}}" + goal("b") + goal("z") + ",{'id':'x','kind':'?'}")
                                   .flow);
    QVERIFY(std::ranges::is_sorted(problems, {}, &FlowProblem::severity));
    QCOMPARE(problems.front().kind, QStringLiteral("unread_node"));
    QCOMPARE(problems.back().kind, QStringLiteral("dead_end"));
}

void TestFlowLint::aLongFlowTakesNoTime()
{
    QByteArray nodes = Start + mail("a", "m0");
    constexpr int length = 10'000;
    for (int i = 0; i < length; ++i)
        nodes += mail(("m" + QByteArray::number(i)).constData(),
                      i + 1 < length ? ("m" + QByteArray::number(i + 1)).constData() : nullptr);
    const FlowDoc flow = flowOf(nodes, ForMail);
    QElapsedTimer timer;
    timer.start();
    const auto problems = lint(flow);
    qInfo() << "linted in" << timer.elapsed() << "ms";
    QCOMPARE(problems.size(), size_t(length));
    QVERIFY(timer.elapsed() < 2000);
}

QTEST_GUILESS_MAIN(TestFlowLint)
#include "tst_flowlint.moc"
