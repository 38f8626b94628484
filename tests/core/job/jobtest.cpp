// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/jobrunner.h"
#include "core/job/latestrequest.h"
#include "core/job/pace.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <latch>
#include <memory>
#include <stdexcept>

using namespace perennial;

namespace {

// Work that stays until it is let go, or until it is asked to stop.
class Gate
{
public:
    std::function<Result<int>(Progress)> work(int answer)
    {
        return [this, answer](const Progress &progress) -> Result<int> {
            const std::stop_callback onStop(progress.stopToken(), [this] { open(); });
            m_began.count_down();
            m_open.wait(false);
            if (progress.stopRequested())
                return stopped();
            return answer;
        };
    }

    void awaitBegin() { m_began.wait(); }

    void open()
    {
        m_open = true;
        m_open.notify_all();
    }

private:
    std::latch m_began{1};
    std::atomic<bool> m_open = false;
};

} // namespace

class JobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultComesHomeInTheWindowsThread()
    {
        JobRunner runner;
        QThread *workedIn = nullptr;
        QThread *deliveredIn = nullptr;
        int answer = 0;
        runner.start<int>(
            {.title = "Counting"},
            [&](const Progress &) -> Result<int> {
                workedIn = QThread::currentThread();
                return 42;
            },
            this,
            [&](const Result<int> &result) {
                deliveredIn = QThread::currentThread();
                answer = result.value();
            });
        QTRY_COMPARE(answer, 42);
        QCOMPARE(deliveredIn, QThread::currentThread());
        QVERIFY(workedIn != QThread::currentThread());
        QVERIFY(runner.jobs().isEmpty());
    }

    void oneWriterAtATimeInOrder()
    {
        JobRunner runner;
        Gate first, second;
        QList<int> order;
        const auto note = [&](const Result<int> &result) { order << result.value(); };
        const JobSpec writing{.title = "Importing", .kind = JobKind::Writing};
        Job *one = runner.start<int>(writing, first.work(1), this, note);
        Job *two = runner.start<int>(writing, second.work(2), this, note);
        first.awaitBegin();
        QCOMPARE(one->state(), JobState::Running);
        QCOMPARE(two->state(), JobState::Queued);
        second.open();
        first.open();
        QTRY_COMPARE(order, (QList<int>{1, 2}));
    }

    void readersRunBesideTheWriter()
    {
        JobRunner runner;
        Gate writer;
        runner.start<int>({.title = "Importing", .kind = JobKind::Writing}, writer.work(1), this, {});
        writer.awaitBegin();
        int read = 0;
        runner.start<int>(
            {.title = "Reading"}, [](const Progress &) -> Result<int> { return 7; }, this,
            [&](const Result<int> &result) { read = result.value(); });
        QTRY_COMPARE(read, 7);
        QCOMPARE(runner.jobs().size(), 1);
        writer.open();
        QTRY_VERIFY(runner.jobs().isEmpty());
    }

    void stoppedWorkStillComesHome()
    {
        JobRunner runner;
        Gate gate;
        std::optional<ErrorKind> kind;
        JobState last = JobState::Queued;
        Job *job = runner.start<int>({.title = "Long"}, gate.work(1), this,
                                     [&](const Result<int> &result) { kind = result.error().kind; });
        connect(job, &Job::finished, this, [&, job] { last = job->state(); });
        gate.awaitBegin();
        job->stop();
        QTRY_VERIFY(kind == ErrorKind::Stopped);
        QTRY_COMPARE(last, JobState::Stopped);
    }

    void stoppedInTheQueueNeverBegins()
    {
        JobRunner runner;
        Gate writer;
        bool began = false;
        std::optional<ErrorKind> kind;
        const JobSpec writing{.title = "Importing", .kind = JobKind::Writing};
        runner.start<int>(writing, writer.work(1), this, {});
        Job *waiting = runner.start<int>(
            writing,
            [&](const Progress &) -> Result<int> {
                began = true;
                return 2;
            },
            this, [&](const Result<int> &result) { kind = result.error().kind; });
        waiting->stop();
        QTRY_VERIFY(kind == ErrorKind::Stopped);
        writer.open();
        QTRY_VERIFY(runner.jobs().isEmpty());
        QVERIFY(!began);
    }

    void failureKeepsItsWords()
    {
        JobRunner runner;
        QString words;
        Job *job = runner.start<int>(
            {.title = "Importing"},
            [](const Progress &) -> Result<int> { return failure(ErrorKind::Disk, "The disk is full."); }, this, {});
        connect(job, &Job::finished, this, [&, job] { words = job->error()->message; });
        QTRY_COMPARE(words, "The disk is full.");
    }

    void thrownExceptionBecomesAnError()
    {
        JobRunner runner;
        std::optional<Error> error;
        runner.start<int>(
            {.title = "Broken"}, [](const Progress &) -> Result<int> { throw std::runtime_error("broken"); }, this,
            [&](const Result<int> &result) { error = result.error(); });
        QTRY_VERIFY(error.has_value());
        QVERIFY(error->kind == ErrorKind::Internal);
        QCOMPARE(error->detail, "broken");
    }

    void nobodyIsToldWhenTheAskerIsGone()
    {
        JobRunner runner;
        Gate gate;
        bool told = false;
        auto asker = std::make_unique<QObject>();
        runner.start<int>({.title = "Orphan"}, gate.work(1), asker.get(), [&](const Result<int> &) { told = true; });
        gate.awaitBegin();
        asker.reset();
        gate.open();
        QTRY_VERIFY(runner.jobs().isEmpty());
        QVERIFY(!told);
    }

    void aFloodOfReportsReachesTheWindowAsATrickle()
    {
        JobRunner runner;
        Job *job = runner.start<int>(
            {.title = "Flood"},
            [](const Progress &progress) -> Result<int> {
                for (qint64 row = 1; row <= 100'000; ++row)
                    progress.report({.phase = "Reading", .done = row, .total = 100'000, .rows = row, .rejected = 3});
                return 1;
            },
            this, {});
        QSignalSpy changes(job, &Job::changed);
        qint64 rows = 0;
        connect(job, &Job::finished, this, [&, job] { rows = job->rows(); });
        QTRY_COMPARE(rows, 100'000); // the last step arrives even when it came between two reports
        QVERIFY2(changes.size() < 100, qPrintable(QString::number(changes.size())));
    }

    void destructionStopsAndWaits()
    {
        Gate gate;
        bool told = false;
        {
            JobRunner runner;
            runner.start<int>({.title = "Endless"}, gate.work(1), nullptr, [&](const Result<int> &) { told = true; });
            gate.awaitBegin();
        }
        QVERIFY(!told);
    }

    void onlyTheNewestAnswerIsDelivered()
    {
        JobRunner runner;
        QList<int> answers;
        LatestRequest<int> latest(runner, [&](const Result<int> &result) { answers << result.value(); });
        Gate first;
        bool secondRan = false;
        latest.ask("Preview", first.work(1));
        first.awaitBegin();
        latest.ask("Preview", [&](const Progress &) -> Result<int> {
            secondRan = true;
            return 2;
        });
        latest.ask("Preview", [](const Progress &) -> Result<int> { return 3; });
        QTRY_COMPARE(answers, QList<int>{3});
        QVERIFY(!secondRan);
        QTRY_VERIFY(!latest.isBusy());
    }

    void aCancelledPreviewIsSilent()
    {
        JobRunner runner;
        int answers = 0;
        LatestRequest<int> latest(runner, [&](const Result<int> &) { ++answers; });
        Gate gate;
        latest.ask("Preview", gate.work(1));
        gate.awaitBegin();
        latest.cancel();
        QTRY_VERIFY(runner.jobs().isEmpty());
        QCOMPARE(answers, 0);
    }

    void aStoppedPreviewIsNotMistakenForTheNextOne()
    {
        JobRunner runner;
        QList<int> answers;
        LatestRequest<int> latest(runner, [&](const Result<int> &result) { answers << result.value_or(-1); });
        Gate gate;
        latest.ask("Preview", gate.work(1));
        gate.awaitBegin();
        latest.cancel();
        latest.ask("Preview", [](const Progress &) -> Result<int> { return 2; });
        QTRY_COMPARE(answers, QList<int>{2});
    }

    void paceTellsRateAndRest()
    {
        Pace pace;
        pace.note({.phase = "Reading", .done = 0, .total = 1000, .rows = 0}, 0);
        QVERIFY(!pace.secondsLeft());
        pace.note({.phase = "Reading", .done = 100, .total = 1000, .rows = 1000}, 1000);
        pace.note({.phase = "Reading", .done = 200, .total = 1000, .rows = 5000}, 2000);
        QCOMPARE(pace.rowsPerSecond(), 4000);
        QCOMPARE(pace.secondsLeft(), std::optional<qint64>(8));
        pace.note({.phase = "Writing", .done = 0, .total = 10, .rows = 5000}, 2100);
        QVERIFY(!pace.secondsLeft());
    }
};

QTEST_GUILESS_MAIN(JobTest)
#include "jobtest.moc"
