// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyoflow.h"
#include "core/flow/library/flowlibrary.h"
#include "tests/core/connect/contracts/contract.h"
#include "tests/core/flow/document/flowtexts.h"
#include "tests/testpaths.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace perennial;

namespace {

const QByteArray Start = "{'id':'t','kind':'trigger','on':'event','metric':'Started Checkout','to':{'next':'a'}}";

QByteArray group(const QByteArray &children)
{
    return "{'kind':'group','match':'all','children':[" + children + "]}";
}

QByteArray sms(const char *id, const char *next = nullptr)
{
    return QByteArray(",{'id':'") + id + "','kind':'message','channel':'sms','text':'T','name':'" + id + "','to':{" +
           (next ? QByteArray("'next':'") + next + "'" : QByteArray()) + "}}";
}

KlaviyoFlow exported(const QByteArray &nodes, const QByteArray &more = {})
{
    const auto made = klaviyoFlow(flowOf(nodes, more), QTimeZone("Europe/Berlin"));
    return made.value_or(KlaviyoFlow());
}

QJsonObject definitionOf(const KlaviyoFlow &flow)
{
    return flow.request["data"]["attributes"]["definition"].toObject();
}

QMap<QString, QJsonObject> actionsOf(const KlaviyoFlow &flow)
{
    QMap<QString, QJsonObject> actions;
    for (const QJsonValue &action : definitionOf(flow)["actions"].toArray())
        actions.insert(action["temporary_id"].toString(), action.toObject());
    return actions;
}

QJsonValue dataOf(const QMap<QString, QJsonObject> &actions, const char *id)
{
    return actions.value(QLatin1String(id)).value(QLatin1String("data"));
}

QByteArray textOf(const QJsonValue &value)
{
    return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact).replace('"', '\'');
}

// The ids an action leads to.
QStringList targetsOf(const QJsonObject &action)
{
    QStringList targets;
    const QJsonObject links = action["links"].toObject();
    for (const char *key : {"next", "next_if_true", "next_if_false"}) {
        if (links[QLatin1String(key)].isString())
            targets.append(links[QLatin1String(key)].toString());
    }
    for (const QJsonValue &branch : action["data"]["branches"].toArray()) {
        if (branch["links"]["next"].isString())
            targets.append(branch["links"]["next"].toString());
    }
    return targets;
}

// The condition groups that a split's definition becomes: "[[a, b], [c]]" with the operators alone.
QString groupsOf(const QByteArray &children)
{
    const KlaviyoFlow flow =
        exported(Start + ",{'id':'a','kind':'split','when':" + group(children) + ",'to':{'yes':'b'}}" + sms("b"));
    QStringList groups;
    for (const QJsonValue &each : dataOf(actionsOf(flow), "a")["profile_filter"]["condition_groups"].toArray()) {
        QStringList conditions;
        for (const QJsonValue &condition : each["conditions"].toArray())
            conditions.append(condition["property"].toString().mid(12, 1) + u' ' +
                              condition["filter"]["operator"].toString());
        groups.append(conditions.join(u", "));
    }
    return groups.join(u" | ");
}

QByteArray is(char name, const char *op = "is")
{
    return QByteArray("{'kind':'property','property':'") + name + "','op':'" + op + "','value':'x'}";
}

bool tells(const KlaviyoFlow &flow, const QString &words)
{
    return !flow.unsupported.filter(words).isEmpty();
}

} // namespace

// A flow as Klaviyo takes it, and what is told of what it cannot say.
class TestKlaviyoFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void definitionsAreGroupsOfAlternatives_data();
    void definitionsAreGroupsOfAlternatives();
    void onlyWhoSaidYesCanReceive();
    void whoHasBoughtLeaves();
    void waysAreATree();
    void waysRoundEnd();
    void laddersAreWrittenOut();
    void aWaitIsADelayAndAQuestion();
    void randomArmsAreSamples();
    void hoursAndWeekdaysAreTwoDelays();
    void branchesAskAboutTheTrigger();
    void nothingIsDroppedWithoutAWord_data();
    void nothingIsDroppedWithoutAWord();
    void fieldsOfTheJourneyAreThePersons();
    void amountsStandWithoutTheirCurrency();
    void withoutATriggerThereIsNoFlow();
    void everyReadyFlowFitsThePublishedSchema();
    void aFlowThatGrowsTooLargeIsCut();
};

