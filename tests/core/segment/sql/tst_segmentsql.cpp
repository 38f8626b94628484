// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/evaluate/sqlshop.h"

using namespace perennial;

// What the SQL reference says of each condition.
class TestSegmentSql : public QObject
{
    Q_OBJECT

private:
    void saysWhoMeetsIt();

    SqlShop m_shop;

private Q_SLOTS:
    void initTestCase() { m_shop.write(); }
    void saysWhatEventsAddUpTo_data();
    void saysWhatEventsAddUpTo();
    void saysRhythms_data();
    void saysRhythms();
    void saysSequences_data();
    void saysSequences();
    void saysOrderLines_data();
    void saysOrderLines();
    void saysProperties_data();
    void saysProperties();
    void saysConsents_data();
    void saysConsents();
    void saysPlaces_data();
    void saysPlaces();
    void saysListsAndFlows_data();
    void saysListsAndFlows();
    void saysScoresAndSamples_data();
    void saysScoresAndSamples();
    void saysSavedSegments_data();
    void saysSavedSegments();
    void knowsTheClocksOfAZone_data();
    void knowsTheClocksOfAZone();
    void onlyTheClocksThatMatterAreWritten_data();
    void onlyTheClocksThatMatterAreWritten();
};

void TestSegmentSql::saysWhoMeetsIt()
{
    QFETCH(QByteArray, children);
    QFETCH(QString, ids);
    QCOMPARE(m_shop.members(children), ids);
}

void TestSegmentSql::saysWhatEventsAddUpTo_data()
{
    askedColumns();
    const auto orders = [](const char *name, const char *what, const char *ids) {
        askedRow(name, "{'kind':'event','metric':'Placed Order'," + QByteArray(what) + "}", ids);
    };
    orders("the middle of three", "'aggregate':'median','compare':{'op':'equals','value':20}", "1");
    orders("between the two in the middle", "'aggregate':'median','compare':{'op':'equals','value':3}", "2");
    orders("1 and 1.0 are one value, the text is another",
           "'aggregate':'distinct','property':'size','compare':{'op':'equals','value':2}", "1 3");
    orders("a number, a text and a yes are three",
           "'aggregate':'distinct','property':'label','compare':{'op':'equals','value':3}", "1");
    orders("the first one's text", "'aggregate':'first','property':'label','compare':{'op':'is','value':'Shoes'}",
           "1 2");
    orders("of one moment the profile decides",
           "'aggregate':'first','property':'$value','compare':{'op':'equals','value':1}", "2");
    orders("a value of another type is not looked past",
           "'aggregate':'last','property':'size','compare':{'op':'at_least','value':0}", "");
    orders("the second one has no property",
           "'aggregate':'nth','nth':2,'property':'label','compare':{'op':'is_not_set'}", "3");
    orders("since an event of their own",
           "'window':{'kind':'since_event','metric':'Viewed Product'},'compare':{'op':'zero_times'}", "1 4");
    askedRow("against another event",
             "{'kind':'event','metric':'Placed "
             "Order','aggregate':'median','compare':{'op':'more','with':{'metric':'Refunded "
             "Order','aggregate':'first','property':'$value'}}}",
             "");
}

void TestSegmentSql::saysWhatEventsAddUpTo()
{
    saysWhoMeetsIt();
}

void TestSegmentSql::saysRhythms_data()
{
    askedColumns();
    const auto rhythm = [](const char *name, const char *what, const char *ids) {
        askedRow(name, "{'kind':'rhythm','metric':'Placed Order'," + QByteArray(what) + "}", ids);
    };
    rhythm("for the first time", "'pattern':'first_time','window':{'kind':'last','n':30,'unit':'day'}", "2");
    rhythm("regularly by days", "'pattern':'regularly','periods':3,'of_last':4,'period':{'n':30,'unit':'day'}", "1");
    rhythm("regularly by months", "'pattern':'regularly','periods':3,'of_last':4", "1");
    rhythm("stopped", "'pattern':'stopped','window':{'kind':'last','n':30,'unit':'day'}", "1");
    rhythm("started again",
           "'pattern':'started_again','period':{'n':6,'unit':'month'},'window':{'kind':'last','n':1,'unit':'day'}",
           "3");
    rhythm("overdue", "'pattern':'overdue','factor':1.3", "1 2");
    rhythm("not overdue at the very moment", "'pattern':'overdue','factor':1.33333333333333", "1 2");
    rhythm("nobody knows", "'pattern':'overdue','unknown':'in'", "1 2 4 5");
}

void TestSegmentSql::saysRhythms()
{
    saysWhoMeetsIt();
}

