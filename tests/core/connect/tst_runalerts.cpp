// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/outbox/runalerts.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// When somebody is told to look at a destination, and when they are left in peace.
class RunAlertsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void habits_data();
    void habits();
    void failedRows_data();
    void failedRows();
    void aFailedRunIsToldWithItsReason();
    void oldDataIsTold();
    void aLaterRunAnswersForAnEarlierOne();
    void dismissedAlertsStayAway();
    void rulesAreKept();

private:
    static constexpr Instant Now{1'000 * Instant::DayMs};

    [[nodiscard]] static PushRun ran(qint64 id, qint64 size, qint64 failed = 0)
    {
        PushRun run;
        run.id = {id};
        run.state = RunState::Done;
        run.started = Now;
        run.stays = size;
        run.sent = size - failed;
        run.failed = failed;
        return run;
    }
    // Newest first, as the outbox tells them: `sizes` begin with the newest too.
    [[nodiscard]] static std::vector<PushRun> history(const std::vector<qint64> &sizes)
    {
        std::vector<PushRun> runs;
        for (size_t i = 0; i < sizes.size(); ++i)
            runs.push_back(ran(static_cast<qint64>(sizes.size() - i), sizes[i]));
        return runs;
    }
    [[nodiscard]] static bool has(const std::vector<RunAlert> &alerts, RunAlert::Kind kind)
    {
        return std::ranges::find(alerts, kind, &RunAlert::kind) != alerts.end();
    }
};

void RunAlertsTest::habits_data()
{
    QTest::addColumn<std::vector<qint64>>("sizes");
    QTest::addColumn<bool>("unusual");
    const auto row = [](const char *name, std::vector<qint64> sizes, bool unusual) {
        QTest::newRow(name) << std::move(sizes) << unusual;
    };
    row("within its spread", {1030, 1000, 1020, 980, 1010, 990}, false);
    row("half of it is gone", {500, 1000, 1020, 980, 1010, 990}, true);
    row("twice as many", {2000, 1000, 1020, 980, 1010, 990}, true);
    row("one more than ever", {1001, 1000, 1000, 1000, 1000, 1000}, false);
    row("constant, and a fifth more", {1201, 1000, 1000, 1000, 1000, 1000}, true);
    row("small, and a few more", {14, 5, 5, 5, 5, 5}, false);
    row("always nobody", {0, 0, 0, 0, 0, 0}, false);
    row("always nobody, then many", {500, 0, 0, 0, 0, 0}, true);
    row("many, then nobody", {0, 500, 510, 490, 505, 495}, true);
    row("it swings anyway", {1500, 1000, 2000, 500, 1800, 700}, false);
    row("too few runs to know", {10, 1000, 1000, 1000, 1000}, false);
    row("the first", {10}, false);
}

void RunAlertsTest::habits()
{
    QFETCH(std::vector<qint64>, sizes);
    QFETCH(bool, unusual);
    QCOMPARE(has(alertsOf(history(sizes), {}, Now), RunAlert::Kind::UnusualCount), unusual);
    // Runs that only tried again who had failed are no habit, and have none.
    std::vector<PushRun> runs = history(sizes);
    runs.insert(runs.begin() + 1, 8, ran(50, 3));
    for (size_t i = 1; i <= 8; ++i)
        runs[i].retryOf = PushRunId{1};
    QCOMPARE(has(alertsOf(runs, {}, Now), RunAlert::Kind::UnusualCount), unusual);
    runs.front().retryOf = PushRunId{1};
    QVERIFY(!has(alertsOf(runs, {}, Now), RunAlert::Kind::UnusualCount));
}

void RunAlertsTest::failedRows_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("failed");
    QTest::addColumn<double>("share");
    QTest::addColumn<bool>("told");
    QTest::newRow("none") << qint64(100) << qint64(0) << 0.0 << false;
    QTest::newRow("one in a hundred") << qint64(100) << qint64(1) << 0.01 << false;
    QTest::newRow("two in a hundred") << qint64(100) << qint64(2) << 0.01 << true;
    QTest::newRow("more is allowed") << qint64(100) << qint64(20) << 0.25 << false;
    QTest::newRow("all") << qint64(3) << qint64(3) << 0.5 << true;
    QTest::newRow("empty run") << qint64(0) << qint64(0) << 0.01 << false;
}

