// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columncache.h"
#include "core/segment/columns/tablerefresh.h"
#include "core/segment/document/scores.h"
#include "core/segment/evaluate/placeleaf.h"
#include "core/segment/evaluate/sampleleaf.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/store/revisions.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"
#include "tests/core/segment/rows/tabletext.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

namespace {

// Thursday 2026-10-01T00:00:00Z, which the rows below count their days from.
constexpr qint64 Start = 1'790'812'800'000;

// "@5" is the fifth day after the start.
QByteArray withMoments(QByteArray sql)
{
    for (qsizetype place = sql.indexOf('@'); place >= 0; place = sql.indexOf('@', place)) {
        qsizetype end = place + 1;
        while (end < sql.size() && sql[end] >= '0' && sql[end] <= '9')
            ++end;
        const qint64 day = sql.mid(place + 1, end - place - 1).toLongLong();
        sql.replace(place, end - place, QByteArray::number(Start + day * Instant::DayMs));
    }
    return sql;
}

QByteArray document(const QByteArray &children)
{
    return "{\"format\":\"perennial-segment\",\"version\":1,\"root\":{\"kind\":\"group\",\"match\":\"all\","
           "\"children\":[" +
           QByteArray(children).replace('\'', '"') + "]}}";
}

constexpr auto People = R"sql(
    INSERT INTO profiles VALUES (1, @0, 0, NULL, 1), (2, @0, 0, NULL, 1), (3, @0, 0, NULL, 1), (4, @0, 0, NULL, 1),
                                (5, @0, 0, NULL, 1), (6, @0, 0, NULL, 1), (9, @0, 0, 2, 1);
    INSERT INTO identifiers VALUES (1, 'ada@example.com', 1, 0, 1), (1, 'cleo@example.com', 3, 0, 1);
    INSERT INTO metrics VALUES (1, 'Opened Ticket');
    INSERT INTO events(profile_id, at, metric_id, key, import_id) VALUES (1, @10, 1, 1, 1), (4, @6, 1, 2, 1);
    INSERT INTO properties VALUES (1, 'Country', 'text'), (2, 'Zip', 'text'), (3, 'Latitude', 'number'),
        (4, 'Longitude', 'number'), (5, 'Points', 'number'), (6, 'Goal', 'number'), (7, 'City', 'text'),
        (8, 'Home Town', 'text'), (9, 'Last Visit', 'date'), (10, 'Predicted CLV', 'number'), (11, 'RFM Group', 'text');
    INSERT INTO property_values VALUES (1, 1, @0, 'DE', 1), (2, 1, @0, 'US', 1), (3, 1, @0, 'DE', 1), (5, 1, @0, 'US', 1),
        (1, 2, @0, '10115', 1), (3, 2, @0, '20095', 1),
        (1, 3, @0, 52.52, 1), (1, 4, @0, 13.405, 1), (2, 3, @0, 52.3906, 1), (2, 4, @0, 13.0645, 1),
        (3, 3, @0, 52.52, 1), (3, 3, @7, 53.5511, 1), (3, 4, @0, 13.405, 1), (3, 4, @7, 9.9937, 1), (5, 3, @0, 1.5, 1),
        (1, 5, @0, 10, 1), (2, 5, @0, 30, 1), (3, 5, @0, 30, 1), (5, 5, @0, 5, 1),
        (1, 6, @0, 10, 1), (2, 6, @0, 20, 1), (3, 6, @0, 40, 1),
        (1, 7, @0, 'Berlin', 1), (2, 7, @0, 'Austin', 1), (3, 7, @0, 'Hamburg', 1),
        (1, 8, @0, 'Berlin', 1), (2, 8, @0, 'Aus', 1),
        (1, 9, @12, @12, 1), (2, 9, @3, @3, 1), (4, 9, @5, @5, 1),
        (1, 10, @0, 100, 1), (2, 10, @0, 200, 1), (3, 10, @0, 200, 1), (4, 10, @0, 50, 1), (1, 11, @0, 'Champions', 1);
    INSERT INTO consents(profile_id, channel, at, state, method, double_opt_in, import_id) VALUES
        (1, 'email', @0, 'subscribed', 'form', 1, 1), (2, 'email', @5, 'subscribed', 'till', 0, 1),
        (9, 'email', @5, 'subscribed', 'import', 1, 1), (3, 'email', @20, 'subscribed', NULL, NULL, 1),
        (4, 'email', @1, 'subscribed', 'form', 1, 1), (4, 'email', @2, 'unsubscribed', 'form', NULL, 1);
    INSERT INTO suppressions VALUES (5, 'email', @3, 'HARD_BOUNCED', NULL, 1), (6, 'email', @25, 'complaint', NULL, 1),
        (3, 'email', @4, 'soft bounce', @5, 1);
    INSERT INTO lists VALUES (1, 'VIP', NULL, @0), (2, 'Empty', NULL, @0);
    INSERT INTO list_members VALUES (1, 1, @0, NULL), (1, 2, @0, @10), (1, 9, @15, NULL), (1, 3, @0, @20);
    INSERT INTO flow_stays VALUES ('Welcome', 'Day 1', 4, @0, @2), ('Welcome', 'Day 2', 4, @2, NULL),
        ('Welcome', 'Day 1', 5, @25, NULL);
)sql";

