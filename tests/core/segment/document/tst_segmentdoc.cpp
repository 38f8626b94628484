// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/segmentdoc.h"
#include "core/segment/document/sentence.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/testpaths.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace perennial;

namespace {

QByteArray nested(int depth)
{
    QByteArray text = "{'kind':'group','match':'any','children':[]}";
    for (int i = 1; i < depth; ++i)
        text = "{'kind':'group','match':'any','children':[" + text + "]}";
    return text;
}

} // namespace

// Written segments: what is understood, what is refused and where, and how it reads in words.
class TestSegmentDoc : public QObject
{
    Q_OBJECT

private:
    void readsAsASentence();

private Q_SLOTS:
    void validDocumentsComeBackTheSame_data();
    void validDocumentsComeBackTheSame();
    void brokenDocumentsNameThePlace_data();
    void brokenDocumentsNameThePlace();
    void deedsReadAsASentence_data();
    void deedsReadAsASentence();
    void traitsReadAsASentence_data();
    void traitsReadAsASentence();
    void groupsReadAsASentence_data();
    void groupsReadAsASentence();
    void benchSegmentsAreValid();
    void unfinishedConditionsAreNoErrors();
    void nodesAreEditedByPath();
};

void TestSegmentDoc::validDocumentsComeBackTheSame_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("event") << QByteArray(
        "{'kind':'event','metric':'Placed Order','aggregate':'sum','window':{'kind':'last','n':90,'unit':'day'},"
        "'filters':{'match':'any','of':[{'property':'label','op':'is_any_of','value':['a','b']}]},"
        "'compare':{'op':'between','value':[1,2.5]},'unknown':'in'}");
    QTest::newRow("two events") << QByteArray(
        "{'kind':'event','metric':'A','compare':{'op':'at_most','with':{'metric':'B'}}}");
    QTest::newRow("property") << QByteArray("{'kind':'property','property':'City','op':'starts_with','value':'Ber'}");
    QTest::newRow("against a property") << QByteArray(
        "{'kind':'property','property':'City','op':'is','other':'Home Town'}");
    QTest::newRow("anniversary") << QByteArray(
        "{'kind':'property','property':'Birthday','op':'anniversary_within','window':{'kind':'this_month'}}");
    QTest::newRow("consent") << QByteArray(
        "{'kind':'consent','channel':'sms','state':'subscribed','method':'form','double_opt_in':true,"
        "'since':{'kind':'before','to':'2026-01-31'}}");
    QTest::newRow("rhythm") << QByteArray(
        "{'kind':'rhythm','metric':'Placed Order','pattern':'regularly','periods':3,'of_last':4,"
        "'period':{'n':1,'unit':'month'},'factor':1.5,'window':{'kind':'ever'}}");
    QTest::newRow("sequence") << QByteArray(
        "{'kind':'sequence','steps':[{'metric':'A'},{'metric':'B','happens':false,'within':"
        "{'n':2,'unit':'hour'},'same':[{'property':'product_id','step':0}]}],'window':{'kind':'today'}}");
    QTest::newRow("order line") << QByteArray(
        "{'kind':'order_line','filters':{'match':'all','of':[{'property':'product','op':'is','value':'x'}]},"
        "'order_number':2,'measure':'quantity','compare':{'op':'more','value':3}}");
    QTest::newRow("place") << QByteArray(
        "{'kind':'place','field':'point','latitude':52.5,'longitude':13.4,'distance':10,'unit':'mile','beyond':true}");
    QTest::newRow("membership") << QByteArray(
        "{'kind':'membership','of':'flow','name':'Welcome','step':'2','in':false}");
    QTest::newRow("score") << QByteArray(
        "{'kind':'score','score':'rfm_score','op':'at_least','value':444,'scale':'percentile','within':'Country'}");
    QTest::newRow("sample") << QByteArray("{'kind':'sample','percent':12.5,'salt':'autumn'}");
    QTest::newRow("sql") << QByteArray(
        "{'kind':'sql','query':'Big spenders','parameters':{'amount':500,'city':'Austin'}}");
    QTest::newRow("64 deep") << nested(SegmentDoc::MaxDepth - 1);
}

void TestSegmentDoc::validDocumentsComeBackTheSame()
{
    QFETCH(QByteArray, children);
    const auto doc = SegmentDoc::fromJson(segmentText(children));
    QVERIFY2(doc.has_value(), doc ? "" : qPrintable(doc.error().where));
    const auto again = SegmentDoc::fromJson(doc->toJson());
    QVERIFY(again.has_value());
    QCOMPARE(*again, *doc);
    QCOMPARE(again->toJson(), doc->toJson());
}

