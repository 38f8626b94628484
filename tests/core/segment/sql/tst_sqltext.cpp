// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/evaluate/sqlshop.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace perennial;

// What stands in a query besides its answer: texts that stay texts, words, and what cannot be said.
class TestSqlText : public QObject
{
    Q_OBJECT

private:
    SqlShop m_shop;

private Q_SLOTS:
    void initTestCase() { m_shop.write(); }
    void keepsTextsFromBreakingOut_data();
    void keepsTextsFromBreakingOut();
    void writesASegmentOncePerMoment();
    void refusesWhatItCannotSay_data();
    void refusesWhatItCannotSay();
    void everyTableSaysWhatItHolds();
};

void TestSqlText::keepsTextsFromBreakingOut_data()
{
    askedColumns();
    askedRow("a metric", "{'kind':'event','metric':'?','compare':{'op':'at_least_once'}}", "5");
    askedRow("a metric of a rhythm", "{'kind':'rhythm','pattern':'first_time','metric':'?'}", "5");
    askedRow("a step", "{'kind':'sequence','steps':[{'metric':'?'}]}", "5");
    askedRow(
        "a window's event",
        "{'kind':'event','metric':'?','window':{'kind':'since_event','metric':'?'},'compare':{'op':'at_least_once'}}",
        "5");
    askedRow(
        "a filter",
        "{'kind':'event','metric':'?','filters':{'of':[{'property':'?','op':'is','value':'?'}]},'compare':{'op':'at_"
        "least_once'}}",
        "5");
    askedRow("parts of it",
             "{'kind':'event','metric':'?','filters':{'of':[{'property':'?','op':'ends_with','value':'?'},"
             "{'property':'?','op':'contains','value':'?'}]},'compare':{'op':'at_least_once'}}",
             "5");
    askedRow(
        "what is picked",
        "{'kind':'event','metric':'?','aggregate':'last','property':'?','compare':{'op':'is_any_of','value':['x','?']}"
        "}",
        "5");
    askedRow("what is distinct",
             "{'kind':'event','metric':'?','aggregate':'distinct','property':'?','compare':{'op':'equals','value':1}}",
             "5");
    askedRow(
        "what is the same",
        "{'kind':'sequence','steps':[{'metric':'?'},{'metric':'?','happens':false,'same':[{'property':'?','step':0}]}]"
        "}",
        "5");
    askedRow("a property", "{'kind':'property','property':'?','op':'starts_with','value':'?'}", "1");
    askedRow("another property", "{'kind':'property','property':'?','op':'is','other':'?'}", "1");
    askedRow("a method", "{'kind':'consent','channel':'email','state':'unsubscribed','method':'?'}", "3");
    askedRow("a list", "{'kind':'membership','of':'list','name':'?'}", "4");
    askedRow("a flow and its step", "{'kind':'membership','of':'flow','name':'?','step':'?'}", "5");
    askedRow("a segment", "{'kind':'membership','of':'segment','name':'?'}", "2 3");
    askedRow(
        "a vendor",
        "{'kind':'order_line','filters':{'of':[{'property':'vendor','op':'is','value':'?'}]},'compare':{'op':'at_least_"
        "once'}}",
        "1");
    askedRow(
        "a tag",
        "{'kind':'order_line','filters':{'of':[{'property':'tag','op':'is','value':'?'}]},'compare':{'op':'at_least_"
        "once'}}",
        "");
    askedRow("a score and its groups",
             "{'kind':'score','score':'?','scale':'rank','within':'?','op':'equals','value':1}", "");
    askedRow("a salt", "{'kind':'sample','percent':100,'salt':'?'}", "1 2 3 4 5");
}

void TestSqlText::keepsTextsFromBreakingOut()
{
    QFETCH(QByteArray, children);
    QFETCH(QString, ids);
    QByteArray hostile = QJsonDocument(QJsonArray{sqlshop::Hostile}).toJson(QJsonDocument::Compact);
    hostile = hostile.mid(2, hostile.size() - 4).replace('\'', "\\u0027");
    QCOMPARE(m_shop.members(children.replace('?', hostile)), ids);
    QCOMPARE(m_shop.database().integer("SELECT count(*) FROM events").value(), 14);
}

void TestSqlText::writesASegmentOncePerMoment()
{
    const int before = m_shop.saved().asked;
    const auto sql =
        m_shop.query("{'kind':'membership','of':'segment','name':'Both'},{'kind':'membership','of':'segment','name':"
                     "'both'},{'kind':'membership','of':'segment','name':'Recent'}");
    QVERIFY(sql.has_value());
    QCOMPARE(m_shop.saved().asked - before, 3);
    QCOMPARE(sql->count(QStringLiteral("people(id) AS")), 1);
    QVERIFY(sql->contains(QStringLiteral("s1_n0(id) AS")) && !sql->contains(QStringLiteral("s4_n0(id) AS")));
}

void TestSqlText::refusesWhatItCannotSay_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const char *children, const char *message, const char *where) {
        QTest::newRow(name) << QByteArray(children) << QString(message) << QString(where);
    };
    row("a pattern", "{'kind':'property','property':'City','op':'matches','value':'^A'}", "SQL", "root.children[0].op");
    row("a pattern of a line",
        "{'kind':'order_line','filters':{'of':[{'property':'sku','op':'matches_not','value':'a'}]},'compare':{'op':'at_"
        "least_once'}}",
        "SQL", "root.children[0].filters.of[0].op");
    row("a pattern of a step",
        "{'kind':'sequence','steps':[{'metric':'A'},{'metric':'B','filters':{'of':[{'property':'x','op':'matches','"
        "value':'a'}]}}]}",
        "SQL", "root.children[0].steps[1].filters.of[0].op");
    row("a pattern in a segment", "{'kind':'membership','of':'segment','name':'Patterns'}", "SQL",
        "root.children[0] (Patterns: root.children[0].op)");
    row("a segment that is not there", "{'kind':'membership','of':'segment','name':'Lost'}",
        "The store has no segment called “Lost”.", "root.children[0].name");
    row("a circle", "{'kind':'membership','of':'segment','name':'Ring'}",
        "A segment cannot contain itself: “Ring” contains “Chain” contains “Ring”.",
        "root.children[0] (Ring: root.children[0].name)");
    row("a query that is not there", "{'kind':'sql','query':'Lapsed'}", "The store has no query called “Lapsed”.",
        "root.children[0].query");
}

void TestSqlText::refusesWhatItCannotSay()
{
    QFETCH(QByteArray, children);
    QFETCH(QString, message);
    QFETCH(QString, where);
    const auto sql = m_shop.query(children);
    QVERIFY(!sql);
    const Error error = sql.error();
    QVERIFY2(error.message.contains(message), qPrintable(error.message));
    QVERIFY2(error.where.startsWith(where), qPrintable(error.where));
}

void TestSqlText::everyTableSaysWhatItHolds()
{
    const auto sql = m_shop.query(R"({'kind':'property','property':'City','op':'is','value':'Bonn\n; DROP'})");
    QVERIFY(sql.has_value());
    QVERIFY2(sql->contains(QStringLiteral("\n-- whose City is “Bonn ; DROP”\nn0_0(id) AS (\n")), qPrintable(*sql));
    QVERIFY(sql->endsWith(QStringLiteral("\nSELECT id FROM n0 ORDER BY id")));
}

QTEST_GUILESS_MAIN(TestSqlText)
#include "tst_sqltext.moc"