// Two orders of Ada; one of Ben that was cancelled later and one of a profile merged into his; a test; one in dollars;
// one without lines; one of nobody.
constexpr auto Orders = R"sql(
    INSERT INTO orders(id, source, key, profile_id, created_at, currency, test, cancelled, cancelled_at, discount_codes,
                       tags, content_hash, import_id) VALUES
        (11, 's', 'a', 1, @1, 'EUR', 0, 0, NULL, 'WELCOME10', 'vip, gift', 0, 1),
        (12, 's', 'b', 1, @20, 'EUR', 0, 0, NULL, NULL, '', 0, 1),
        (21, 's', 'c', 2, @2, 'EUR', 0, 1, @10, NULL, NULL, 0, 1),
        (22, 's', 'd', 9, @3, 'EUR', 0, 0, NULL, 'SUMMER,WELCOME10', NULL, 0, 1),
        (31, 's', 'e', 3, @4, 'EUR', 1, 0, NULL, NULL, NULL, 0, 1),
        (41, 's', 'f', 4, @5, 'USD', 0, 0, NULL, NULL, NULL, 0, 1),
        (51, 's', 'g', 5, @6, 'EUR', 0, 0, NULL, NULL, NULL, 0, 1),
        (61, 's', 'h', NULL, @6, 'EUR', 0, 0, NULL, NULL, NULL, 0, 1);
    INSERT INTO order_lines VALUES (11, 1, 'Mug - Red', 'MUG-R', 'Clay', 2, 1000, 100),
        (11, 2, 'Tea / Green', 'TEA-G', 'Leaf', 1, 500, NULL), (12, 1, 'Tea / Green', 'TEA-G', 'Leaf', 3, 500, NULL),
        (21, 1, 'Mug - Red', 'MUG-R', 'Clay', 1, 1000, NULL), (22, 1, 'Mug - Blue', 'MUG-B', 'Clay', 1, 1200, NULL),
        (31, 1, 'Mug - Red', 'MUG-R', 'Clay', 1, 1000, NULL), (41, 1, 'Mug - Red', 'MUG-R', NULL, 5, 900, NULL),
        (61, 1, 'Mug - Red', 'MUG-R', 'Clay', 1, 1000, NULL);
)sql";

} // namespace

// A small shop asked by everything that is not an event.
class TestOtherConditions : public QObject
{
    Q_OBJECT

private:
    QString members(const QByteArray &children, int day = 31);
    QString buyers(const QByteArray &filter, const QByteArray &rest = "'compare':{'op':'at_least_once'}", int day = 31);
    void save(const char *name, const QByteArray &children);

    QTemporaryDir m_folder;
    QString m_path;
    std::shared_ptr<const ProfileTable> m_table;
    Error m_error;

private Q_SLOTS:
    void initTestCase();
    void anOrderCountsIfALinePasses();
    void aLineIsAskedForItsNumbers();
    void tagsAndCodesAreSeveral();
    void cancelledAndTestOrdersNeverWere();
    void theNthOrderIsOfAnyWindow();
    void orderWindowsKnowDaysAndEvents();
    void placesArePropertiesAndPoints();
    void propertiesCompareWithProperties();
    void datesLieInWindowsOfTheirOwn();
    void consentTellsHowAndSince();
    void listsAndFlowsBeginAndEnd();
    void whatDoesNotExistIsNamed();
    void scoresAreValuesRanksAndPercentiles();
    void samplesAreTheSameForEver();
    void segmentsStandInSegments();
    void circlesAreNamed();
    void segmentsKnowSinceWhen();
    void columnsThatWereKeptSayTheSame();
};

