// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/mentions.h"
#include "core/segment/health/slips.h"
#include "tests/core/segment/rows/askedsegment.h"

#include "core/store/store.h"

#include <QTemporaryDir>

using namespace perennial;

// The names of the store's that a document asks about, and those among them that are slips.
class TestMentions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindTellsItsNames_data();
    void everyKindTellsItsNames();
    void whatTheStoreDoesNotHaveIsASlip();
};

void TestMentions::everyKindTellsItsNames_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *name, const char *condition, const char *names) {
        QTest::newRow(name) << QByteArray(condition) << QString::fromLatin1(names);
    };
    row("event",
        "{'kind':'event','metric':'M','aggregate':'sum','property':'P','filters':{'of':[{'property':'F','op':'is','"
        "value':'x'},"
        "{'property':'$value','op':'more','value':1}]},'window':{'kind':'since_event','metric':'W'},'compare':{'op':'"
        "more','value':1}}",
        "m:M e:P e:F m:W");
    row("event with another", "{'kind':'event','metric':'M','compare':{'op':'at_most','with':{'metric':'N'}}}",
        "m:M m:N");
    row("property", "{'kind':'property','property':'A','op':'is_not','other':'B'}", "p:A p:B");
    row("built in", "{'kind':'property','property':'Created At','op':'is_set'}", "");
    row("rhythm", "{'kind':'rhythm','metric':'M','pattern':'first_time'}", "m:M");
    row("sequence",
        "{'kind':'sequence','steps':[{'metric':'A'},{'metric':'B','same':[{'property':'S','step':0},{'property':'$"
        "order','step':0}]}]}",
        "m:A m:B e:S");
    row("place", "{'kind':'place','field':'city','op':'is','value':'x'}", "p:City");
    row("score", "{'kind':'score','score':'rfm_score','op':'more','value':1,'within':'Country'}",
        "p:RFM Score p:Country");
    row("others",
        "{'kind':'sample','percent':10},{'kind':'sql','query':'Q'},{'kind':'order_line','compare':{'op':'at_least_once'"
        "}}",
        "");
}

void TestMentions::everyKindTellsItsNames()
{
    QFETCH(QByteArray, condition);
    QFETCH(QString, names);
    const auto doc = SegmentDoc::fromJson(segmentText(condition));
    QVERIFY2(doc, qPrintable(doc ? QString() : doc.error().message + doc.error().where));
    QStringList found;
    for (const Mention &mention : mentionsIn(*doc)) {
        constexpr const char *kinds[] = {"m:", "p:", "e:"};
        found.append(QLatin1String(kinds[int(mention.kind)]) + mention.name);
        QVERIFY(!mention.path.isRoot());
    }
    QCOMPARE(found.join(u' '), names);
}

void TestMentions::whatTheStoreDoesNotHaveIsASlip()
{
    QTemporaryDir folder;
    auto store = Store::create(folder.filePath("s.perennial"), {});
    QVERIFY(store);
    QVERIFY(store->database().execute(
        "INSERT INTO profiles VALUES (1, 1000, 0, NULL, 1);"
        "INSERT INTO metrics VALUES (1, 'Placed Order');"
        "INSERT INTO events(profile_id, at, metric_id, key, import_id) VALUES (1, 2000, 1, 1, 1);"));
    const auto table = ProfileTable::build(store->path(), Progress());
    QVERIFY(table);
    const auto doc = SegmentDoc::fromJson(segmentText(
        "{'kind':'property','property':'Cuntry','op':'is_set'},{'kind':'event','metric':'Placed "
        "Ordr','compare':{'op':'at_least_once'}},"
        "{'kind':'event','metric':'Placed "
        "Order','compare':{'op':'at_least_once'}},{'kind':'property','property':'Cuntry','op':'is_not_set'},"
        "{'kind':'rhythm','metric':'Placed Order','pattern':'regularly','periods':4,'of_last':3}"));
    QVERIFY(doc);
    QStringList said;
    for (const Slip &slip : slipsOf(*doc, **table))
        said.append(slip.path.toString() + u' ' + slip.text);
    QCOMPARE(said, (QStringList{
                       "0.1 The store has no metric “Placed Ordr”.", "0.0 The store has no property “Cuntry”.",
                       "0.4 Nobody can be regular in 4 of the last 3 periods: the first number is the larger one."}));
}

QTEST_GUILESS_MAIN(TestMentions)
#include "tst_mentions.moc"