void TestKlaviyoFlow::definitionsAreGroupsOfAlternatives_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<QString>("groups");
    const auto any = [](const QByteArray &of) { return "{'kind':'group','match':'any','children':[" + of + "]}"; };
    const auto none = [](const QByteArray &of) { return "{'kind':'group','match':'none','children':[" + of + "]}"; };
    QTest::newRow("and") << is('a') + ',' + is('b') << "a equals | b equals";
    QTest::newRow("or") << any(is('a') + ',' + is('b')) << "a equals, b equals";
    QTest::newRow("none") << none(is('a') + ',' + is('b', "contains"))
                          << "a not-equals, a not-set | b not-contains, b not-set";
    QTest::newRow("is not") << is('a', "is_not") << "a not-equals | a is-set";
    QTest::newRow("none that is not") << none(is('a', "is_not")) << "a equals, a not-set";
    QTest::newRow("or not known") << QByteArray(
                                         "{'kind':'property','property':'a','op':'is','value':'x','unknown':'in'}")
                                  << "a equals, a not-set";
    QTest::newRow("none or not known") << none(
                                              "{'kind':'property','property':'a','op':'is','value':'x','unknown':'in'}")
                                       << "a not-equals | a is-set";
    QTest::newRow("none that is set") << none("{'kind':'property','property':'a','op':'is_set'}") << "a not-set";
    QTest::newRow("or of ands") << any(group(is('a') + ',' + is('b')) + ',' + is('c'))
                                << "a equals, c equals | b equals, c equals";
    QTest::newRow("not an and") << none(group(is('a') + ',' + is('b')))
                                << "a not-equals, a not-set, b not-equals, b not-set";
    QTest::newRow("not an or") << none(any(is('a') + ',' + is('b')))
                               << "a not-equals, a not-set | b not-equals, b not-set";
    QTest::newRow("unfinished") << is('a') + ",{'kind':'property'}"
                                << "a equals";
    QTest::newRow("between") << QByteArray("{'kind':'property','property':'a','op':'between','value':[9,5]}")
                             << "a greater-than-or-equal | a less-than-or-equal";
}

void TestKlaviyoFlow::definitionsAreGroupsOfAlternatives()
{
    QFETCH(QByteArray, children);
    QFETCH(QString, groups);
    QCOMPARE(groupsOf(children), groups);
}

// Klaviyo lets mail go to whoever never said anything; here that takes a yes.
void TestKlaviyoFlow::onlyWhoSaidYesCanReceive()
{
    const auto consents = [](const char *state) {
        const KlaviyoFlow flow =
            exported(Start + ",{'id':'a','kind':'split','when':" +
                     group(QByteArray("{'kind':'consent','channel':'email','state':'") + state + "'}") +
                     ",'to':{'yes':'b'}}" + sms("b"));
        QStringList told;
        for (const QJsonValue &condition :
             dataOf(actionsOf(flow), "a")["profile_filter"]["condition_groups"][0]["conditions"].toArray())
            told.append(QStringLiteral("%1 %2")
                            .arg(condition["consent"]["can_receive_marketing"].toBool())
                            .arg(condition["consent"]["consent_status"]["subscription"].toString()));
        return told.join(u", ");
    };
    QCOMPARE(consents("can_receive"), "1 subscribed");
    QCOMPARE(consents("cannot_receive"), "0 any, 1 never_subscribed");
}

void TestKlaviyoFlow::whoHasBoughtLeaves()
{
    const KlaviyoFlow flow = exported(
        Start + sms("a"),
        "'name':'Cart','re_entry':'after_span','re_entry_after':{'n':2,'unit':'week'},'exits':[{'id':'b','when':" +
            group("{'kind':'event','metric':'Placed Order','window':{'kind':'since_flow_start'},'compare':{'op':"
                  "'at_least_once'}}") +
            "}]");
    const QJsonObject definition = definitionOf(flow);
    QCOMPARE(
        textOf(definition["profile_filter"]),
        "{'condition_groups':[{'conditions':[{'measurement':'count','measurement_filter':{'operator':'equals',"
        "'type':'numeric','value':0},'metric_id':'metric:Placed Order','timeframe_filter':{'operator':'flow-start',"
        "'type':'date'},'type':'profile-metric'}]}]}");
    QCOMPARE(textOf(definition["reentry_criteria"]), "{'duration':14,'unit':'day'}");
    QCOMPARE(textOf(definition["triggers"][0]),
             "{'id':'metric:Started Checkout','trigger_filter':null,'type':'metric'}");
    QCOMPARE(definition["entry_action_id"].toString(), "a");
    QVERIFY(flow.unsupported.isEmpty());
}