void TestSegmentDoc::brokenDocumentsNameThePlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    QTest::newRow("empty") << QByteArray() << "line 1";
    QTest::newRow("no JSON") << QByteArray("{\n\"format\": x}") << "line 2";
    QTest::newRow("a list") << QByteArray("[]") << "line 1";
    QTest::newRow("something else") << QByteArray("{\"hello\":1}") << "format";
    QTest::newRow("newer") << QByteArray("{\"format\":\"perennial-segment\",\"version\":2,\"root\":{}}") << "version";
    QTest::newRow("no root") << QByteArray("{\"format\":\"perennial-segment\",\"version\":1}") << "root";
    QTest::newRow("root is no group")
        << QByteArray("{\"format\":\"perennial-segment\",\"version\":1,\"root\":{\"kind\":\"sample\"}}") << "root.kind";
    QTest::newRow("zone")
        << QByteArray("{\"format\":\"perennial-segment\",\"version\":1,\"zone\":\"Mars/Base\",\"root\":{\"kind\":"
                      "\"group\",\"match\":\"all\",\"children\":[]}}")
        << "zone";
    const auto row = [](const char *name, const char *children, const char *where) {
        QTest::newRow(name) << segmentText(children) << QString::fromLatin1(where);
    };
    row("unknown key", "{'kind':'event','metrik':'Placed Order'}", "root.children[0].metrik");
    row("unknown kind", "{'kind':'magic'}", "root.children[0].kind");
    row("no kind", "{}", "root.children[0].kind");
    row("unknown operator", "{'kind':'property','property':'City','op':'resembles'}", "root.children[0].op");
    row("text for a number", "{'kind':'event','metric':'A','window':{'kind':'last','n':'ten'}}",
        "root.children[0].window.n");
    row("half a day", "{'kind':'event','metric':'A','window':{'kind':'last','n':0.5}}", "root.children[0].window.n");
    row("negative", "{'kind':'event','metric':'A','window':{'kind':'last','n':-1}}", "root.children[0].window.n");
    row("second child", "{'kind':'sample'},{'kind':'group','match':'some','children':[]}", "root.children[1].match");
    row("number wanted", "{'kind':'event','metric':'A','compare':{'op':'more','value':'5'}}",
        "root.children[0].compare.value");
    row("text wanted", "{'kind':'property','property':'City','op':'is','value':5}", "root.children[0].value");
    row("too many", "{'kind':'property','property':'A','op':'less','value':[1,2]}", "root.children[0].value");
    row("value without operator", "{'kind':'property','property':'A','value':1}", "root.children[0].op");
    row("pattern", "{'kind':'property','property':'A','op':'matches','value':'(('}", "root.children[0].value");
    row("date", "{'kind':'event','metric':'A','window':{'kind':'before','to':'31.1.2026'}}",
        "root.children[0].window.to");
    row("a window for dates", "{'kind':'event','metric':'A','window':{'kind':'next','n':1}}",
        "root.children[0].window.kind");
    row("times of a property", "{'kind':'property','property':'A','op':'at_least_once'}", "root.children[0].op");
    row("text operator on a count", "{'kind':'event','metric':'A','compare':{'op':'contains','value':'x'}}",
        "root.children[0].compare.op");
    row("two right sides", "{'kind':'event','metric':'A','compare':{'op':'less','value':1,'with':{'metric':'B'}}}",
        "root.children[0].compare.value");
    row("filter",
        "{'kind':'event','metric':'A','filters':{'match':'all','of':[{'property':'x','op':'less','value':'y'}]}}",
        "root.children[0].filters.of[0].value");
    row("later step", "{'kind':'sequence','steps':[{'metric':'A','same':[{'property':'x','step':0}]}]}",
        "root.children[0].steps[0].same[0].step");
    row("percent", "{'kind':'sample','percent':101}", "root.children[0].percent");
    row("children is no list", "{'kind':'group','match':'all','children':{}}", "root.children[0].children");
    QTest::newRow("too deep") << segmentText(nested(SegmentDoc::MaxDepth)) << [] {
        QString where = QStringLiteral("root");
        for (int i = 0; i < SegmentDoc::MaxDepth; ++i)
            where += QStringLiteral(".children[0]");
        return QString(where + QStringLiteral(".children"));
    }();
}

void TestSegmentDoc::brokenDocumentsNameThePlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, where);
    const auto doc = SegmentDoc::fromJson(text);
    QVERIFY(!doc.has_value());
    QCOMPARE(doc.error().where, where);
    QVERIFY(doc.error().kind == ErrorKind::Invalid);
    QVERIFY(!doc.error().message.isEmpty());
}