void RunAlertsTest::failedRows()
{
    QFETCH(qint64, size);
    QFETCH(qint64, failed);
    QFETCH(double, share);
    QFETCH(bool, told);
    const std::vector<PushRun> runs{ran(1, size, failed)};
    QCOMPARE(has(alertsOf(runs, {share, 3}, Now), RunAlert::Kind::RowsFailed), told);
}

void RunAlertsTest::aFailedRunIsToldWithItsReason()
{
    std::vector<PushRun> runs{ran(1, 10)};
    runs.front().state = RunState::Failed;
    runs.front().reason = QStringLiteral("The key may not do this.");
    const auto alerts = alertsOf(runs, {}, Now);
    QCOMPARE(alerts.size(), size_t(1));
    QCOMPARE(alerts.front().kind, RunAlert::Kind::RunFailed);
    QVERIFY(alerts.front().text.contains(runs.front().reason));
    QVERIFY(alertsOf({}, {}, Now).empty());
}

void RunAlertsTest::oldDataIsTold()
{
    const std::vector<PushRun> runs{ran(1, 10)};
    const auto told = [&](qint64 ago, int days) {
        return has(alertsOf(runs, {0.01, days}, Instant{Now.ms - ago}), RunAlert::Kind::OldData);
    };
    QVERIFY(!told(3 * Instant::DayMs, 3));
    QVERIFY(told(3 * Instant::DayMs + 1, 3));
    QVERIFY(!told(6 * Instant::DayMs, 7));
    QVERIFY(!has(alertsOf(runs, {}, std::nullopt), RunAlert::Kind::OldData)); // made by hand, never imported
}

void RunAlertsTest::aLaterRunAnswersForAnEarlierOne()
{
    std::vector<PushRun> runs{ran(2, 100), ran(1, 100, 90)};
    QVERIFY(alertsOf(runs, {}, Now).empty());
    std::swap(runs[0], runs[1]);
    QCOMPARE(alertsOf(runs, {}, Now).size(), size_t(1));
}

void RunAlertsTest::dismissedAlertsStayAway()
{
    QTemporaryDir folder;
    auto store = Store::create(folder.filePath(QStringLiteral("a.perennial")), {.name = QStringLiteral("Fern")});
    QVERIFY(store);
    Destination mail;
    mail.name = QStringLiteral("Mail");
    const auto saved = DestinationShelf(*store).add(mail, {1});
    QVERIFY(saved);
    Outbox outbox(*store);
    const auto run = [&](qint64 at) {
        NewRun begun;
        begun.destinationId = saved->id;
        begun.destination = mail;
        const auto started = outbox.start(begun, Instant{at});
        return started && outbox.setState(started->id, RunState::Failed, QStringLiteral("No."), Instant{at});
    };
    QVERIFY(run(1));
    auto alerts = readAlerts(*store);
    QVERIFY(alerts);
    QCOMPARE(alerts->size(), size_t(1));
    QCOMPARE(alerts->front().destination, mail.name);
    QVERIFY(dismissAlert(*store, alerts->front()));
    QVERIFY(readAlerts(*store)->empty());

    QVERIFY(outbox.finish(alerts->front().run, true, {2}));
    QVERIFY(run(3)); // the next one is another
    QCOMPARE(readAlerts(*store)->size(), size_t(1));
    QVERIFY(DestinationShelf(*store).remove(saved->id, {4}));
    QVERIFY(readAlerts(*store)->empty());
}

void RunAlertsTest::rulesAreKept()
{
    QTemporaryDir folder;
    auto store = Store::create(folder.filePath(QStringLiteral("a.perennial")), {.name = QStringLiteral("Fern")});
    QVERIFY(store);
    QCOMPARE(alertRules(*store).value(), AlertRules());
    QVERIFY(setAlertRules(*store, {0.05, 7}));
    QCOMPARE(alertRules(*store).value(), (AlertRules{0.05, 7}));
    QVERIFY(!setAlertRules(*store, {1.5, 7}));
    QVERIFY(!setAlertRules(*store, {std::nan(""), 7}));
    QVERIFY(!setAlertRules(*store, {0.05, 0}));
    QCOMPARE(alertRules(*store).value(), (AlertRules{0.05, 7}));
}

QTEST_GUILESS_MAIN(RunAlertsTest)
#include "tst_runalerts.moc"