void TestKlaviyoFlow::waysAreATree()
{
    const KlaviyoFlow flow = exported(Start + ",{'id':'a','kind':'split','when':" + group(is('a')) +
                                      ",'to':{'yes':'b','no':'c'}}" + sms("b", "c") + sms("c"));
    const auto actions = actionsOf(flow);
    QCOMPARE(QStringList(actions.keys()), QStringList({"a", "b", "c", "c-2"}));
    QCOMPARE(targetsOf(actions["a"]), QStringList({"b", "c-2"}));
    QCOMPARE(targetsOf(actions["b"]), QStringList("c"));
    QVERIFY(dataOf(actions, "c")["message"]["name"] != dataOf(actions, "c-2")["message"]["name"]);
    QVERIFY(tells(flow, "joins no ways"));
}

void TestKlaviyoFlow::waysRoundEnd()
{
    const KlaviyoFlow flow = exported(Start + sms("a", "b") + ",{'id':'b','kind':'delay','to':{'next':'a'}}");
    QCOMPARE(actionsOf(flow).size(), 2);
    QVERIFY(targetsOf(actionsOf(flow)["b"]).isEmpty());
    QVERIFY(tells(flow, "goes round no ways"));
}

void TestKlaviyoFlow::laddersAreWrittenOut()
{
    const KlaviyoFlow flow =
        exported(Start + ",{'id':'a','kind':'ladder','rungs':[5,10],'to':{'next':'b','used_up':'e'}}" + sms("b", "c") +
                 ",{'id':'c','kind':'delay','to':{'next':'a'}}" + sms("e"));
    const auto actions = actionsOf(flow);
    QCOMPARE(QStringList(actions.keys()), QStringList({"a", "a-2", "b", "b-2", "c", "c-2", "e"}));
    QCOMPARE(dataOf(actions, "a-2")["profile_operations"][0]["property_value"].toInt(), 10);
    QCOMPARE(targetsOf(actions["c-2"]), QStringList("e"));
    QVERIFY(tells(flow, "no discount ladder") && !tells(flow, "goes round"));
}

void TestKlaviyoFlow::aWaitIsADelayAndAQuestion()
{
    const KlaviyoFlow flow = exported(Start + ",{'id':'a','kind':'wait','until':" + group(is('a')) +
                                      ",'timeout':{'n':3},'to':{'met':'b','timeout':'c'}}" + sms("b") + sms("c"));
    const auto actions = actionsOf(flow);
    QCOMPARE(textOf(dataOf(actions, "a")), "{'unit':'days','value':3}");
    QCOMPARE(targetsOf(actions["a"]), QStringList("a-2"));
    QCOMPARE(targetsOf(actions["a-2"]), QStringList({"b", "c"}));
    QVERIFY(tells(flow, "cannot wait until"));
}

void TestKlaviyoFlow::randomArmsAreSamples()
{
    const KlaviyoFlow flow =
        exported(Start +
                 ",{'id':'a','kind':'random_split','arms':[{'id':'x','weight':2},{'id':'y'},{'id':'z'}],"
                 "'to':{'x':'b','y':'c','z':'d'}}" +
                 sms("b") + sms("c") + sms("d"));
    const auto actions = actionsOf(flow);
    QCOMPARE(targetsOf(actions["a"]), QStringList({"b", "a-2"}));
    QCOMPARE(targetsOf(actions["a-2"]), QStringList({"c", "d"}));
    for (const char *id : {"a", "a-2"})
        QCOMPARE(textOf(dataOf(actions, id)["profile_filter"]["condition_groups"][0]["conditions"][0]),
                 "{'percentage':50,'type':'profile-sample'}");
}

