// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columncache.h"
#include "core/segment/columns/packednumbers.h"
#include "tests/core/import/importfixture.h"
#include "tests/core/segment/rows/askedsegment.h"

using namespace perennial;

namespace {

constexpr int People = 10, Border = DetailsPacking::NarrowNone; // the first place that needs 32 bits

// Views of products from..to, by person after person, and one of no product by each of the first two.
QByteArray views(int from, int to)
{
    QByteArray csv = "event_id,email,metric,timestamp,product_id\n";
    const auto add = [&](int id, int person, const QByteArray &product) {
        csv += QByteArray::number(id) + ",p" + QByteArray::number(person) +
               "@example.com,Viewed Product,2026-01-02T10:00:00Z," + product + '\n';
    };
    for (int product = from; product < to; ++product)
        add(product, product % People, QByteArray::number(product));
    add(-1, 0, {});
    add(-2, 1, {});
    return csv;
}

} // namespace

// Details of events stand in 16 bits for as long as there are few enough: where they stop to be, nobody notices.
class TestManyDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesKeepTheirMeaningInBothWidths();
    void countsCrossTheBorder();

private:
    void verifyCounts(const std::shared_ptr<const ProfileTable> &table, int products);
};

void TestManyDetails::placesKeepTheirMeaningInBothWidths()
{
    PackedNumbers<DetailsPacking> places, more;
    for (const quint32 place : {0u, quint32(Border - 1), DetailsPacking::None})
        places.push_back(place);
    QVERIFY(!places.isWide());
    more.push_back(Border);
    QVERIFY(more.isWide());
    places.append(more);
    QVERIFY(places.isWide());
    places.resize(5, DetailsPacking::None);
    QCOMPARE(places.takeWide(),
             (std::vector<quint32>{0, Border - 1, DetailsPacking::None, Border, DetailsPacking::None}));
}

void TestManyDetails::verifyCounts(const std::shared_ptr<const ProfileTable> &table, int products)
{
    const auto idsWhere = [&](const char *filter) {
        const auto answer = answerTo(segmentText("{'kind':'event','metric':'Viewed Product','filters':{'match':'all',"
                                                 "'of':[{'property':'product_id'," +
                                                 QByteArray(filter) + "}]},'compare':{'op':'at_least_once'}}"),
                                     table, Instant{1'770'000'000'000});
        return answer ? textOfIds(*answer, *table) : answer.error().message;
    };
    for (const int product : {0, Border - 2, Border - 1, Border, Border + 1, products - 1, products}) {
        const auto ids = idsWhere(qPrintable(QStringLiteral("'op':'equals','value':%1").arg(product)));
        QCOMPARE(ids, product < products ? QString::number(product % People + 1) : QString());
    }
    QCOMPARE(idsWhere("'op':'is_not_set'"), QStringLiteral("1 2"));
    QCOMPARE(table->eventValuesOf("Viewed Product", "product_id", products + 10).size(), size_t(products));
}

void TestManyDetails::countsCrossTheBorder()
{
    QTemporaryDir folder;
    const ColumnCache cache(folder.path());
    ImportFixture fixture;
    int from = 0;
    for (const int products : {Border - 1, Border, Border + 1, Border + 20}) {
        VERIFY_DONE(fixture.import({fixture.write("events.csv", views(from, products))}));
        from = products;
        const auto opened = ProfileTable::open(fixture.path(), cache, Progress()); // refreshed
        QVERIFY(opened.has_value());
        verifyCounts(*opened, products);
        const auto kept = ProfileTable::open(fixture.path(), cache, Progress());
        QVERIFY(kept.has_value());
        verifyCounts(*kept, products);
        const auto built = ProfileTable::build(fixture.path(), Progress());
        QVERIFY(built.has_value());
        verifyCounts(*built, products);
        QCOMPARE((*built)->columns().metrics[0].details.empty(), products <= Border);
        QCOMPARE((*opened)->columns().metrics[0].details.empty(), products <= Border);
    }
}

QTEST_GUILESS_MAIN(TestManyDetails)
#include "tst_manydetails.moc"
