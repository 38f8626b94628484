// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/import/importfixture.h"
#include "tests/core/segment/rows/askedsegment.h"

using namespace perennial;

namespace {

// How many orders the first, the second … person placed: around what is added up at once.
constexpr std::array Orders{1, 4095, 4096, 4097, 2, 2048, 2049, 9000, 1, 4096, 1};

// Every other order is of socks; each is worth 1.50; all but the first of a person are of January.
QByteArray ordersOfAll()
{
    QByteArray csv = "event_id,email,metric,timestamp,value,label\n";
    int id = 0;
    for (size_t person = 0; person < Orders.size(); ++person) {
        for (int i = 0; i < Orders[person]; ++i)
            csv += QByteArray::number(++id) + ",p" + QByteArray::number(qulonglong(person)) +
                   "@example.com,Placed Order," + (i == 0 ? "2024-12-31" : "2025-01-02") + "T10:00:00Z,1.50," +
                   (i % 2 == 0 ? "Socks" : "Boots") + '\n';
    }
    return csv;
}

} // namespace

// People with one event and with thousands, side by side.
class TestManyEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everybodysQuantityIsTheirOwn_data();
    void everybodysQuantityIsTheirOwn();

private:
    ImportFixture m_shop;
    std::shared_ptr<const ProfileTable> m_table;
};

void TestManyEvents::initTestCase()
{
    VERIFY_DONE(m_shop.import({m_shop.write("orders.csv", ordersOfAll())}));
    const auto table = ProfileTable::build(m_shop.path(), Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

void TestManyEvents::everybodysQuantityIsTheirOwn_data()
{
    QTest::addColumn<QByteArray>("condition"); // % is the number
    QTest::addColumn<std::function<double(int)>>("numberOf");
    const auto row = [](const char *name, const QByteArray &rest, std::function<double(int)> numberOf) {
        QTest::newRow(name) << "{'kind':'event','metric':'Placed Order'," + rest +
                                   ",'compare':{'op':'equals','value':%}}"
                            << std::move(numberOf);
    };
    const QByteArray socks = "'filters':{'match':'all','of':[{'property':'label','op':'is','value':'Socks'}]}",
                     january = "'window':{'kind':'between','from':'2025-01-01','to':'2025-01-31'}";
    row("how many", "'aggregate':'count'", [](int n) { return n; });
    row("of socks", socks, [](int n) { return (n + 1) / 2; });
    row("in January", january, [](int n) { return n - 1; });
    row("of socks in January", socks + ',' + january, [](int n) { return (n - 1) / 2; });
    row("what they are worth", "'aggregate':'sum'", [](int n) { return 1.5 * n; });
    row("socks in January are worth", "'aggregate':'sum'," + socks + ',' + january,
        [](int n) { return 1.5 * ((n - 1) / 2); });
}

void TestManyEvents::everybodysQuantityIsTheirOwn()
{
    QFETCH(QByteArray, condition);
    QFETCH(std::function<double(int)>, numberOf);
    for (const int asked : Orders) {
        QStringList expected;
        for (size_t person = 0; person < Orders.size(); ++person) {
            if (numberOf(Orders[person]) == numberOf(asked))
                expected.append(QString::number(person + 1));
        }
        const QByteArray number = QByteArray::number(numberOf(asked), 'f', 1);
        const auto answer =
            answerTo(segmentText(QByteArray(condition).replace('%', number)), m_table, Instant{1'750'000'000'000});
        QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().message));
        QCOMPARE(textOfIds(*answer, *m_table), expected.join(u' '));
    }
}

QTEST_GUILESS_MAIN(TestManyEvents)
#include "tst_manyevents.moc"
