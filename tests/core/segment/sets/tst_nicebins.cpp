// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sets/nicebins.h"

#include <QtTest>

using namespace perennial;

// The edges between the bars of a histogram.
class TestNiceBins : public QObject
{
    Q_OBJECT

private:
    static QString told(const std::vector<double> &edges);

private Q_SLOTS:
    void edgesAreNumbersPeopleWrite_data();
    void edgesAreNumbersPeopleWrite();
};

QString TestNiceBins::told(const std::vector<double> &edges)
{
    QStringList list;
    for (const double edge : edges)
        list.append(QString::number(edge, 'g', 17));
    return list.join(u' ');
}

void TestNiceBins::edgesAreNumbersPeopleWrite_data()
{
    QTest::addColumn<NumberSpread>("spread");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("edges");
    QTest::newRow("counts") << NumberSpread{0, 5, 1, 2, true} << 20 << "0 1 2 3 4 5 6";
    QTest::newRow("even") << NumberSpread{12, 97, 12, 50, true} << 5 << "0 20 40 60 80 100";
    QTest::newRow("below zero") << NumberSpread{-0.25, 0.3, 0.1, 0.2, false} << 6
                                << "-0.40000000000000002 "
                                   "-0.20000000000000001 0 0.20000000000000001 0.40000000000000002";
    QTest::newRow("one number") << NumberSpread{7, 7, 7, 7, true} << 10 << "7 8";
    QTest::newRow("nothing but zero") << NumberSpread{0, 0, 0, 0, true} << 10 << "0 1";
    QTest::newRow("far out") << NumberSpread{0, 7000, 12, 80, false} << 10
                             << "0 10 20 50 100 200 500 1000 2000 5000 10000";
    QTest::newRow("far out in whole numbers")
        << NumberSpread{0, 900, 1, 2, true} << 10 << "0 1 2 5 10 20 50 100 200 500 1000";
}

void TestNiceBins::edgesAreNumbersPeopleWrite()
{
    QFETCH(NumberSpread, spread);
    QFETCH(int, most);
    QFETCH(QString, edges);
    QCOMPARE(told(niceEdges(spread, most)), edges);
}

QTEST_GUILESS_MAIN(TestNiceBins)
#include "tst_nicebins.moc"
