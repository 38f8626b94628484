// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/definitiondifferences.h"
#include "core/connect/draft/draftlive.h"
#include "core/connect/draft/draftreceipt.h"
#include "core/connect/draft/flowrules.h"
#include "core/connect/draft/remotenames.h"
#include "core/store/store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(QByteArray(text).replace('\'', '"')).object();
}

// A flow of a delay and an SMS behind it, with one place of its text replaced.
QJsonObject flow(const char *from = "", const char *to = "")
{
    QByteArray text =
        "{'triggers':[{'type':'metric','id':'M'}],'entry_action_id':'a','actions':["
        "{'temporary_id':'a','type':'time-delay','data':{'unit':'days','value':1},'links':{'next':'b'}},"
        "{'temporary_id':'b','type':'send-sms','data':{'status':'draft','message':{'name':'Hello','body':'Hi'}},"
        "'links':{'next':null}}]}";
    if (*from != '\0')
        text.replace(from, to);
    return json(text.constData());
}

QJsonObject asked(const QJsonObject &definition)
{
    return {{"data", QJsonObject{{"attributes", QJsonObject{{"definition", definition}}}}}};
}

} // namespace

// What is made of documents, and what is told of it, without any network.
class DraftsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreFoundWhereIdsBelong();
    void flowsThatBreakARuleAreNotSent_data();
    void flowsThatBreakARuleAreNotSent();
    void whatKlaviyoAddsIsNoDifference();
    void differencesAreTold_data();
    void differencesAreTold();
    void conditionsMayStandInAnyOrder();
    void whatCannotBeSentIsNamed();
    void receiptsAreKept();
};

void DraftsTest::namesAreFoundWhereIdsBelong()
{
    const QJsonObject request =
        json("{'metric_id':'metric:Placed: Order','body':'list:no','group_ids':['list:A','segment:B'],"
             "'deep':[{'list_id':'list:A','id':'abc','template_id':null}]}");
    const auto names = namesIn(request);
    QCOMPARE(names.size(), size_t(3));
    QVERIFY(names.contains({RemoteKind::Metric, "Placed: Order"}));
    const QJsonObject made =
        withIds(request, {{{RemoteKind::List, "A"}, "L1"}, {{RemoteKind::Metric, "Placed: Order"}, "M1"}});
    QCOMPARE(made, json("{'metric_id':'M1','body':'list:no','group_ids':['L1','segment:B'],"
                        "'deep':[{'list_id':'L1','id':'abc','template_id':null}]}"));
}

void DraftsTest::flowsThatBreakARuleAreNotSent_data()
{
    QTest::addColumn<QJsonObject>("definition");
    QTest::newRow("two triggers") << flow("{'type':'metric','id':'M'}", "{'type':'list'},{'type':'list'}");
    QTest::newRow("to nowhere") << flow("'next':'b'", "'next':'c'");
    QTest::newRow("round") << flow("'next':null", "'next':'a'");
    QTest::newRow("not reached") << flow("'next':'b'", "'next':null");
    QTest::newRow("one id twice") << flow("'temporary_id':'b'", "'temporary_id':'a'");
    QTest::newRow("an id of Klaviyo's") << flow("'temporary_id':'b'", "'temporary_id':'b','id':'7'");
    QTest::newRow("live") << flow("'draft'", "'live'");
    QTest::newRow("weeks") << flow("'days'", "'weeks'");
}

void DraftsTest::flowsThatBreakARuleAreNotSent()
{
    QFETCH(const QJsonObject, definition);
    QVERIFY(checkFlowRules(asked(flow())));
    QVERIFY(!checkFlowRules(asked(definition)));
}

void DraftsTest::whatKlaviyoAddsIsNoDifference()
{
    const QJsonObject there = json(
        "{'triggers':[{'type':'metric','id':'M','trigger_filter':null}],'profile_filter':null,'entry_action_id':'71',"
        "'actions':[{'id':'72','type':'send-sms','data':{'status':'draft','message':{'id':'m','name':'Hello','body':'"
        "Hi',"
        "'shorten_links':true}},'links':{'next':null}},{'id':'71','type':'time-delay','data':{'unit':'days','value':1,"
        "'timezone':'profile'},'links':{'next':'72'}}]}");
    QCOMPARE(flowDifferences(flow(), there), QStringList());
}

