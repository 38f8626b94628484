// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/spanshift.h"
#include "tests/core/segment/rows/storyshop.h"

#include <algorithm>
#include <random>

using namespace perennial;

// What a person's events add up to, told as small shops.
class TestEventConditions : public QObject
{
    Q_OBJECT

    const StoryShop &shopOf(const QString &story) { return m_shops.try_emplace(story, story).first->second; }

    std::map<QString, StoryShop> m_shops;

private Q_SLOTS:
    void whatEventsAddUpTo_data();
    void whatEventsAddUpTo();
    void amountsBeyondAllMeasureAddUp_data();
    void amountsBeyondAllMeasureAddUp();
    void eventsByTheClock_data();
    void eventsByTheClock();
    void eventsSinceAnother_data();
    void eventsSinceAnother();
    void mergedPeopleKeepTheirOrder();
    void ordersHaveOneCodeForAllMetrics();
    void refusesWhatMakesNoSense_data();
    void refusesWhatMakesNoSense();
    void spansShiftAsTheCalendarSays();
};

// Events of "Buy" with `more` keys of the condition.
static QString buys(const QByteArray &more)
{
    return QStringLiteral("{'kind':'event','metric':'Buy',%1}").arg(QString::fromUtf8(more));
}

static void boughtColumns()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("ids");
}

static void boughtRow(const char *name, const char *more, const char *ids)
{
    QTest::newRow(name) << buys(more) << QString(ids);
}

static const char *const Buyers = R"(
    1 10-01T00:00 Buy €10 {"p":"a","n":1,"tags":["x","y"],"due":"2026-10-20"}
    1 10-02T00:00 Buy €20 {"p":"b","n":1.0}
    1 10-03T00:00 Buy €30.01 {"p":"a","n":"1"}
    2 10-01T00:00 Buy €10 {"n":true,"p":null}
    2 10-02T00:00 Buy €11 {"p":"a","n":2.5}
    3 10-01T00:00 Buy
    4 10-01T00:00 Visit
    2 11-01T00:00:00.001 Buy €500 {"p":"c","n":7}
)";

void TestEventConditions::whatEventsAddUpTo_data()
{
    boughtColumns();
    boughtRow("the middle one", "'aggregate':'median','compare':{'op':'equals','value':20}", "1 ?3 ?4");
    boughtRow("the mean of the two in the middle", "'aggregate':'median','compare':{'op':'equals','value':10.5}",
              "2 ?3 ?4");
    boughtRow("a median above a third of a cent", "'aggregate':'median','compare':{'op':'more','value':10.4999}",
              "1 2 ?3 ?4");
    boughtRow("a median not above itself", "'aggregate':'median','compare':{'op':'more','value':10.5}", "1 ?3 ?4");
    boughtRow("a median of a property", "'aggregate':'median','property':'n','compare':{'op':'at_least','value':1}",
              "1 2 ?3 ?4");
    boughtRow("1 and 1.0 are one value, the text is another",
              "'aggregate':'distinct','property':'n','compare':{'op':'equals','value':2}", "1 2");
    boughtRow("no values are 0", "'aggregate':'distinct','property':'n','compare':{'op':'zero_times'}", "3 4");
    boughtRow("different amounts", "'aggregate':'distinct','property':'$value','compare':{'op':'equals','value':3}",
              "1");
    boughtRow("an unheard-of property", "'aggregate':'distinct','property':'x','compare':{'op':'equals','value':0}",
              "1 2 3 4");
    boughtRow("the first", "'aggregate':'first','property':'p','compare':{'op':'is','value':'a'}", "1 ?2 ?3 ?4");
    boughtRow("the last", "'aggregate':'last','property':'p','compare':{'op':'is','value':'a'}", "1 2 ?3 ?4");
    boughtRow("the last is not", "'aggregate':'last','property':'p','compare':{'op':'is_not','value':'b'}",
              "1 2 ?3 ?4");
    boughtRow("the second", "'aggregate':'nth','nth':2,'property':'p','compare':{'op':'is','value':'b'}", "1 ?3 ?4");
    boughtRow("there is no third", "'aggregate':'nth','nth':3,'property':'p','compare':{'op':'is','value':'a'}",
              "1 ?2 ?3 ?4");
    boughtRow("the first that passes",
              "'filters':{'of':[{'property':'p','op':'is','value':'a'}]},'aggregate':'first','property':'$value',"
              "'compare':{'op':'more','value':10.99}",
              "2 ?3 ?4");
    boughtRow("yes or no", "'aggregate':'first','property':'n','compare':{'op':'is_true'}", "2 ?1 ?3 ?4");
    boughtRow("a number", "'aggregate':'last','property':'n','compare':{'op':'between','value':[2,2.5]}", "2 ?1 ?3 ?4");
    boughtRow("a list", "'aggregate':'first','property':'tags','compare':{'op':'has','value':'y'}", "1 ?2 ?3 ?4");
    boughtRow(
        "a date",
        "'aggregate':'first','property':'due','compare':{'op':'date_within','window':{'kind':'last','n':12,'unit':"
        "'day'}}",
        "1 ?2 ?3 ?4");
    boughtRow("not set", "'aggregate':'first','property':'p','compare':{'op':'is_not_set'}", "2 3 ?4");
    boughtRow("amounts are in units", "'aggregate':'last','property':'$value','compare':{'op':'equals','value':30.01}",
              "1 ?3 ?4");
    boughtRow("an amount is no text", "'aggregate':'first','property':'$value','compare':{'op':'is','value':'10'}",
              "?1 ?2 ?3 ?4");
    boughtRow("an amount that is set", "'aggregate':'first','property':'$value','compare':{'op':'is_set'}", "1 2 ?4");
    boughtRow("a median against an average, exactly",
              "'aggregate':'median','compare':{'op':'equals','with':{'metric':'Buy','aggregate':'average'}}",
              "2 ?3 ?4");
    boughtRow(
        "the first against the last",
        "'aggregate':'first','property':'$value','compare':{'op':'less','with':{'metric':'Buy','aggregate':'last',"
        "'property':'$value'}}",
        "1 2 ?3 ?4");
    boughtRow("a text against a number",
              "'aggregate':'last','property':'n','compare':{'op':'at_most','with':{'metric':'Buy'}}", "?1 ?3 ?4");
    boughtRow("different values against how many",
              "'aggregate':'distinct','property':'p','compare':{'op':'less','with':{'metric':'Buy'}}", "1 2 3");
    boughtRow("nobody ever",
              "'aggregate':'median','window':{'kind':'last','n':1,'unit':'hour'},'compare':{'op':'less','value':9}",
              "?1 ?2 ?3 ?4");
}