void TestSegmentSql::saysSequences_data()
{
    askedColumns();
    const auto sequence = [](const char *name, const char *steps, const char *ids) {
        askedRow(name, "{'kind':'sequence','steps':[" + QByteArray(steps) + "]}", ids);
    };
    sequence("one after the other", "{'metric':'Placed Order'},{'metric':'Refunded Order'}", "1 2");
    sequence("of the same order",
             "{'metric':'Placed Order'},{'metric':'Refunded Order','same':[{'property':'$order','step':0}]}", "1 2");
    sequence("the number 1 is not the text",
             "{'metric':'Placed Order','filters':{'of':[{'property':'$value','op':'equals','value':1}]}},"
             "{'metric':'Refunded Order','same':[{'property':'$order','step':0}]}",
             "");
    sequence("within a day, to the millisecond",
             "{'metric':'Placed Order'},{'metric':'Refunded Order','within':{'n':1440,'unit':'minute'}}", "1 2");
    sequence("and not within less",
             "{'metric':'Placed Order'},{'metric':'Refunded Order','within':{'n':1439,'unit':'minute'}}", "");
    sequence("within a month of the calendar",
             "{'metric':'Placed Order'},{'metric':'Placed Order','within':{'n':1,'unit':'month'}}", "1 3");
    sequence("without a refund in between",
             "{'metric':'Placed Order'},{'metric':'Refunded Order','happens':false},{'metric':'Viewed Product'}", "");
    sequence("without a view in between",
             "{'metric':'Placed Order'},{'metric':'Viewed Product','happens':false},{'metric':'Refunded Order'}",
             "1 2");
    sequence("and none afterwards", "{'metric':'Placed Order'},{'metric':'Refunded Order','happens':false}", "3");
    sequence("none within a short while",
             "{'metric':'Placed Order'},{'metric':'Refunded Order','happens':false,'within':{'n':1,'unit':'hour'}}",
             "1 2 3");
    sequence("events of one moment do not follow each other", "{'metric':'Viewed Product'},{'metric':'Viewed Product'}",
             "");
}

void TestSegmentSql::saysSequences()
{
    saysWhoMeetsIt();
}

void TestSegmentSql::saysOrderLines_data()
{
    askedColumns();
    const auto lines = [](const char *name, const QByteArray &what, const char *ids) {
        askedRow(name, "{'kind':'order_line'," + what + "}", ids);
    };
    const QByteArray once = "'compare':{'op':'at_least_once'}";
    lines("orders that stand", once, "1 2 4");
    lines("two of them", "'compare':{'op':'equals','value':2}", "1");
    lines("pieces", "'measure':'quantity','compare':{'op':'equals','value':4}", "1");
    lines("an amount less its discounts", "'measure':'amount','compare':{'op':'equals','value':44.99}", "1");
    lines("foreign money is not known", "'measure':'amount','compare':{'op':'equals','value':0}", "2 3 4 5");
    lines("a variant",
          "'filters':{'of':[{'property':'variant','op':'is','value':'Red'}]},'compare':{'op':'equals','value':2}", "1");
    lines("separators that overlap", "'filters':{'of':[{'property':'variant','op':'is','value':'Blue'}]}," + once, "1");
    lines("no variant", "'filters':{'of':[{'property':'variant','op':'is_not_set'}]}," + once, "2");
    lines("a tag", "'filters':{'of':[{'property':'tag','op':'is','value':'vip'}]}," + once, "1");
    lines("no such code", "'filters':{'of':[{'property':'discount_code','op':'is_not','value':'MORE'}]}," + once, "");
    lines("the second order",
          "'order_number':2,'filters':{'of':[{'property':'price','op':'equals','value':19.99}]}," + once, "1");
    lines("in a window", "'window':{'kind':'last','n':30,'unit':'day'}," + once, "2 4");
}

void TestSegmentSql::saysOrderLines()
{
    saysWhoMeetsIt();
}

void TestSegmentSql::saysProperties_data()
{
    askedColumns();
    askedRow("a property against another", "{'kind':'property','property':'City','op':'starts_with','other':'Town'}",
             "1 4");
    askedRow("and its negative", "{'kind':'property','property':'City','op':'ends_not_with','other':'Town'}", "1 2");
    askedRow("a text goes on behind NUL", "{'kind':'property','property':'Odd','op':'ends_with','value':'b'}", "1 2");
    askedRow("and does not end there", "{'kind':'property','property':'Odd','op':'ends_with','value':'a'}", "");
    askedRow("an empty text ends with nothing",
             "{'kind':'property','property':'City','op':'ends_not_with','value':'n'}", "4");
    askedRow("its beginning", "{'kind':'property','property':'Odd','op':'starts_with','value':'a\\u0000'}", "1");
    askedRow("numbers are no texts", "{'kind':'property','property':'City','op':'is','other':'Score','unknown':'in'}",
             "1 2 3 4 5");
}

