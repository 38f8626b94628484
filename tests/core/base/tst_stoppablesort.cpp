// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/stoppablesort.h"

#include <QTest>

#include <random>

using namespace perennial;

class StoppableSortTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsLikeTheStandardOne_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 8191, 8192, 8193, 16384, 16385, 24576, 100'003})
            QTest::addRow("%d values", count) << count;
    }

    // By the tens alone, so that values of one ten show whether their order is kept.
    void sortsLikeTheStandardOne()
    {
        QFETCH(int, count);
        std::mt19937 random(7);
        std::vector<quint32> values(static_cast<size_t>(count));
        std::ranges::generate(values, [&] { return static_cast<quint32>(random() % 1000); });
        std::vector<quint32> wanted = values;
        const auto byTens = [](quint32 a, quint32 b) { return a / 10 < b / 10; };
        std::ranges::stable_sort(wanted, byTens);
        QVERIFY(sortUnlessStopped(values, {}, byTens));
        QCOMPARE(values, wanted);
    }

    void saysWhenItWasStopped()
    {
        std::stop_source stop;
        std::vector<int> values(100'000);
        std::ranges::generate(values, [next = 0]() mutable { return --next; });
        qint64 compared = 0;
        const auto stopsOnTheWay = [&](int a, int b) {
            if (++compared == 500'000)
                stop.request_stop();
            return a < b;
        };
        QVERIFY(!sortUnlessStopped(values, stop.get_token(), stopsOnTheWay));
        QVERIFY2(compared < 700'000, "it went on for long after it was asked to stop");
    }
};

QTEST_GUILESS_MAIN(StoppableSortTest)
#include "tst_stoppablesort.moc"
