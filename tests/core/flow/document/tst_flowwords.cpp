// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowwords.h"
#include "tests/core/flow/document/flowtexts.h"

#include <QLocale>
#include <QTest>

using namespace perennial;

namespace {

FlowNode nodeOf(const QByteArray &keys)
{
    const FlowDoc flow = flowOf("{'id':'a'," + keys + "}");
    return flow.nodes.empty() ? FlowNode() : flow.nodes.front();
}

const QByteArray Bought = "{'kind':'group','children':[{'kind':'event','metric':'Placed Order','window':{'kind':"
                          "'since_flow_start'},'compare':{'op':'at_least_once'}}]}";

} // namespace

// What cards, lists and the clipboard say of a flow.
class TestFlowWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void everyKindSaysWhatItDoes_data();
    void everyKindSaysWhatItDoes();
    void portsSayWhereTheyLead();
    void aTitleIsTheName();
    void theWholeFlow();
};

void TestFlowWords::everyKindSaysWhatItDoes_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *keys, const char *words) {
        QTest::newRow(keys) << QByteArray(keys) << QString(words);
    };
    row("'kind':'trigger','on':'event'", "Starts with: …");
    row("'kind':'trigger','on':'event','metric':'Started "
        "Checkout','filters':{'of':[{'property':'$value','op':'at_least',"
        "'value':50}]}",
        "Starts with: Started Checkout where value is at least 50");
    row("'kind':'trigger','on':'joins','of':'list','name':'Newsletter'", "Starts with: joins the list “Newsletter”");
    row("'kind':'trigger','on':'date','property':'Birthday','offset':{'n':7},'time':'09:00','repeat':'yearly'",
        "Starts with: 7 days before Birthday, at 09:00, every year");
    row("'kind':'trigger','on':'product','change':'price_drop','percent':10",
        "Starts with: a price drops by 10 % or more");
    row("'kind':'delay','span':{'n':1}", "Wait: 1 day");
    row("'kind':'delay','span':{'n':2},'until':'10:00','weekdays':[1,2]",
        "Wait: 2 days, then until 10:00, on Mon, Tue");
    row("'kind':'delay','span':{'n':0},'until':'10:00','clock':'profile'", "Wait: until 10:00, by their own clock");
    row("'kind':'delay','span':{'n':0}", "Wait: …");
    row("'kind':'wait'", "Wait until: …");
    row("'kind':'wait','timeout':{'n':3},'until':{'kind':'group','children':[{'kind':'event','metric':'Placed Order',"
        "'window':{'kind':'since_flow_start'},'compare':{'op':'at_least_once'}}]}",
        "Wait until: who placed an order at least once since starting this flow, for 3 days at most");
    row("'kind':'wait','until':{'kind':'group','children':[{'kind':'event','metric':'Placed Order',"
        "'same_as_trigger':[{'property':'cart_id','trigger':'id'},{'property':'$order'}],"
        "'compare':{'op':'at_least_once'}}]}",
        "Wait until: who placed an order with the same cart_id (id there) and order as what started the flow at least "
        "once ever");
    row("'kind':'split','when':{'kind':'group','children':[{'kind':'property','property':'City','op':'is','value':'"
        "Bonn'}]}",
        "Split: whose City is “Bonn”");
    row("'kind':'trigger_split','filters':{'of':[{'property':'$value','op':'more','value':100}]}",
        "Split by what started it: value is more than 100");
    row("'kind':'multi_split','branches':[{'id':'a','name':'VIP'},{'id':'b'}]", "Split into branches: VIP · … · else");
    row("'kind':'random_split','arms':[{'id':'a','name':'A','weight':1},{'id':'b','weight':2}]",
        "Split at random: A 33.3 % · 66.7 %");
    row("'kind':'message','channel':'sms','text':'Hello'", "Send SMS: Hello");
    row("'kind':'message','channel':'email','name':'Reminder','subject':'Still there?'", "Send e-mail: Reminder");
    row("'kind':'message','channel':'task'", "Give a task: …");
    row("'kind':'update','changes':[{'property':'Cart','from_trigger':'$value'},{'property':'Tags','change':'add','"
        "value':"
        "'x'}]",
        "Update profile: Cart becomes the $value of what started the flow, Tags gets “x”");
    row("'kind':'list','list':'Newsletter','add':false", "Take off list: Newsletter");
    row("'kind':'ladder','rungs':[5,10,15]", "Raise discount: 5 % → 10 % → 15 %");
    row("'kind':'goal','name':'Reviewed'", "Goal: Reviewed");
    row("'kind':'exit'", "Leave the flow");
}

void TestFlowWords::everyKindSaysWhatItDoes()
{
    QFETCH(QByteArray, keys);
    QFETCH(QString, words);
    QCOMPARE(nameOf(nodeOf(keys)), words);
}

void TestFlowWords::portsSayWhereTheyLead()
{
    const FlowNode wait = nodeOf("'kind':'wait','timeout':{'n':3}");
    QCOMPARE(portWords(wait, port::Met), QStringLiteral("met"));
    QCOMPARE(portWords(wait, port::Timeout), QStringLiteral("after 3 days"));
    QCOMPARE(portWords(nodeOf("'kind':'wait'"), port::Timeout), QStringLiteral("never"));
    const FlowNode split = nodeOf("'kind':'multi_split','branches':[{'id':'a','name':'VIP'}]");
    QCOMPARE(portWords(split, QStringLiteral("a")), QStringLiteral("VIP"));
    QCOMPARE(portWords(split, port::Else), QStringLiteral("else"));
    QCOMPARE(portWords(nodeOf("'kind':'random_split','arms':[{'id':'a','name':'A'},{'id':'b'}]"), QStringLiteral("a")),
             QStringLiteral("A 50 %"));
}

void TestFlowWords::aTitleIsTheName()
{
    QCOMPARE(nameOf(nodeOf("'kind':'goal','name':'Reviewed','title':'They liked it'")),
             QStringLiteral("They liked it"));
}

void TestFlowWords::theWholeFlow()
{
    const FlowDoc flow = flowOf(
        "{'id':'t','kind':'trigger','on':'event','metric':'Started Checkout','to':{'next':'d'}},"
        "{'id':'d','kind':'delay','title':'A pause','span':{'n':4,'unit':'hour'},'to':{'next':'m'}},"
        "{'id':'m','kind':'message','channel':'email','name':'Reminder'}",
        "'name':'Cart','re_entry':'after_span','exits':[{'id':'e','name':'Bought','goal':true,'when':" + Bought + "}]");
    const QStringList expected{"Cart",
                               "Who may come in: Everybody.",
                               "Everybody comes in again, 30 days after they last did at the earliest.",
                               "Goal (Bought), at which people leave: people who placed an order at least once since "
                               "starting this flow.",
                               "",
                               "1. Starts with: Started Checkout",
                               "   next → 2",
                               "2. A pause",
                               "   Wait: 4 hours",
                               "   next → 3",
                               "3. Send e-mail: Reminder",
                               "   next → the end"};
    QCOMPARE(sentencesOf(flow).split(u'\n'), expected);
}

QTEST_GUILESS_MAIN(TestFlowWords)
#include "tst_flowwords.moc"
