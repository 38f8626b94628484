// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/evaluate/mixedshop.h"

using namespace perennial;

// Who bought what: orders by their lines, tags and codes.
class TestOrderLines : public QObject, private MixedShop
{
    Q_OBJECT

private:
    QString buyers(const QByteArray &filter, const QByteArray &rest = "'compare':{'op':'at_least_once'}", int day = 31);

private Q_SLOTS:
    void initTestCase() { open(); }
    void anOrderCountsIfALinePasses();
    void aLineIsAskedForItsNumbers();
    void tagsAndCodesAreSeveral();
    void cancelledAndTestOrdersNeverWere();
    void theNthOrderIsOfAnyWindow();
    void orderWindowsKnowDaysAndEvents();
};

QString TestOrderLines::buyers(const QByteArray &filter, const QByteArray &rest, int day)
{
    return members("{'kind':'order_line','filters':{'match':'all','of':[" + filter + "]}," + rest + "}", day);
}

void TestOrderLines::anOrderCountsIfALinePasses()
{
    QCOMPARE(buyers("{'property':'product','op':'starts_with','value':'Mug'}"), "1 2 4");
    QCOMPARE(buyers("{'property':'variant','op':'is','value':'Green'}"), "1");
    QCOMPARE(buyers("{'property':'vendor','op':'is_not','value':'Leaf'}"), "1 2");
    QCOMPARE(buyers("{'property':'vendor','op':'is_not_set'}"), "4");
    QCOMPARE(buyers("{'property':'category','op':'is','value':'Mugs'}"), "");
    QCOMPARE(buyers("{'property':'sku','op':'is','value':'MUG-R'},{'property':'product','op':'is','value':'Tea / "
                    "Green'}"),
             "");
    QCOMPARE(members("{'kind':'order_line','filters':{'match':'any','of':[{'property':'sku','op':'is','value':'MUG-B'},"
                     "{'property':'tag','op':'is','value':'gift'}]},'compare':{'op':'at_least_once'}}"),
             "1 2");
    QCOMPARE(buyers(""), "1 2 4 5");
    QCOMPARE(buyers("", "'compare':{'op':'zero_times'}"), "3 6");
}

void TestOrderLines::aLineIsAskedForItsNumbers()
{
    QCOMPARE(buyers("", "'measure':'amount','compare':{'op':'equals','value':39}"), "1");
    QCOMPARE(buyers("", "'measure':'amount','compare':{'op':'equals','value':0}"), "3 4 5 6");
    QCOMPARE(buyers("", "'measure':'quantity','compare':{'op':'more','value':4}"), "1 4");
    QCOMPARE(buyers("{'property':'price','op':'less','value':10}"), "1");
    QCOMPARE(buyers("{'property':'price','op':'is_not_set'}"), "4");
    QCOMPARE(buyers("{'property':'quantity','op':'between','value':[2,3]}"), "1");
    QCOMPARE(buyers("{'property':'quantity','op':'is','value':'2'}"), "");
}

void TestOrderLines::tagsAndCodesAreSeveral()
{
    QCOMPARE(buyers("{'property':'tag','op':'is','value':'gift'}"), "1");
    QCOMPARE(buyers("{'property':'tag','op':'is_not','value':'gift'}"), "");
    QCOMPARE(buyers("{'property':'tag','op':'is_not','value':'bulk'}"), "1");
    QCOMPARE(buyers("{'property':'tag','op':'is_not_set'}"), "1 2 4");
    QCOMPARE(buyers("{'property':'discount_code','op':'is','value':'SUMMER'}"), "2");
    QCOMPARE(buyers("{'property':'discount_code','op':'is_not','value':'WELCOME10'}"), "");
}

void TestOrderLines::cancelledAndTestOrdersNeverWere()
{
    const QByteArray red = "{'property':'variant','op':'is','value':'Red'}";
    QCOMPARE(buyers(red), "1 4");
    QCOMPARE(buyers(red, "'compare':{'op':'at_least_once'}", 9), "1 2 4");
    QCOMPARE(buyers(red, "'compare':{'op':'at_least_once'}", 10), "1 4");
}

void TestOrderLines::theNthOrderIsOfAnyWindow()
{
    QCOMPARE(buyers("", "'order_number':2,'compare':{'op':'at_least_once'}"), "1");
    QCOMPARE(
        buyers("{'property':'variant','op':'is','value':'Blue'}", "'order_number':1,'compare':{'op':'at_least_once'}"),
        "2");
    QCOMPARE(buyers("{'property':'variant','op':'is','value':'Blue'}",
                    "'order_number':1,'compare':{'op':'at_least_once'}", 9),
             "");
    QCOMPARE(buyers("", "'order_number':1,'window':{'kind':'last','n':12,'unit':'day'},"
                        "'compare':{'op':'at_least_once'}"),
             "");
}

void TestOrderLines::orderWindowsKnowDaysAndEvents()
{
    QCOMPARE(buyers("", "'window':{'kind':'last','n':11,'unit':'day'},'compare':{'op':'at_least_once'}"), "1");
    QCOMPARE(buyers("", "'window':{'kind':'ever','weekdays':[5,7]},'compare':{'op':'at_least_once'}"), "1 2");
    QCOMPARE(buyers("", "'window':{'kind':'ever','weekdays':[5,7],'from_hour':1},'compare':{'op':'at_least_once'}"),
             "");
    const QByteArray sinceTicket = "'window':{'kind':'since_event','metric':'Opened Ticket'},'compare':";
    QCOMPARE(buyers("", sinceTicket + "{'op':'at_least_once'}"), "1");
    QCOMPARE(buyers("", sinceTicket + "{'op':'zero_times'}"), "4");
    QCOMPARE(buyers("", sinceTicket + "{'op':'zero_times'},'unknown':'in'"), "2 3 4 5 6");
}

QTEST_GUILESS_MAIN(TestOrderLines)
#include "tst_orderlines.moc"