void TestEventConditions::whatEventsAddUpTo()
{
    QFETCH(QString, condition);
    QTEST(shopOf(QString::fromUtf8(Buyers)).ask(condition), "ids");
}

// 60 quadrillion euros are 6·10^18 cents; two of them are more than 64 bits hold.
static const char *const Hyperinflation = R"(
    1 10-01T00:00 Buy €60000000000000000
    1 10-02T00:00 Buy €60000000000000000
    2 10-01T00:00 Buy €-60000000000000000
    2 10-02T00:00 Buy €-60000000000000000
    3 10-01T00:00 Buy €60000000000000000
    3 10-02T00:00 Buy €60000000000000000
    3 10-03T00:00 Buy €-60000000000000000
    4 10-01T00:00 Buy €1
)";

void TestEventConditions::amountsBeyondAllMeasureAddUp_data()
{
    boughtColumns();
    boughtRow("sums", "'aggregate':'sum','compare':{'op':'more','value':10}", "1 3");
    boughtRow("sums below nothing", "'aggregate':'sum','compare':{'op':'less','value':0}", "2");
    boughtRow("sums of some of them",
              "'aggregate':'sum','window':{'kind':'last','n':31,'unit':'day'},'compare':{'op':'more','value':10}",
              "1 3");
    boughtRow("averages", "'aggregate':'average','compare':{'op':'more','value':10}", "1 3");
    boughtRow("averages below nothing", "'aggregate':'average','compare':{'op':'less','value':0}", "2");
    boughtRow("medians", "'aggregate':'median','compare':{'op':'more','value':10}", "1 3");
    boughtRow("medians below nothing", "'aggregate':'median','compare':{'op':'less','value':0}", "2");
    boughtRow("against an average",
              "'aggregate':'sum','compare':{'op':'more','with':{'metric':'Buy','aggregate':'average'}}", "1 3");
}