static void sentenceColumns()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<QString>("sentence");
}

static void sentenceRow(const char *children, const char *sentence)
{
    QTest::newRow(sentence) << QByteArray(children) << QString::fromUtf8(sentence);
}

void TestSegmentDoc::readsAsASentence()
{
    QFETCH(QByteArray, children);
    QFETCH(QString, sentence);
    QLocale::setDefault(QLocale::c());
    const auto doc = SegmentDoc::fromJson(segmentText(children));
    QVERIFY(doc.has_value());
    QCOMPARE(sentenceOf(*doc), sentence);
}

void TestSegmentDoc::deedsReadAsASentence_data()
{
    sentenceColumns();
    sentenceRow(
        "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least','value':2}},"
        "{'kind':'event','metric':'Placed Order','aggregate':'sum','compare':{'op':'more','value':200}},"
        "{'kind':'event','metric':'Placed "
        "Order','window':{'kind':'last','n':90,'unit':'day'},'compare':{'op':'zero_times'}},"
        "{'kind':'consent','channel':'email','state':'can_receive'}",
        "People who placed an order at least 2 times ever, and for whom the sum of value of Placed Order ever is more "
        "than 200, "
        "and who placed an order zero times in the last 90 days, and who can receive e-mail.");
    sentenceRow("{'kind':'event'}", "People who had … … ever.");
    sentenceRow(
        "{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':30,'unit':'day','weekdays':[6,7],"
        "'from_hour':22,'to_hour':6},'compare':{'op':'at_least_once'}}",
        "People who placed an order at least once in the last 30 days on Saturdays or Sundays between 22:00 and 6:00.");
    sentenceRow(
        "{'kind':'event','metric':'Opened Email','window':{'kind':'since_event','metric':'Placed Order','from_hour':8},"
        "'compare':{'op':'at_least_once'}}",
        "People who opened an e-mail at least once since the last Placed Order from 8:00 on.");
    sentenceRow(
        "{'kind':'order_line','filters':{'match':'all','of':[{'property':'sku','op':'starts_with','value':'TEA'},"
        "{'property':'discount_code','op':'is_set'}]},'compare':{'op':'at_least','value':2}}",
        "People who bought something where SKU starts with “TEA” and discount code is known at least 2 times ever.");
    sentenceRow(
        "{'kind':'order_line','filters':{'match':'all','of':[{'property':'product','op':'is','value':'Mug'}]},"
        "'order_number':1,'measure':'quantity','compare':{'op':'more','value':3},'window':{'kind':'this_year'}}",
        "People who bought more than 3 pieces where product is “Mug” this year, in their order number 1.");
    sentenceRow("{'kind':'order_line','measure':'amount','compare':{'op':'between','value':[10,20]}}",
                "People who spent between 10 and 20 on products ever.");
}

void TestSegmentDoc::deedsReadAsASentence()
{
    readsAsASentence();
}

void TestSegmentDoc::traitsReadAsASentence_data()
{
    sentenceColumns();
    sentenceRow("{'kind':'property','property':'Country','op':'is_any_of','value':['US','CA','GB'],'unknown':'in'}",
                "People whose Country is one of “US”, “CA” or “GB” (or not known).");
    sentenceRow(
        "{'kind':'property','property':'Birthday','op':'anniversary_within','window':{'kind':'next','n':7,'unit':'day'}"
        "}",
        "People whose Birthday has its anniversary in the next 7 days.");
    sentenceRow(
        "{'kind':'place','field':'country','op':'is','value':'DE'},{'kind':'place','field':'postcode',"
        "'op':'starts_with','value':'10'},{'kind':'place','field':'point','latitude':52.5,'longitude':13.4,"
        "'distance':10,'unit':'mile','beyond':true}",
        "People whose country is “DE”, and whose postcode starts with “10”, and who live more than 10 miles from 52.5, "
        "13.4.");
    sentenceRow(
        "{'kind':'consent','channel':'email','state':'subscribed','method':'Footer form','double_opt_in':true,"
        "'since':{'kind':'last','n':30,'unit':'day'}},{'kind':'consent','channel':'sms','state':'bounced'}",
        "People who are subscribed to e-mail (by “Footer form”, with double opt-in, begun in the last 30 days), and "
        "who "
        "have bounced on SMS.");
    sentenceRow(
        "{'kind':'membership','of':'list','name':'VIP','since':{'kind':'this_month'}},{'kind':'membership','of':"
        "'segment','name':'Lapsed','in':false},{'kind':'membership','of':'flow','name':'Welcome','step':'Day 2'}",
        "People who are in the list “VIP” and came this month, and who are not in the segment “Lapsed”, and who are in "
        "the flow “Welcome” at the step “Day 2”.");
    sentenceRow(
        "{'kind':'score','score':'predicted_clv','op':'more','value':500},{'kind':'score','score':'churn_risk','op':"
        "'at_least','value':90,'scale':'percentile','within':'Country'},{'kind':'score','score':'Points','op':"
        "'at_most','value':10,'scale':'rank'}",
        "People whose predicted CLV is more than 500, and whose percentile by churn risk is at least 90 among people "
        "of "
        "the same Country, and whose rank by Points is at most 10.");
    sentenceRow(
        "{'kind':'sample','percent':12.5,'salt':'autumn'},{'kind':'sql','query':'Big spenders','parameters':"
        "{'amount':500,'city':'Austin'}}",
        "People who are in the random sample “autumn” of 12.5 %, and who are found by the query “Big spenders” (amount "
        "500, city “Austin”).");
}

