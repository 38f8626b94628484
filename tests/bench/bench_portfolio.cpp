// SPDX-License-Identifier: GPL-3.0-or-later
// How soon the list of segments tells everything: counts, sizes over two years, healths; and how long the window's
// thread is busy in one go meanwhile. Run offscreen as: bench_portfolio STORE
#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "ui/segment/page/segmentlist.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTest>
#include <QTextStream>

#include <algorithm>
#include <ctime>

using namespace perennial;

namespace {

constexpr int LongestWaitMs = 600'000;
constexpr int ScrollEveryMs = 40;

double msOn(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

// Times each event, with what it brings about.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        const int type = event->type();
        const QString name = QString::fromLatin1(receiver->metaObject()->className()) + u' ' + receiver->objectName();
        ++m_depth;
        const double cpu = msOn(CLOCK_THREAD_CPUTIME_ID), wall = msOn(CLOCK_MONOTONIC);
        const bool handled = QApplication::notify(receiver, event);
        --m_depth;
        busy.push_back({msOn(CLOCK_MONOTONIC) - wall, msOn(CLOCK_THREAD_CPUTIME_ID) - cpu,
                        QStringLiteral("event %1 of %2").arg(QString::number(type), name.trimmed())});
        return handled;
    }

    struct Busy
    {
        double ms;
        double cpuMs; // of it: the rest of the time the thread waited for a core
        QString what;
    };
    std::vector<Busy> busy;

private:
    int m_depth = 0;
};

// Scrolls up and down until something holds of every line that can be counted.
template <class Holds>
double waitFor(SegmentsPage &page, Holds holds)
{
    QElapsedTimer clock;
    clock.start();
    QScrollBar *bar = page.findChild<SegmentList *>()->verticalScrollBar();
    const auto &lines = page.model().lines();
    while (clock.elapsed() < LongestWaitMs && !(!lines.empty() && std::ranges::all_of(lines, holds))) {
        bar->setValue(bar->value() < bar->maximum() ? bar->value() + 1 : 0);
        QTest::qWait(ScrollEveryMs);
    }
    return double(clock.elapsed()) / 1e3;
}

} // namespace

int main(int argc, char *argv[])
{
    TimedApplication application(argc, argv);
    QTextStream out(stdout);
    if (argc < 2) {
        QTextStream(stderr) << "bench_portfolio STORE\n";
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
    if (!QTest::qWaitFor([&] { return workspace.table() != nullptr; }, LongestWaitMs))
        return 1;
    application.busy.clear();
    const double counted =
        waitFor(page, [](const SegmentLine &line) { return line.tally.members || !line.tally.problem.isEmpty(); });
    const double sized =
        waitFor(page, [](const SegmentLine &line) { return line.history || !line.tally.problem.isEmpty(); });
    const double examined = waitFor(page, [](const SegmentLine &line) { return line.health.has_value(); });
    out << QStringLiteral("%1 segments, %2 people: counts after %3 s, sizes %4 s later, healths %5 s after them\n")
               .arg(page.model().rowCount())
               .arg(page.model().lines().front().tally.people)
               .arg(counted, 0, 'f', 1)
               .arg(sized, 0, 'f', 1)
               .arg(examined, 0, 'f', 1);
    for (const auto by : {&TimedApplication::Busy::ms, &TimedApplication::Busy::cpuMs}) {
        std::ranges::sort(application.busy, std::ranges::greater(), by);
        out << "the window's thread was busy longest, and worked most, with:\n";
        for (size_t i = 0; i < std::min<size_t>(4, application.busy.size()); ++i)
            out << QStringLiteral("%1 ms, %2 of them at work  %3\n")
                       .arg(application.busy[i].ms, 7, 'f', 1)
                       .arg(application.busy[i].cpuMs, 7, 'f', 1)
                       .arg(application.busy[i].what);
    }
    return 0;
}