void TestEventConditions::amountsBeyondAllMeasureAddUp()
{
    QFETCH(QString, condition);
    const StoryShop &shop = shopOf(QString::fromUtf8(Hyperinflation));
    QTEST(shop.ask(condition), "ids");
    ProfileSet everybody(shop.table().profileCount());
    everybody.complement();
    QCOMPARE(shop.table().totalsOf(QStringLiteral("Buy"), everybody).people, 4u);
    QCOMPARE(shop.table().totalsOf(QStringLiteral("Buy"), quint32(0)).amount, std::numeric_limits<qint64>::max());
}

// 2026-10-25 is the Sunday on which clocks go back in Berlin, so that 02:00 to 03:00 lasts two hours.
static const char *const Night = R"(
    1 10-24T23:59:59.999 Buy €1
    2 10-25T00:00 Buy €2
    2 10-25T01:59:59.999 Buy €2
    3 10-25T02:00 Buy €3
    4 10-18T00:30 Buy €4
    5 10-19T00:30 Buy €5
)";

void TestEventConditions::eventsByTheClock_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char *name, const char *more, const char *ids, const char *zone) {
        QTest::newRow(name) << buys(more) << QString(zone) << QString(ids);
    };
    row("an hour that comes twice",
        "'window':{'kind':'ever','weekdays':[7],'from_hour':2,'to_hour':3},'compare':{'op':'at_least_once'}", "2 4",
        "Europe/Berlin");
    row("a sum by the clock",
        "'aggregate':'sum','window':{'kind':'ever','from_hour':2,'to_hour':3},'compare':{'op':'at_least','value':4}",
        "2 4 5", "Europe/Berlin");
    row("an average by the clock",
        "'aggregate':'average','window':{'kind':'ever','to_hour':2},'compare':{'op':'less','value':2}", "1 ?2 ?3 ?4 ?5",
        "Europe/Berlin");
    row("the zone says which weekday",
        "'window':{'kind':'ever','weekdays':[7],'from_hour':0,'to_hour':1},'compare':{'op':'at_least_once'}", "2 4",
        "UTC");
    row("over midnight", "'window':{'kind':'ever','from_hour':23,'to_hour':1},'compare':{'op':'at_least_once'}",
        "1 2 4 5", "UTC");
    row("within a window too",
        "'window':{'kind':'last','n':7,'unit':'day','from_hour':0,'to_hour':1},'compare':{'op':'zero_times'}",
        "1 3 4 5", "UTC");
    row("against what happened at night",
        "'compare':{'op':'more','with':{'metric':'Buy','window':{'kind':'ever','to_hour':1}}}", "1 2 3", "UTC");
}

void TestEventConditions::eventsByTheClock()
{
    QFETCH(QString, condition);
    QFETCH(QString, zone);
    QTEST(shopOf(QString::fromUtf8(Night)).ask(condition, zone), "ids");
}

static const char *const Visits = R"(
    1 10-05T00:00 Visit
    1 10-05T00:00 Buy €1
    1 10-06T00:00 Buy €2
    2 10-09T00:00 Buy €3
    2 10-08T00:00 Visit
    2 10-10T00:00 Visit
    3 10-01T00:00 Buy €4
    4 10-01T00:00 Visit
    4 11-01T00:00:00.001 Buy €5
    5 11-01T00:00:00.001 Visit
    6
)";

void TestEventConditions::eventsSinceAnother_data()
{
    boughtColumns();
    boughtRow("since the last visit",
              "'window':{'kind':'since_event','metric':'Visit'},'compare':{'op':'at_least','value':2}", "1 ?3 ?5 ?6");
    boughtRow("not since the last visit",
              "'window':{'kind':'since_event','metric':'Visit'},'compare':{'op':'zero_times'}", "2 4 ?3 ?5 ?6");
    boughtRow(
        "an average since",
        "'aggregate':'average','window':{'kind':'since_event','metric':'Visit'},'compare':{'op':'equals','value':1.5}",
        "1 ?2 ?3 ?4 ?5 ?6");
    boughtRow(
        "the first since",
        "'aggregate':'first','property':'$value','window':{'kind':'since_event','metric':'Visit'},'compare':{'op':"
        "'equals','value':1}",
        "1 ?2 ?3 ?4 ?5 ?6");
    boughtRow("ever against since",
              "'compare':{'op':'more','with':{'metric':'Buy','window':{'kind':'since_event','metric':'Visit'}}}",
              "2 ?3 ?5 ?6");
    boughtRow("since what never happened",
              "'window':{'kind':'since_event','metric':'Flight'},'compare':{'op':'zero_times'}", "?1 ?2 ?3 ?4 ?5 ?6");
    boughtRow("since, by the clock",
              "'window':{'kind':'since_event','metric':'Visit','weekdays':[2]},'compare':{'op':'equals','value':1}",
              "1 ?3 ?5 ?6");
}