void DraftsTest::differencesAreTold_data()
{
    QTest::addColumn<QJsonObject>("there");
    QTest::addColumn<QString>("told");
    QTest::newRow("a text") << flow("'Hi'", "'Ho'")
                            << "Step “Hello”, data, message, body: asked for “Hi”, there is “Ho”.";
    QTest::newRow("a number") << flow("'value':1", "'value':2")
                              << "Step time-delay, data, value: asked for 1, there is 2.";
    QTest::newRow("a status") << flow("'draft'", "'live'")
                              << "Step “Hello”, data, status: asked for “draft”, there is “live”.";
    QTest::newRow("an end") << flow("'next':'b'", "'next':null")
                            << "Step time-delay leads on by 0 ways, asked for were 1.";
    QTest::newRow("a filter") << flow("'entry_action_id'",
                                      "'profile_filter':{'condition_groups':[{}]},'entry_action_id'")
                              << "Filter of the flow: asked for nothing, there is {\"condition_groups\":[{}]}.";
    QTest::newRow("another trigger") << flow("'id':'M'", "'id':'N'") << "Trigger 1, id: asked for “M”, there is “N”.";
}

void DraftsTest::differencesAreTold()
{
    QFETCH(const QJsonObject, there);
    QFETCH(const QString, told);
    QCOMPARE(flowDifferences(flow(), there), QStringList(told));
}

void DraftsTest::conditionsMayStandInAnyOrder()
{
    const QJsonObject one = json("{'condition_groups':[{'conditions':[{'a':1,'date':'2026-01-01T00:00:00Z'},{'b':2}]},"
                                 "{'conditions':[{'c':3}]}]}");
    const QJsonObject same = json("{'condition_groups':[{'conditions':[{'c':3,'x':0}]},{'conditions':[{'b':2},"
                                  "{'a':1.0,'date':'2026-01-01T00:00:00+00:00'}]}]}");
    QCOMPARE(segmentDifferences(one, same), QStringList());
    const QJsonObject fewer = json("{'condition_groups':[{'conditions':[{'c':3}]}]}");
    QCOMPARE(segmentDifferences(one, fewer).size(), 1);
}

void DraftsTest::whatCannotBeSentIsNamed()
{
    QCOMPARE(stepsNotReady(flow()), QStringList());
    const QJsonObject lacking =
        json("{'actions':[{'type':'send-email','data':{'message':{'name':'One','template_id':null}}},"
             "{'type':'send-internal-alert','data':{'message':{'name':'Two','to_emails':[]}}},"
             "{'type':'send-email','data':{'message':{'name':'Three','template_id':'T'}}}]}");
    QCOMPARE(stepsNotReady(lacking),
             QStringList({"the e-mail “One” has no template", "the alert “Two” has no recipient"}));
}

void DraftsTest::receiptsAreKept()
{
    QTemporaryDir folder;
    auto store = Store::create(folder.filePath("a.perennial"), {.name = "Fern"});
    QVERIFY(store);
    DraftReceipt receipt{{3},  false, DraftObject::Flow, "Hello: 1", "Hello", DraftReceipt::State::Asked, {},
                         "ab", {1000}};
    QVERIFY(keepReceipt(*store, receipt));
    receipt.state = DraftReceipt::State::Made;
    receipt.id = "AbC";
    QVERIFY(keepReceipt(*store, receipt));
    const auto kept = draftReceipt(*store, {3}, false, DraftObject::Flow, "Hello: 1");
    QVERIFY(kept && *kept);
    QCOMPARE((*kept)->id, "AbC");
    QCOMPARE((*kept)->state, DraftReceipt::State::Made);
    QVERIFY(!*draftReceipt(*store, {3}, true, DraftObject::Flow, "Hello: 1")); // of the stand-in there is none
    QVERIFY(!*draftReceipt(*store, {4}, false, DraftObject::Flow, "Hello: 1"));
    QCOMPARE(draftReceipts(*store)->size(), size_t(1));
    QVERIFY(dropReceipt(*store, receipt));
    QVERIFY(draftReceipts(*store)->empty());
}

QTEST_GUILESS_MAIN(DraftsTest)
#include "tst_drafts.moc"
