// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/caught.h"
#include "core/base/parallel.h"

#include <QTest>

#include <atomic>
#include <new>

using namespace perennial;

class ParallelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTaskRunsOnce();
    void aLackOfMemoryInAThreadIsTheCallersError();
};

void ParallelTest::everyTaskRunsOnce()
{
    std::vector<std::atomic<int>> runs(1000);
    std::vector<std::function<void()>> tasks;
    for (std::atomic<int> &run : runs)
        tasks.emplace_back([&run] { ++run; });
    runInParallel(tasks, 4);
    QVERIFY(std::ranges::all_of(runs, [](const std::atomic<int> &run) { return run == 1; }));
}

void ParallelTest::aLackOfMemoryInAThreadIsTheCallersError()
{
    std::atomic<bool> hasThrown = false;
    std::atomic<int> begun = 0;
    std::vector<std::function<void()>> tasks(500'000, [&] {
        ++begun;
        hasThrown.wait(false);
    });
    tasks[0] = [&] {
        hasThrown = true;
        hasThrown.notify_all();
        throw std::bad_alloc();
    };
    std::optional<Error> error;
    try {
        runInParallel(tasks, 4);
    } catch (const std::exception &) {
        error = errorInFlight();
    }
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Memory);
    QVERIFY2(begun < 499'999, "the tasks that were left are not begun");
}

QTEST_GUILESS_MAIN(ParallelTest)
#include "tst_parallel.moc"