void TestEventConditions::eventsSinceAnother()
{
    QFETCH(QString, condition);
    QTEST(shopOf(QString::fromUtf8(Visits)).ask(condition), "ids");
}

// Of events in one moment: by profile, then key.
void TestEventConditions::mergedPeopleKeepTheirOrder()
{
    const StoryShop shop(QStringLiteral(R"(
        9=2
        1=4
        9 10-01T00:00 Buy {"p":"nine"}
        2 10-01T00:00 Buy {"p":"two"}
        2 10-01T00:00 Buy {"p":"two again"}
        4 10-01T00:00 Buy {"p":"four"}
        1 10-01T00:00 Buy {"p":"one"}
        9 09-01T00:00 Visit)"));
    const auto picked = [&](const char *which, const char *value) {
        return shop.ask(buys(QByteArray("'aggregate':'") + which + "','property':'p','compare':{'op':'is','value':'" +
                             value + "'}"));
    };
    QCOMPARE(picked("first", "two"), QStringLiteral("2"));

    QCOMPARE(picked("last", "nine"), QStringLiteral("2"));
    QCOMPARE(picked("first", "one"), QStringLiteral("4"));
    QCOMPARE(shop.ask(buys("'window':{'kind':'since_event','metric':'Visit'},'compare':{'op':'equals','value':3}")),
             QStringLiteral("2 ?4"));
}

void TestEventConditions::ordersHaveOneCodeForAllMetrics()
{
    const StoryShop shop(QStringLiteral(R"(
        9=2
        1 10-01T00:00 Buy #7
        1 10-02T00:00 Buy #A
        1 10-03T00:00 Buy
        1 10-04T00:00 Refund #A
        2 10-04T00:00 Refund #7
        9 10-04T00:00 Refund #5
        1 10-01T00:00 Visit)"));
    const EventColumn *buy = shop.table().metric(QStringLiteral("Buy")),
                      *refund = shop.table().metric(QStringLiteral("Refund"));
    QVERIFY(std::ranges::equal(buy->orders, std::vector<quint32>({2, 3, EventColumn::NoOrder})));
    QVERIFY(std::ranges::equal(refund->orders, std::vector<quint32>({3, 2, 1})));
    QVERIFY(shop.table().metric(QStringLiteral("Visit"))->orders.empty());
}

void TestEventConditions::refusesWhatMakesNoSense_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("where");
    QTest::newRow("how often the first is")
        << buys("'aggregate':'first','property':'p','compare':{'op':'at_least_once'}")
        << QStringLiteral("root.children[0].compare.op");
    QTest::newRow("a date since an event")
        << buys("'aggregate':'first','property':'due','compare':{'op':'date_within','window':{'kind':'since_event',"
                "'metric':'Visit'}}")
        << QStringLiteral("root.children[0].compare.window.kind");
}

void TestEventConditions::refusesWhatMakesNoSense()
{
    QFETCH(QString, condition);
    QTEST(shopOf(QStringLiteral("1")).ask(condition), "where");
}

// Where the clocks do not change around the moment that is reached, Qt's calendar reaches it too.
void TestEventConditions::spansShiftAsTheCalendarSays()
{
    std::mt19937_64 random(7);
    for (const char *name : {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"}) {
        const QTimeZone zone(name);
        int compared = 0;
        for (int i = 0; i < 3000; ++i) {
            const auto ms = static_cast<qint64>(random() % 4'000'000'000'000) - 1'000'000'000'000;
            const int n = static_cast<int>(random() % 60) - 30;
            const bool years = random() % 2 == 0;
            const qint64 shifted = SpanShift(n, years ? TimeUnit::Year : TimeUnit::Month, zone)(ms);
            const auto offset = [&](qint64 beside) {
                return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(shifted + beside, Qt::UTC));
            };
            if (offset(-Instant::DayMs) != offset(Instant::DayMs))
                continue;
            const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms, zone);
            QCOMPARE(shifted, (years ? local.addYears(-n) : local.addMonths(-n)).toMSecsSinceEpoch());
            ++compared;
        }
        QVERIFY(compared > 2500);
    }
}

QTEST_GUILESS_MAIN(TestEventConditions)
#include "tst_eventconditions.moc"