void TestSegmentSql::saysProperties()
{
    saysWhoMeetsIt();
}

void TestSegmentSql::saysConsents_data()
{
    askedColumns();
    askedRow("by its method", "{'kind':'consent','channel':'email','state':'subscribed','method':'form'}", "1");
    askedRow("a method that was not told",
             "{'kind':'consent','channel':'email','state':'subscribed','method':'import','unknown':'in'}", "2");
    askedRow(
        "double opt-in since",
        "{'kind':'consent','channel':'email','state':'can_receive','double_opt_in':true,'since':{'kind':'last','n':10,'"
        "unit':'day'}}",
        "1");
    askedRow("bounced",
             "{'kind':'consent','channel':'email','state':'bounced','since':{'kind':'last','n':3,'unit':'day'}}", "3");
    askedRow("suppressed", "{'kind':'consent','channel':'email','state':'suppressed'}", "3 4");
}

void TestSegmentSql::saysConsents()
{
    saysWhoMeetsIt();
}

void TestSegmentSql::saysPlaces_data()
{
    askedColumns();
    askedRow("a place's name", "{'kind':'place','field':'city','op':'is','value':'Bonn'}", "2 3");
    askedRow("near Berlin", "{'kind':'place','field':'point','latitude':52.52,'longitude':13.405,'distance':0}", "1");
    askedRow(
        "beyond a few miles",
        "{'kind':'place','field':'point','latitude':52.52,'longitude':13.405,'distance':290,'unit':'mile','beyond':"
        "true}",
        "2");
}

void TestSegmentSql::saysPlaces()
{
    saysWhoMeetsIt();
}

void TestSegmentSql::saysListsAndFlows_data()
{
    askedColumns();
    askedRow("on a list", "{'kind':'membership','of':'list','name':'vips'}", "1 3");
    askedRow("on a list since",
             "{'kind':'membership','of':'list','name':'VIPs','since':{'kind':'last','n':10,'unit':'day'}}", "1");
    askedRow("left a list",
             "{'kind':'membership','of':'list','name':'VIPs','in':false,'since':{'kind':'last','n':1,'unit':'day'}}",
             "2");
    askedRow("at a step", "{'kind':'membership','of':'flow','name':'welcome','step':'mail 1'}", "4");
    askedRow("in a flow", "{'kind':'membership','of':'flow','name':'Welcome'}", "1 4");
}

void TestSegmentSql::saysListsAndFlows()
{
    saysWhoMeetsIt();
}

void TestSegmentSql::saysScoresAndSamples_data()
{
    askedColumns();
    askedRow("a score's value", "{'kind':'score','score':'rfm_score','op':'equals','value':555}", "1 2");
    askedRow("equal scores share the better rank",
             "{'kind':'score','score':'rfm_score','scale':'rank','op':'equals','value':1}", "1 2");
    askedRow("the third rank", "{'kind':'score','score':'rfm_score','scale':'rank','op':'equals','value':3}", "4");
    askedRow("the better half", "{'kind':'score','score':'rfm_score','scale':'percentile','op':'at_least','value':50}",
             "1 2");
    askedRow("within a city",
             "{'kind':'score','score':'rfm_score','scale':'rank','within':'City','op':'equals','value':2}", "3");
    askedRow("all of a sample", "{'kind':'sample','percent':100}", "1 2 3 4 5");
    askedRow("none of it", "{'kind':'sample','percent':0}", "");
}

void TestSegmentSql::saysScoresAndSamples()
{
    saysWhoMeetsIt();
}

void TestSegmentSql::saysSavedSegments_data()
{
    askedColumns();
    askedRow("a segment", "{'kind':'membership','of':'segment','name':'RECENT'}", "2 3");
    askedRow("not in a segment", "{'kind':'membership','of':'segment','name':'Recent','in':false}", "1 4 5");
    askedRow("came into it",
             "{'kind':'membership','of':'segment','name':'Recent','since':{'kind':'last','n':5,'unit':'day'}}", "3");
    askedRow("nobody came in days to come",
             "{'kind':'membership','of':'segment','name':'Recent','since':{'kind':'after','from':'2026-12-01'}}", "");
    askedRow(
        "left it",
        "{'kind':'membership','of':'segment','name':'Recent','in':false,'since':{'kind':'last','n':15,'unit':'day'}}",
        "1");
    askedRow("a segment of segments", "{'kind':'membership','of':'segment','name':'Both'}", "2 3");
}