void TestSegmentDoc::traitsReadAsASentence()
{
    readsAsASentence();
}

void TestSegmentDoc::groupsReadAsASentence_data()
{
    sentenceColumns();
    sentenceRow("", "Everybody.");
    sentenceRow(
        "{'kind':'group','match':'any','children':[{'kind':'consent','channel':'sms','state':'suppressed'},"
        "{'kind':'property','property':'Vip','op':'is_true'}]},{'kind':'group','match':'none','children':["
        "{'kind':'event','metric':'Opened "
        "Email','window':{'kind':'last','n':1,'unit':'week'},'compare':{'op':'at_least_once'}}]}",
        "People (who are suppressed for SMS, or whose Vip is yes), and to whom none of this applies: (who opened an "
        "e-mail at "
        "least once in the last week).");
}

void TestSegmentDoc::groupsReadAsASentence()
{
    readsAsASentence();
}

void TestSegmentDoc::benchSegmentsAreValid()
{
    const QDir folder(sourceFile("tests/bench/segments"));
    const QStringList files = folder.entryList({QStringLiteral("*.json")});
    QCOMPARE(files.size(), 12);
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto doc = SegmentDoc::fromJson(file.readAll());
        QVERIFY2(doc.has_value(), qPrintable(name));
        QCOMPARE(doc->name + QStringLiteral(".json"), name);
        QVERIFY(unfinishedNodes(*doc).empty());
    }
}

void TestSegmentDoc::unfinishedConditionsAreNoErrors()
{
    const auto doc = SegmentDoc::fromJson(segmentText(
        "{'kind':'event'},{'kind':'property','property':'City','op':'is'},{'kind':'consent','channel':'email'},"
        "{'kind':'event','metric':'A','window':{'kind':'last'},'compare':{'op':'zero_times'}},"
        "{'kind':'event','metric':'A','compare':{'op':'zero_times'}}"));
    QVERIFY(doc.has_value());
    QStringList paths;
    for (const NodePath &path : unfinishedNodes(*doc))
        paths.append(path.toString());
    QCOMPARE(paths, QStringList({"0.0", "0.1", "0.2", "0.3"}));
}

void TestSegmentDoc::nodesAreEditedByPath()
{
    const auto parsed = SegmentDoc::fromJson(
        segmentText("{'kind':'sample'},{'kind':'group','match':'any','children':[{'kind':'sql'}]}"));
    QVERIFY(parsed.has_value());
    const SegmentDoc doc = *parsed;
    const NodePath inner = NodePath::fromString(QStringLiteral("0.1.0")).value();
    QCOMPARE(inner.toJsonPath(), QStringLiteral("root.children[1].children[0]"));
    QVERIFY(std::holds_alternative<SqlCondition>(nodeAt(doc, inner)->is));
    const SegmentDoc more = withInserted(doc, inner, {ConsentCondition()});
    QVERIFY(std::holds_alternative<ConsentCondition>(nodeAt(more, inner)->is));
    QVERIFY(std::holds_alternative<SqlCondition>(nodeAt(more, NodePath::fromString("0.1.1").value())->is));
    QCOMPARE(withRemoved(more, inner), doc);
    QCOMPARE(withRemoved(doc, NodePath()), doc);
    QCOMPARE(nodeAt(doc, NodePath::fromString("0.7").value()), nullptr);
    QVERIFY(!NodePath::fromString("1.2").has_value());
    QVERIFY(!NodePath::fromString("0.x").has_value());
}

QTEST_GUILESS_MAIN(TestSegmentDoc)
#include "tst_segmentdoc.moc"
