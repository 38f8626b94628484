// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columncache.h"
#include "core/segment/columns/tablerefresh.h"
#include "core/segment/document/scores.h"
#include "core/segment/evaluate/placeleaf.h"
#include "core/segment/evaluate/sampleleaf.h"
#include "core/store/revisions.h"
#include "tests/core/segment/evaluate/mixedshop.h"
#include "tests/core/segment/rows/tabletext.h"

using namespace perennial;

// A small shop asked by everything that is neither an event nor an order.
class TestOtherConditions : public QObject, private MixedShop
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { open(); }
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
    const auto write = [](Store &store, const QByteArray &sql) {
        return store.database().execute(mixedshop::withMoments(sql));
    };
    {
        auto store = Store::create(path, {});
        QVERIFY(store.has_value());
        QVERIFY(write(*store, QByteArray(mixedshop::People) + mixedshop::Orders).has_value());
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
