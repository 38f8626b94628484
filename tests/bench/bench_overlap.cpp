// SPDX-License-Identifier: GPL-3.0-or-later
// How soon the overlap map of all saved segments stands, how soon a cell's people are there, and how long the window's
// thread is busy in one go meanwhile. Changes nothing. Run offscreen as: bench_overlap STORE
#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "ui/segment/overlap/overlapmatrix.h"
#include "ui/segment/overlap/overlapstudy.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QMetaEnum>
#include <QSignalSpy>
#include <QTest>
#include <QTextStream>

#include <algorithm>
#include <ctime>

using namespace perennial;

namespace {

constexpr int MostMs = 120'000;
constexpr int Clicks = 20;

double msOf(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

// Of this thread: the rest of the time it waits, most likely for a core.
double cpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

// Remembers the event that kept the thread longest.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        const char *kind = QMetaEnum::fromType<QEvent::Type>().valueToKey(event->type());
        const QString what =
            QStringLiteral("%1 of %2")
                .arg(QLatin1String(kind ? kind : "an event"), QLatin1String(receiver->metaObject()->className()));
        ++m_depth;
        const double cpu = cpuMs();
        QElapsedTimer timer;
        timer.start();
        const bool handled = QApplication::notify(receiver, event);
        --m_depth;
        if (msOf(timer) > longestMs) {
            longestMs = msOf(timer);
            longestCpuMs = cpuMs() - cpu;
            longest = what;
        }
        return handled;
    }

    double longestMs = 0;
    double longestCpuMs = 0; // of it at work
    QString longest;

private:
    int m_depth = 0;
};

class Bench
{
public:
    Bench(TimedApplication &application, SegmentsPage &page)
        : m_application(application)
        , m_page(page)
        , m_study(*page.findChild<OverlapStudy *>())
    {
    }

    bool run()
    {
        return measure("until the map stands", [&] { m_page.showTab(SegmentsPage::Tab::Overlap); }) &&
               measure("until it stands again after a change", [&] { m_study.again(); }) &&
               measure("until one segment is taken off it",
                       [&] { m_study.setHidden({m_study.map()->segment(0).id}); }) &&
               findPeople();
    }

private:
    bool measure(const char *what, const std::function<void()> &begin)
    {
        QSignalSpy mapped(&m_study, &OverlapStudy::mapped);
        m_application.longestMs = 0;
        QElapsedTimer timer;
        timer.start();
        begin();
        if (!QTest::qWaitFor([&] { return !mapped.isEmpty(); }, MostMs))
            return false;
        const double ms = msOf(timer);
        QTest::qWait(500); // it is painted
        say(what, ms);
        return true;
    }

    bool findPeople()
    {
        auto *matrix = m_page.findChild<OverlapMatrix *>();
        QSignalSpy found(&m_page, &SegmentsPage::peopleChosen);
        m_application.longestMs = 0;
        std::vector<double> all;
        for (int i = 0; i < Clicks; ++i) {
            matrix->setCurrentIndex(matrix->model()->index(i % matrix->model()->rowCount(), 0));
            if (const auto fact = matrix->fact(); !fact || fact->offers.front().count == 0)
                continue;
            QElapsedTimer timer;
            timer.start();
            const auto before = found.count();
            QTest::keyClick(matrix, Qt::Key_Return);
            if (!QTest::qWaitFor([&] { return found.count() > before; }, MostMs))
                return false;
            all.push_back(msOf(timer));
        }
        if (all.empty())
            return false;
        std::ranges::sort(all);
        say("from Enter in a cell until its people are there, median", all[all.size() / 2]);
        say("the same, the longest", all.back());
        return true;
    }

    void say(const char *what, double ms)
    {
        QTextStream(stdout) << QStringLiteral(
                                   "%1 ms  %2; the thread was busy for %3 ms at most, %4 of them at work (%5)\n")
                                   .arg(ms, 8, 'f', 1)
                                   .arg(QLatin1String(what))
                                   .arg(m_application.longestMs, 0, 'f', 1)
                                   .arg(m_application.longestCpuMs, 0, 'f', 1)
                                   .arg(m_application.longest);
    }

    TimedApplication &m_application;
    SegmentsPage &m_page;
    OverlapStudy &m_study;
};

} // namespace

int main(int argc, char *argv[])
{
    TimedApplication application(argc, argv);
    if (argc < 2) {
        QTextStream(stderr) << "bench_overlap STORE\n";
        return 2;
    }
    new Theme(ThemeChoice::Light, &application);
    JobRunner jobs;
    Workspace workspace(jobs);
    if (const auto opened = workspace.open(QString::fromLocal8Bit(argv[1])); !opened) {
        QTextStream(stderr) << opened.error().message << '\n';
        return 1;
    }
    SegmentsPage page(workspace);
    page.resize(1280, 800);
    page.show();
    if (!QTest::qWaitFor([&] { return workspace.table() != nullptr; }, MostMs))
        return 1;
    // Counting the list comes first; the map is measured by itself.
    if (!QTest::qWaitFor([&] { return jobs.jobs().isEmpty(); }, MostMs))
        return 1;
    return Bench(application, page).run() ? 0 : 1;
}
