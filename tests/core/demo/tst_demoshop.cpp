// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"
#include "core/demo/democalendar.h"
#include "core/demo/demofiles.h"
#include "core/demo/demoshop.h"
#include "core/demo/dice.h"
#include "tests/testpaths.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

#include <set>

using namespace perennial;

class DemoShopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDiceFallTheSameEverywhere();
    void thePublishedFilesAreTheSameBytesEverywhere_data();
    void thePublishedFilesAreTheSameBytesEverywhere();
    void thePublishedFiguresStandInTheDocs();
    void nobodyInTheShopIsReal();
    void everythingHappensInTheTwoYears_data();
    void everythingHappensInTheTwoYears();
    void everyOrderAddsUp();
    void theShopsClockFollowsOregon();
    void everyRowHasTheColumnsOfItsHeader();
    void aFolderThatIsNotThereIsAnError();
};

namespace {

const DemoShop &publishedShop()
{
    static const DemoShop shop(*Instant::fromIso(u"2026-11-01T00:00:00Z"));
    return shop;
}

QString docs()
{
    QFile file(sourceFile("docs/demo-store.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString tableRow(const QString &name, const QString &figure)
{
    return QStringLiteral("| %1 | %2 |").arg(name, figure);
}

// Cells of one line; no cell of the demo's single-line rows holds a quote.
int cellCount(const QByteArray &line)
{
    bool quoted = false;
    int cells = 1;
    for (const char c : line) {
        quoted = quoted != (c == '"');
        cells += c == ',' && !quoted ? 1 : 0;
    }
    return cells;
}

} // namespace

void DemoShopTest::theDiceFallTheSameEverywhere()
{
    Dice dice(1);
    QCOMPARE(dice.next(), Q_UINT64_C(12966619160104079557));
    QCOMPARE(dice.next(), Q_UINT64_C(9600361134598540522));
    const std::array weights{0, 5, 0};
    QCOMPARE(dice.weighted(weights), size_t(1));
}

void DemoShopTest::thePublishedFilesAreTheSameBytesEverywhere_data()
{
    QTest::addColumn<QString>("sha256");
    QTest::newRow("customers_export.csv") << "1e589dd9c3e7dcd198c0644bd0a6e892a74d11211daf9ac178175b850fd1875b";
    QTest::newRow("orders_export.csv") << "ca9d6f59aae6e431787f227a967335b26ec73c7f4a856e6152319b217397d376";
    QTest::newRow("klaviyo_profiles.csv") << "5756436f3f8015326c2826d9a40c7daa1d3393f570aa437bc6166889af3a469e";
    QTest::newRow("events.csv") << "a5ac6b171927b92fbe9833b530747108f5641628d4994a73a9891ce019e4ff7e";
}

void DemoShopTest::thePublishedFilesAreTheSameBytesEverywhere()
{
    QFETCH(QString, sha256);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QByteArray text = demoFileText(publishedShop(), name);
    QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()), sha256);
    QVERIFY(docs().contains(sha256));
}

void DemoShopTest::thePublishedFiguresStandInTheDocs()
{
    std::map<std::string, qint64> metrics;
    for (const DemoLife &life : publishedShop().lives())
        for (const DemoEvent &event : life.events)
            ++metrics[std::string(event.metric)];
    qint64 gross = 0;
    qint64 net = 0;
    qint64 lines = 0;
    for (const DemoOrder *order : publishedShop().orders()) {
        gross += order->isRevenue() ? order->total() : 0;
        net += order->net();
        lines += static_cast<qint64>(order->lines.size());
    }
    const QString text = docs();
    QStringList rows{tableRow("orders", QString::number(static_cast<qint64>(publishedShop().orders().size()))),
                     tableRow("order lines", QString::number(lines)),
                     tableRow("revenue, gross", decimalFromMinor(gross, 2) + " USD"),
                     tableRow("revenue, net of refunds", decimalFromMinor(net, 2) + " USD")};
    for (const auto &[metric, count] : metrics)
        rows.append(tableRow(QString::fromStdString(metric), QString::number(count)));
    for (const QString &row : rows)
        QVERIFY2(text.contains(row), qPrintable("docs/demo-store.md lacks: " + row));
}

void DemoShopTest::nobodyInTheShopIsReal()
{
    static const QRegularExpression address(R"(^[a-z.0-9]+@(example\.(com|org|net)|mail\.test)$)");
    static const QRegularExpression phone(R"(^\+1\d{3}55501\d{2}$)");
    QSet<QString> seen;
    for (const DemoLife &life : publishedShop().lives()) {
        const QString mail = QString::fromStdString(life.person->email);
        const QString number = QString::fromStdString(life.person->phone);
        QVERIFY2(!mail.isEmpty() || !number.isEmpty(), "somebody cannot be told from anybody else");
        QVERIFY2(mail.isEmpty() || address.match(mail).hasMatch(), qPrintable(mail));
        QVERIFY2(number.isEmpty() || phone.match(number).hasMatch(), qPrintable(number));
        QVERIFY2(mail.isEmpty() || !seen.contains(mail), qPrintable(mail));
        QVERIFY2(number.isEmpty() || !seen.contains(number), qPrintable(number));
        seen << mail << number;
    }
}

void DemoShopTest::everythingHappensInTheTwoYears_data()
{
    QTest::addColumn<QString>("until");
    QTest::newRow("published") << "2026-11-01T00:00:00Z";
    QTest::newRow("after a leap day") << "2024-03-01T00:00:00Z";
    QTest::newRow("at noon") << "2030-06-15T12:00:00Z";
}

void DemoShopTest::everythingHappensInTheTwoYears()
{
    QFETCH(QString, until);
    const DemoShop shop(*Instant::fromIso(until));
    const Instant begin{shop.until().ms - 730 * Instant::DayMs};
    Instant lastOrder = begin;
    for (const DemoOrder *order : shop.orders()) {
        QVERIFY(order->at >= lastOrder && order->at < shop.until());
        lastOrder = order->at;
        QVERIFY(!order->fulfilled || (*order->fulfilled >= order->at && *order->fulfilled < shop.until()));
    }
    for (const DemoLife &life : shop.lives())
        for (const DemoEvent &event : life.events)
            QVERIFY(event.at >= begin && event.at < shop.until());
    QVERIFY2(lastOrder.ms > shop.until().ms - Instant::DayMs, "the newest order is older than a day");
}

void DemoShopTest::everyOrderAddsUp()
{
    std::set<qint64> ids;
    for (const DemoOrder *order : publishedShop().orders()) {
        QVERIFY(ids.insert(order->id).second);
        QVERIFY(!order->lines.empty());
        QCOMPARE(order->total(), order->goods() - order->discount + order->shipping + order->tax);
        QVERIFY(order->refunded >= 0 && order->refunded <= order->total());
        QCOMPARE(order->state == DemoOrderState::Cancelled, order->cancelled.has_value());
    }
}

void DemoShopTest::theShopsClockFollowsOregon()
{
    QCOMPARE(shopTime(*Instant::fromIso(u"2026-03-08T09:59:59Z")), "2026-03-08 01:59:59 -0800");
    QCOMPARE(shopTime(*Instant::fromIso(u"2026-03-08T10:00:00Z")), "2026-03-08 03:00:00 -0700");
    QCOMPARE(shopTime(*Instant::fromIso(u"2026-11-01T08:59:59Z")), "2026-11-01 01:59:59 -0700");
    QCOMPARE(shopTime(*Instant::fromIso(u"2026-11-01T09:00:00Z")), "2026-11-01 01:00:00 -0800");
    QCOMPARE(utcTime(*Instant::fromIso(u"2024-02-29T23:59:59Z")), "2024-02-29T23:59:59Z");
}

void DemoShopTest::everyRowHasTheColumnsOfItsHeader()
{
    const std::map<QString, int> columns{
        {"customers_export.csv", 20}, {"klaviyo_profiles.csv", 19}, {"events.csv", 17}};
    for (const auto &[name, count] : columns)
        for (const QByteArray &line : demoFileText(publishedShop(), name).split('\n'))
            QVERIFY2(line.isEmpty() || cellCount(line) == count, line.constData());
    const QByteArray orders = demoFileText(publishedShop(), "orders_export.csv");
    QCOMPARE(cellCount(orders.left(orders.indexOf('\n'))), 79);
    QCOMPARE(orders.count("\n#"), static_cast<qsizetype>(18860));
}

void DemoShopTest::aFolderThatIsNotThereIsAnError()
{
    const QTemporaryDir folder;
    const auto written = writeDemoFiles(publishedShop(), folder.filePath("missing"));
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Disk);
    QVERIFY(written.error().where.contains("customers_export.csv"));
}

QTEST_GUILESS_MAIN(DemoShopTest)
#include "tst_demoshop.moc"