void TestKlaviyoFlow::hoursAndWeekdaysAreTwoDelays()
{
    const KlaviyoFlow flow = exported(
        Start + ",{'id':'a','kind':'delay','span':{'n':6,'unit':'hour'},'until':'10:00','weekdays':[1,5],'clock':"
                "'profile'}");
    QCOMPARE(textOf(dataOf(actionsOf(flow), "a")), "{'unit':'hours','value':6}");
    QCOMPARE(textOf(dataOf(actionsOf(flow), "a-2")),
             "{'delay_until_time':'10:00:00','delay_until_weekdays':['monday','friday'],'timezone':'profile','unit':"
             "'days','value':0}");
}

void TestKlaviyoFlow::branchesAskAboutTheTrigger()
{
    const QByteArray cart = "{'kind':'property','of':'trigger','property':'$value','op':'more','value':100}";
    const KlaviyoFlow flow =
        exported(Start + ",{'id':'a','kind':'multi_split','branches':[{'id':'x','name':'Large','when':" + group(cart) +
                     "}],'to':{'x':'b','else':'c'}}" + sms("b") + sms("c"),
                 "'re_entry':'always'");
    const QJsonObject branch = dataOf(actionsOf(flow), "a")["branches"][0].toObject();
    QCOMPARE(branch["branch_filter"]["condition_groups"][0]["conditions"][0]["field"].toString(), "$value");
    QCOMPARE(branch["links"]["next"].toString(), "b");
    QVERIFY(flow.unsupported.isEmpty());
}

void TestKlaviyoFlow::nothingIsDroppedWithoutAWord_data()
{
    QTest::addColumn<QByteArray>("nodes");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *words, const QByteArray &nodes, const QByteArray &more = {}) {
        QTest::newRow(words) << nodes << more << QString(words);
    };
    const auto split = [](const QByteArray &child) {
        return Start + ",{'id':'a','kind':'split','when':" + group(child) + ",'to':{'yes':'b'}}" + sms("b");
    };
    row("has no goals", Start + ",{'id':'a','kind':'goal','name':'G'}");
    row("no months", Start + ",{'id':'a','kind':'delay','span':{'n':2,'unit':'month'}}");
    row("A list of that name stands there", split("{'kind':'rhythm','metric':'A','pattern':'overdue'}"));
    row("A list of that name",
        split("{'kind':'event','metric':'A','aggregate':'average','compare':{'op':'more','value':3}}"));
    row("A list of", split("{'kind':'event','metric':'A','window':{'kind':'ever','weekdays':[1]},'compare':{'op':"
                           "'at_least_once'}}"));
    row("cannot tie", split("{'kind':'event','metric':'A','same_as_trigger':[{'property':'$order'}],'compare':{'op':"
                            "'at_least_once'}}"));
    row("no variables", split("{'kind':'property','of':'variable','property':'d','op':'more','value':1}"));
    row("Or not known", split("{'kind':'consent','channel':'email','state':'can_receive','unknown':'in'}"));
    row("one trigger", Start + sms("a") + ",{'id':'u','kind':'trigger','on':'joins','name':'VIP','to':{'next':'a'}}");
    row("before every step", Start + sms("a"), "'entry':" + group(is('a')));
    row("settings of the account", Start + sms("a"), "'sending':{'caps':[{}]}");
    row("though they are still on the way", Start + sms("a"), "'re_entry':'after_leaving'");
    row("template of it", Start + ",{'id':'a','kind':'message','subject':'S','text':'T'}");
    row("internal alert", Start + ",{'id':'a','kind':'message','channel':'task','subject':'S'}");
    row("leaves it out", Start + ",{'id':'a','kind':'update','changes':[{'property':'A','from_trigger':'b'}]}");
    row("on a date or before", "{'id':'t','kind':'trigger','on':'date','property':'Birthday','offset':{'n':3},'side':'"
                               "after','to':{'next':'a'}}" +
                                   sms("a"));
    row("back in stock",
        "{'id':'t','kind':'trigger','on':'product','change':'back_in_stock','to':{'next':'a'}}" + sms("a"));
    row("no stages",
        "{'id':'t','kind':'trigger','on':'joins','of':'stage','name':'Lost','to':{'next':'a'}}" + sms("a"));
}