void TestSegmentSql::saysSavedSegments()
{
    saysWhoMeetsIt();
}

void TestSegmentSql::knowsTheClocksOfAZone_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("ids");
    const auto orders = [](const char *name, const char *window, const char *zone, const char *ids) {
        QTest::newRow(name) << "{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':30,'unit':'day'," +
                                   QByteArray(window) + "},'compare':{'op':'at_least_once'}}"
                            << QByteArray(zone) << QString(ids);
    };
    // The orders were placed at 0:00 UTC, of a Sunday and of the Thursday ten days before.
    orders("Sunday", "'weekdays':[7]", "UTC", "3");
    orders("in New York it was Saturday", "'weekdays':[6]", "America/New_York", "3");
    orders("and eight in the evening", "'from_hour':20,'to_hour':21", "America/New_York", "2 3");
    orders("in Berlin summer time has ended", "'from_hour':1,'to_hour':2", "Europe/Berlin", "3");
    orders("over midnight", "'from_hour':22,'to_hour':2", "Europe/Berlin", "3");
    const auto birthday = [](const char *name, const char *window, const char *zone, const char *ids) {
        QTest::newRow(name) << "{'kind':'property','property':'Birthday','op':'anniversary_within','window':" +
                                   QByteArray(window) + "}"
                            << QByteArray(zone) << QString(ids);
    };
    // 29 February and 6 March 2000, 0:00 UTC.
    birthday("the 29th is kept on the 28th", "{'kind':'between','from':'2026-02-28','to':'2026-02-28'}",
             "Europe/Berlin", "1");
    birthday("west of Greenwich it is the day before", "{'kind':'between','from':'2026-03-05','to':'2026-03-05'}",
             "America/New_York", "2");
    const auto on = [](const char *name, const char *test, const char *ids) {
        QTest::newRow(name) << "{'kind':'event','metric':'Viewed Product','filters':{'of':[{'property':'on'," +
                                   QByteArray(test) + "}]},'compare':{'op':'at_least_once'}}"
                            << QByteArray("Europe/Berlin") << QString(ids);
    };
    on("a day among properties", "'op':'date_within','window':{'kind':'between','from':'2026-03-01','to':'2026-03-01'}",
       "1");
    on("its weekday", "'op':'date_within','window':{'kind':'ever','weekdays':[7],'to_hour':1}", "1");
    on("its anniversary", "'op':'anniversary_within','window':{'kind':'between','from':'2027-03-01','to':'2027-03-01'}",
       "1");
}

void TestSegmentSql::knowsTheClocksOfAZone()
{
    QFETCH(QByteArray, children);
    QFETCH(QByteArray, zone);
    QFETCH(QString, ids);
    QCOMPARE(m_shop.members(children, zone.constData()), ids);
}

void TestSegmentSql::onlyTheClocksThatMatterAreWritten_data()
{
    QTest::addColumn<QByteArray>("window");
    QTest::addColumn<QString>("clocks");
    const auto row = [](const char *name, const char *window, const char *clocks) {
        QTest::newRow(name) << "{'kind':'property','property':'Birthday','op':'date_within','window':{" +
                                   QByteArray(window) + ",'weekdays':[7]}}"
                            << QString(clocks);
    };
    // Summer time ended on 25 October 2026 and begins again on 28 March 2027.
    row("summer and winter", "'kind':'last','n':30,'unit':'day'",
        "VALUES (1792890000000, 9223372036854775807, 3600000), (-9223372036854775807, 1792890000000, 7200000)");
    row("now stands first, then what was, then what will be", "'kind':'between','from':'2026-10-01','to':'2027-04-01'",
        "VALUES (1792890000000, 1806195600000, 3600000), (-9223372036854775807, 1792890000000, 7200000), "
        "(1806195600000, 9223372036854775807, 7200000)");
    row("winter alone", "'kind':'last','n':2,'unit':'day'",
        "VALUES (-9223372036854775807, 9223372036854775807, 3600000)");
    row("a summer far away", "'kind':'between','from':'2060-07-01','to':'2060-07-31'",
        "VALUES (-9223372036854775807, 9223372036854775807, 7200000)");
}

void TestSegmentSql::onlyTheClocksThatMatterAreWritten()
{
    QFETCH(QByteArray, window);
    QFETCH(QString, clocks);
    const auto sql = m_shop.query(window, "Europe/Berlin");
    QVERIFY(sql.has_value());
    QVERIFY2(sql->contains(clocks + QStringLiteral(")")), qPrintable(*sql));
}

QTEST_GUILESS_MAIN(TestSegmentSql)
#include "tst_segmentsql.moc"