void TestOtherConditions::initTestCase()
{
    StoreSettings settings;
    settings.currency = QStringLiteral("EUR");
    m_path = m_folder.filePath(QStringLiteral("shop.perennial"));
    auto store = Store::create(m_path, settings);
    QVERIFY(store.has_value());
    const auto written = store->database().execute(withMoments(QByteArray(People) + Orders));
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    const auto table = ProfileTable::build(m_path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

QString TestOtherConditions::members(const QByteArray &children, int day)
{
    const auto doc = SegmentDoc::fromJson(document(children));
    if (!doc)
        return doc.error().where;
    const auto plan = SegmentEngine::compile(*doc, m_table, {Start + day * Instant::DayMs});
    if (!plan) {
        m_error = plan.error();
        return plan.error().where;
    }
    const auto answer = SegmentEngine::evaluate(*plan, Progress());
    QStringList ids;
    if (answer)
        answer->members.forEach([&](quint32 index) { ids.append(QString::number(m_table->idAt(index).value)); });
    return ids.join(u' ');
}

QString TestOtherConditions::buyers(const QByteArray &filter, const QByteArray &rest, int day)
{
    return members("{'kind':'order_line','filters':{'match':'all','of':[" + filter + "]}," + rest + "}", day);
}

void TestOtherConditions::save(const char *name, const QByteArray &children)
{
    auto store = Store::openWriter(m_path);
    QVERIFY(store.has_value());
    QVERIFY(SegmentShelf(*store).save(QString::fromLatin1(name), document(children), {0}).has_value());
}

void TestOtherConditions::anOrderCountsIfALinePasses()
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

void TestOtherConditions::aLineIsAskedForItsNumbers()
{
    QCOMPARE(buyers("", "'measure':'amount','compare':{'op':'equals','value':39}"), "1");
    QCOMPARE(buyers("", "'measure':'amount','compare':{'op':'equals','value':0}"), "3 4 5 6");
    QCOMPARE(buyers("", "'measure':'quantity','compare':{'op':'more','value':4}"), "1 4");
    QCOMPARE(buyers("{'property':'price','op':'less','value':10}"), "1");
    QCOMPARE(buyers("{'property':'price','op':'is_not_set'}"), "4");
    QCOMPARE(buyers("{'property':'quantity','op':'between','value':[2,3]}"), "1");
    QCOMPARE(buyers("{'property':'quantity','op':'is','value':'2'}"), "");
}

void TestOtherConditions::tagsAndCodesAreSeveral()
{
    QCOMPARE(buyers("{'property':'tag','op':'is','value':'gift'}"), "1");
    QCOMPARE(buyers("{'property':'tag','op':'is_not','value':'gift'}"), "");
    QCOMPARE(buyers("{'property':'tag','op':'is_not','value':'bulk'}"), "1");
    QCOMPARE(buyers("{'property':'tag','op':'is_not_set'}"), "1 2 4");
    QCOMPARE(buyers("{'property':'discount_code','op':'is','value':'SUMMER'}"), "2");
    QCOMPARE(buyers("{'property':'discount_code','op':'is_not','value':'WELCOME10'}"), "");
}

void TestOtherConditions::cancelledAndTestOrdersNeverWere()
{
    const QByteArray red = "{'property':'variant','op':'is','value':'Red'}";
    QCOMPARE(buyers(red), "1 4");
    QCOMPARE(buyers(red, "'compare':{'op':'at_least_once'}", 9), "1 2 4");
    QCOMPARE(buyers(red, "'compare':{'op':'at_least_once'}", 10), "1 4");
}

void TestOtherConditions::theNthOrderIsOfAnyWindow()
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

void TestOtherConditions::orderWindowsKnowDaysAndEvents()
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

void TestOtherConditions::placesArePropertiesAndPoints()
{
    QCOMPARE(members("{'kind':'place','field':'country','op':'is_not','value':'DE'}"), "2 5");
    QCOMPARE(members("{'kind':'place','field':'postcode','op':'starts_with','value':'10'}"), "1");
    QCOMPARE(members("{'kind':'place','field':'region','op':'is','value':'Bavaria','unknown':'in'}"), "1 2 3 4 5 6");
    const QByteArray berlin = "{'kind':'place','field':'point','latitude':52.52,'longitude':13.405,";
    QCOMPARE(members(berlin + "'distance':30}"), "1 2");
    QCOMPARE(members(berlin + "'distance':30,'beyond':true}"), "3");
    QCOMPARE(members(berlin + "'distance':30,'beyond':true,'unknown':'in'}"), "3 4 5 6");
    QCOMPARE(members(berlin + "'distance':0}"), "1");
    QCOMPARE(members(berlin + "'distance':158,'unit':'mile'}"), "1 2");
    QCOMPARE(members(berlin + "'distance':159,'unit':'mile'}"), "1 2 3");
    QCOMPARE(members(berlin + "'distance':30}", 6), "1 2 3");
    // A quarter of the Earth's circumference, and half of it.
    QCOMPARE(qRound(distanceKm(0, 0, 90, 0)), 10008);
    QCOMPARE(qRound(distanceKm(0, -90, 0, 90)), 20015);
}

void TestOtherConditions::propertiesCompareWithProperties()
{
    const auto against = [this](const char *left, const char *op, const char *right) {
        return members(QByteArray("{'kind':'property','property':'") + left + "','op':'" + op + "','other':'" + right +
                       "'}");
    };
    QCOMPARE(against("Points", "at_least", "Goal"), "1 2");
    QCOMPARE(against("Points", "less", "Goal"), "3");
    QCOMPARE(against("Points", "not_equals", "Goal"), "2 3");
    QCOMPARE(against("City", "is", "Home Town"), "1");
    QCOMPARE(against("City", "starts_with", "Home Town"), "1 2");
    QCOMPARE(against("City", "contains_not", "Home Town"), "");
    QCOMPARE(against("Last Visit", "more", "Created At"), "1 2 4");
    QCOMPARE(against("City", "is", "Points"), "");
    QCOMPARE(against("City", "is_not", "Nothing"), "");
    QCOMPARE(against("Points", "contains", "Goal"), "root.children[0].op");
}

void TestOtherConditions::datesLieInWindowsOfTheirOwn()
{
    const QByteArray visit = "{'kind':'property','property':'Last Visit','op':'date_within','window':";
    QCOMPARE(members(visit + "{'kind':'since_event','metric':'Opened Ticket'}}"), "1");
    QCOMPARE(members("{'kind':'property','property':'Last Visit','op':'date_not_within','window':"
                     "{'kind':'since_event','metric':'Opened Ticket'}}"),
             "4");
    QCOMPARE(members(visit + "{'kind':'ever','weekdays':[2]}}"), "1 4");
    QCOMPARE(members(visit + "{'kind':'ever','weekdays':[2],'from_hour':22,'to_hour':6}}"), "1 4");
    QCOMPARE(members(visit + "{'kind':'ever','from_hour':1}}"), "");
}

void TestOtherConditions::consentTellsHowAndSince()
{
    const auto subscribed = [this](const char *detail) {
        return members(QByteArray("{'kind':'consent','channel':'email','state':'subscribed',") + detail + "}");
    };
    QCOMPARE(subscribed("'method':'form'"), "1");
    QCOMPARE(subscribed("'method':'form','unknown':'in'"), "1 3");
    // Of one moment the surviving profile's own word holds.
    QCOMPARE(subscribed("'method':'till'"), "2");
    QCOMPARE(subscribed("'double_opt_in':true"), "1");
    QCOMPARE(subscribed("'double_opt_in':false"), "2");
    QCOMPARE(subscribed("'since':{'kind':'last','n':15,'unit':'day'}"), "3");
    QCOMPARE(members("{'kind':'consent','channel':'email','state':'unsubscribed','method':'form'}"), "4");
    QCOMPARE(members("{'kind':'consent','channel':'email','state':'can_receive','since':{'kind':'ever'}}"), "1 3");
    QCOMPARE(members("{'kind':'consent','channel':'email','state':'bounced'}"), "5");
    QCOMPARE(members("{'kind':'consent','channel':'email','state':'bounced'}", 4), "3 5");
    const QByteArray lately = "'since':{'kind':'last','n':10,'unit':'day'}}";
    QCOMPARE(members("{'kind':'consent','channel':'email','state':'suppressed'," + lately), "6");
    QCOMPARE(members("{'kind':'consent','channel':'email','state':'bounced'," + lately), "");
}

void TestOtherConditions::listsAndFlowsBeginAndEnd()
{
    const QByteArray vip = "{'kind':'membership','of':'list','name':'vip'", welcome =
                                                                                "{'kind':'membership','of':'flow',"
                                                                                "'name':'welcome'";
    const QByteArray lately = ",'since':{'kind':'last','n':17,'unit':'day'}}";
    QCOMPARE(members(vip + "}"), "1 2");
    QCOMPARE(members(vip + "}", 12), "1 3");
    QCOMPARE(members(vip + ",'in':false}"), "3 4 5 6");
    QCOMPARE(members(vip + lately), "2");
    QCOMPARE(members(vip + ",'in':false" + lately), "3");
    QCOMPARE(members("{'kind':'membership','of':'list','name':'Empty'}"), "");
    QCOMPARE(members(welcome + "}"), "4 5");
    QCOMPARE(members(welcome + ",'step':'day 1'}"), "5");
    QCOMPARE(members(welcome + ",'step':'Day 2'" + lately), "");
    QCOMPARE(members(welcome + ",'step':'Day 1','in':false,'since':{'kind':'ever'}}"), "4");
}

void TestOtherConditions::whatDoesNotExistIsNamed()
{
    QCOMPARE(members("{'kind':'membership','of':'list','name':'Nobody'}"), "root.children[0].name");
    QVERIFY(m_error.kind == ErrorKind::NotFound);
    QCOMPARE(members("{'kind':'sample','percent':5},{'kind':'membership','of':'flow','name':'VIP'}"),
             "root.children[1].name");
    QCOMPARE(members("{'kind':'membership','of':'segment','name':'Nobody'}"), "root.children[0].name");
    QVERIFY(m_error.kind == ErrorKind::NotFound);
}

void TestOtherConditions::scoresAreValuesRanksAndPercentiles()
{
    const auto clv = [this](const char *rest) {
        return members(QByteArray("{'kind':'score','score':'predicted_clv',") + rest + "}");
    };
    QCOMPARE(clv("'op':'more','value':150"), "2 3");
    QCOMPARE(clv("'op':'at_most','value':2,'scale':'rank'"), "2 3");
    QCOMPARE(clv("'op':'equals','value':3,'scale':'rank'"), "1");
    QCOMPARE(clv("'op':'at_least','value':50,'scale':'percentile'"), "2 3");
    QCOMPARE(clv("'op':'equals','value':25,'scale':'percentile'"), "1");
    QCOMPARE(clv("'op':'equals','value':1,'scale':'rank','within':'Country'"), "2 3");
    QCOMPARE(clv("'op':'equals','value':2,'scale':'rank','within':'Country','unknown':'in'"), "1 4 5 6");
    QCOMPARE(clv("'op':'equals','value':1,'scale':'rank','within':'Nothing'"), "");
    QCOMPARE(members("{'kind':'score','score':'Points','op':'at_least','value':30}"), "2 3");
    QCOMPARE(members("{'kind':'score','score':'rfm_group','op':'is','value':'Champions'}"), "1");
    QCOMPARE(members("{'kind':'score','score':'rfm_group','op':'equals','value':1,'scale':'rank'}"),
             "root.children[0].scale");
    for (const Score &score : scores())
        QCOMPARE(scoreProperty(QLatin1String(score.id)), QString(QLatin1String(score.property)));
}

void TestOtherConditions::samplesAreTheSameForEver()
{
    // Reckoned by hand from the page that defines them.
    QCOMPARE(sampleHash(1, "autumn"), 480'747'935);
    QCOMPARE(sampleHash(5'000'000'000, QByteArray()), 1'703'786'601);
    QCOMPARE(sampleThreshold(100), 2'147'483'647);
    QCOMPARE(sampleThreshold(12.5), 268'435'455);
    QCOMPARE(members("{'kind':'sample','percent':100}"), "1 2 3 4 5 6");
    QCOMPARE(members("{'kind':'sample','percent':0}"), "");
    int in = 0;
    for (qint64 id = 1; id <= 100'000; ++id) {
        const qint64 lot = sampleHash(id, "holdout");
        QVERIFY(lot >= 0 && lot < SampleModulus);
        in += lot < sampleThreshold(10);
    }
    QVERIFY2(in > 9'700 && in < 10'300, qPrintable(QString::number(in)));
}

void TestOtherConditions::segmentsStandInSegments()
{
    save("Germans", "{'kind':'place','field':'country','op':'is','value':'DE'}");
    save("German VIPs", "{'kind':'membership','of':'segment','name':'germans'},"
                        "{'kind':'membership','of':'list','name':'VIP'}");
    save("German collectors", "{'kind':'membership','of':'segment','name':'Germans'},"
                              "{'kind':'property','property':'Points','op':'at_most','value':30}");
    QCOMPARE(members("{'kind':'membership','of':'segment','name':'GERMANS'}"), "1 3");
    QCOMPARE(members("{'kind':'membership','of':'segment','name':'German VIPs'},"
                     "{'kind':'membership','of':'segment','name':'German collectors'}"),
             "1");
    QCOMPARE(members("{'kind':'membership','of':'segment','name':'German collectors','in':false}"), "2 4 5 6");
}

void TestOtherConditions::circlesAreNamed()
{
    save("Hen", "{'kind':'membership','of':'segment','name':'Egg'}");
    save("Egg", "{'kind':'membership','of':'segment','name':'hen'}");
    const QString where = members("{'kind':'membership','of':'segment','name':'Hen'}");
    QVERIFY2(where.startsWith(QStringLiteral("root.children[0]")), qPrintable(where));
    QVERIFY(m_error.kind == ErrorKind::Invalid);
    QVERIFY2(m_error.message.contains(QStringLiteral("Hen")) && m_error.message.contains(QStringLiteral("Egg")),
             qPrintable(m_error.message));
}

void TestOtherConditions::segmentsKnowSinceWhen()
{
    save("In the list", "{'kind':'membership','of':'list','name':'VIP'}");
    const QByteArray lately = ",'since':{'kind':'last','n':17,'unit':'day'}}";
    const QByteArray listed = "{'kind':'membership','of':'segment','name':'In the list'";
    QCOMPARE(members(listed + lately), "2");
    QCOMPARE(members(listed + ",'in':false" + lately), "3");
}

void TestOtherConditions::columnsThatWereKeptSayTheSame()
{
    const QString path = m_folder.filePath(QStringLiteral("second.perennial"));
    const ColumnCache cache(m_folder.filePath(QStringLiteral("cache")));
    const auto write = [](Store &store, const QByteArray &sql) { return store.database().execute(withMoments(sql)); };
    {
        auto store = Store::create(path, {});
        QVERIFY(store.has_value());
        QVERIFY(write(*store, QByteArray(People) + Orders).has_value());
    }
    const auto built = ProfileTable::build(path, Progress());
    QVERIFY(built.has_value());
    cache.keep((*built)->columns());
    const auto kept = cache.find((*built)->columns().mark.storeId);
    QVERIFY(kept.has_value());
    QCOMPARE(textOf(kept->columns), textOf((*built)->columns()));
    {
        auto store = Store::openWriter(path);
        QVERIFY(store.has_value());
        QVERIFY(write(*store, R"sql(
            INSERT INTO profiles VALUES (7, @0, 0, NULL, 1);
            INSERT INTO orders(id, source, key, profile_id, created_at, currency, tags, content_hash, import_id) VALUES
                (71, 's', 'x', 7, @1, 'USD', 'vip, new', 0, 1), (42, 's', 'y', 4, @1, 'USD', NULL, 0, 1);
            INSERT INTO order_lines VALUES (71, 1, 'Mug - Black', 'MUG-K', 'Clay', 1, 1000, NULL);
            INSERT INTO list_members VALUES (2, 7, @3, NULL);
            INSERT INTO consents(profile_id, channel, at, state, method, double_opt_in, import_id) VALUES
                (7, 'email', @5, 'subscribed', 'app', 1, 1), (4, 'email', @6, 'subscribed', 'till', 1, 1);
        )sql")
                    .has_value());
        const std::array<qint64, 2> changed{4, 7};
        QVERIFY(makeRevision(store->database(), changed).has_value());
    }
    const auto store = Store::openReader(path);
    QVERIFY(store.has_value());
    const auto refreshed = refreshColumns(*store, *kept, Progress());
    QVERIFY(refreshed.has_value() && refreshed->has_value());
    QCOMPARE(textOf(**refreshed), textOf((*ProfileTable::build(path, Progress()))->columns()));
}

QTEST_GUILESS_MAIN(TestOtherConditions)
#include "tst_otherconditions.moc"