void TestKlaviyoFlow::nothingIsDroppedWithoutAWord()
{
    QFETCH(QByteArray, nodes);
    QFETCH(QByteArray, more);
    QFETCH(QString, words);
    const bool leavesReEntry = more.contains("re_entry");
    const KlaviyoFlow flow =
        exported(nodes, leavesReEntry ? more : more + (more.isEmpty() ? "" : ",") + "'re_entry':'always'");
    QCOMPARE(flow.unsupported.size(), 1);
    QVERIFY2(tells(flow, words), qPrintable(flow.unsupported.join(u'\n')));
}

void TestKlaviyoFlow::fieldsOfTheJourneyAreThePersons()
{
    const KlaviyoFlow flow = exported(
        Start + ",{'id':'a','kind':'message','channel':'sms','text':'{{ first_name }}: {{ flow.discount }} % {{ "
                "flow|lookup:\\'D 2\\' }} {{ event.product }}'}");
    QCOMPARE(dataOf(actionsOf(flow), "a")["message"]["body"].toString(),
             "{{ first_name }}: {{ person|lookup:'discount' }} % {{ person|lookup:\"D 2\" }} {{ event.product }}");
}

void TestKlaviyoFlow::amountsStandWithoutTheirCurrency()
{
    const KlaviyoFlow flow = exported(
        Start +
        ",{'id':'a','kind':'message','channel':'sms','text':'{{ event.value|money:\\'EUR\\'|default:\\'much\\' }}"
        " or {{ event.value|money }}, no |money'}");
    QCOMPARE(dataOf(actionsOf(flow), "a")["message"]["body"].toString(),
             "{{ event.value|floatformat:2|default:\"much\" }} or {{ event.value|floatformat:2 }}, no |money");
    QVERIFY(tells(flow, "without their currency"));
}

void TestKlaviyoFlow::withoutATriggerThereIsNoFlow()
{
    QVERIFY(!klaviyoFlow(flowOf("{'id':'a','kind':'goal'}"), QTimeZone::utc()));
}

void TestKlaviyoFlow::everyReadyFlowFitsThePublishedSchema()
{
    const Contract contract =
        Contract::load(sharedFile(QStringLiteral("contracts/klaviyo/klaviyo-2026-07-15.openapi.json")));
    if (contract.isEmpty())
        QSKIP("Klaviyo's published schema does not lie beside the checkout.");
    for (const ReadyFlow &ready : flowLibrary()) {
        const auto flow = klaviyoFlow(ready.flow, QTimeZone("Europe/Berlin"));
        QVERIFY2(flow, qPrintable(ready.id));
        const auto wrong = contract.problemOf(
            {QStringLiteral("POST"), {}, QStringLiteral("/api/flows"), {}, {}, QJsonValue(flow->request)});
        QVERIFY2(!wrong, qPrintable(ready.id + u' ' + wrong.value_or(QString())));
        const auto actions = actionsOf(*flow);
        QSet<QString> led{definitionOf(*flow)["entry_action_id"].toString()};
        for (const QJsonObject &action : actions) {
            for (const QString &target : targetsOf(action)) {
                QVERIFY2(actions.contains(target) && !led.contains(target), qPrintable(ready.id + u' ' + target));
                led.insert(target);
            }
        }
        QCOMPARE(led.size(), actions.size());
        QCOMPARE(definitionOf(*flow)["triggers"].toArray().size(), 1);
    }
}

// Twenty splits whose ways meet again have a million ways through them.
void TestKlaviyoFlow::aFlowThatGrowsTooLargeIsCut()
{
    QByteArray nodes = Start;
    QByteArray name = "a";
    for (int i = 0; i < 20; ++i) {
        const QByteArray next = "n" + QByteArray::number(i);
        nodes += ",{'id':'" + name + "','kind':'split','when':" + group(is('a')) + ",'to':{'yes':'" + next +
                 "','no':'" + next + "'}}";
        name = next;
    }
    QElapsedTimer timer;
    timer.start();
    const KlaviyoFlow flow = exported(nodes + sms(name.constData()));
    QVERIFY(actionsOf(flow).size() <= 500);
    QVERIFY(tells(flow, "more than 500 actions"));
    QVERIFY(timer.elapsed() < 2000);
}

QTEST_GUILESS_MAIN(TestKlaviyoFlow)
#include "tst_klaviyoflow.moc"
