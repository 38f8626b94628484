// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shopfixture.h"
#include "ui/profile/ordermodel.h"
#include "ui/profile/personwords.h"
#include "ui/profile/profiletablemodel.h"
#include "ui/profile/timelinemodel.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/format.h"

#include <QAbstractItemModelTester>

using namespace perennial;

class ProfileModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsArriveWhenTheyAreLookedAt();
    void aRowThatIsNotThereYetShowsAPlaceholder();
    void timelineGroupsByDayAndFilters();
    void ordersHaveTheirLinesBelow();
    void valuesReadAsPeopleReadThem_data();
    void valuesReadAsPeopleReadThem();

private:
    static EventView event(const char *metric, qint64 at);
};

EventView ProfileModelsTest::event(const char *metric, qint64 at)
{
    EventView made;
    made.metric = QString::fromLatin1(metric);
    made.at = {at};
    made.value = 2550;
    made.currency = QStringLiteral("EUR");
    made.properties = R"({"label":"Mugs"})";
    return made;
}

void ProfileModelsTest::rowsArriveWhenTheyAreLookedAt()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people(3000)));
    QVERIFY(shop.open());
    ProfileTableModel model(shop.workspace);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    std::vector<ProfileId> ids;
    for (qint64 id = 3; id <= 3003; ++id)
        ids.push_back({id});
    model.setIds(std::make_shared<const std::vector<ProfileId>>(std::move(ids)));
    QCOMPARE(model.rowCount(), 3001);
    model.setVisibleRows(2990, 3000);
    QTRY_VERIFY(model.rowAt(3000));
    QCOMPARE(model.index(3000, ProfileTableModel::Name).data().toString(), QStringLiteral("Person 03003"));
    QVERIFY(!model.rowAt(0));
    model.setVisibleRows(0, 10);
    QTRY_VERIFY(model.rowAt(0));
    QCOMPARE(model.index(0, ProfileTableModel::Revenue).data().toString(), format::money({500, QStringLiteral("EUR")}));
}

void ProfileModelsTest::aRowThatIsNotThereYetShowsAPlaceholder()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people()));
    QVERIFY(shop.open());
    ProfileTableModel model(shop.workspace);
    model.setIds(std::make_shared<const std::vector<ProfileId>>(std::vector<ProfileId>{{1}}));
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("…"));
}

void ProfileModelsTest::timelineGroupsByDayAndFilters()
{
    TimelineModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const qint64 day = Instant::DayMs;
    model.setEvents({event("Placed Order", 2 * day + 100), event("Viewed Product", 2 * day), event("Viewed Product", 0)}, QTimeZone::utc());
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Saturday, 3 January 1970"));
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("Placed Order"));
    QCOMPARE(model.index(1, 0).data(EntrySideRole).toString(), format::money({2550, QStringLiteral("EUR")}));
    QCOMPARE(model.index(1, 0).data(EntryDetailRole).toString(), QStringLiteral("00:00 · Label: Mugs"));
    QCOMPARE(model.metrics().front(), (std::pair<QString, int>(QStringLiteral("Viewed Product"), 2)));
    model.setMetric(QStringLiteral("Placed Order"));
    QCOMPARE(model.rowCount(), 2);
}

void ProfileModelsTest::ordersHaveTheirLinesBelow()
{
    OrderModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    OrderView order;
    order.number = QStringLiteral("#1042");
    order.currency = QStringLiteral("EUR");
    order.total = 8000;
    order.refunded = 1000;
    order.lines = {QStringLiteral("2 × Trail Mug")};
    model.setOrders({order}, QTimeZone::utc());
    QCOMPARE(model.index(0, OrderModel::Total).data().toString(), format::money({8000, QStringLiteral("EUR")}));
    QCOMPARE(model.index(0, OrderModel::Refunded).data().toString(), format::money({1000, QStringLiteral("EUR")}));
    QCOMPARE(model.index(0, 0, model.index(0, 0)).data().toString(), QStringLiteral("2 × Trail Mug"));
}

void ProfileModelsTest::valuesReadAsPeopleReadThem_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("words");
    QTest::newRow("text") << "text" << QVariant(QStringLiteral("Lyon")) << "Lyon";
    QTest::newRow("yes") << "boolean" << QVariant(1) << "Yes";
    QTest::newRow("no") << "boolean" << QVariant(0) << "No";
    QTest::newRow("number") << "number" << QVariant(12.5) << "12.5";
    QTest::newRow("date without time") << "date" << QVariant(qint64(1767225600000)) << "1 Jan 2026";
    QTest::newRow("moment") << "date" << QVariant(qint64(1767261600000)) << "1 Jan 2026, 10:00 UTC";
    QTest::newRow("list") << "list" << QVariant(QStringLiteral("[\"vip\",\"gift\"]")) << "vip, gift";
}

void ProfileModelsTest::valuesReadAsPeopleReadThem()
{
    QFETCH(QString, type);
    QFETCH(QVariant, value);
    QTEST(personwords::value({.name = {}, .type = type, .value = value, .since = {}}, QTimeZone::utc()), "words");
}

QTEST_MAIN(ProfileModelsTest)
#include "tst_profilemodels.moc"
