// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is ever busy in one go while somebody edits: a script edits a segment of the given store
// by mouse and keys for a while, and every event that is handled, and every turn of the event loop, is timed. Segments
// are saved into the store: give it a copy. Run offscreen as: bench_stall STORE [SECONDS [CONDITIONS]]
#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/editscript.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/theme.h"

#include <QTextStream>

#include <limits>

using namespace perennial;

namespace {

constexpr double StallMs = 50;
constexpr int PaceMs = 30; // between two actions of a very quick hand

int report(const char *title, std::vector<Stall> stalls)
{
    QTextStream out(stdout);
    std::ranges::sort(stalls, std::ranges::greater(), &Stall::ms);
    const auto above = std::ranges::count_if(stalls, [](const Stall &stall) { return stall.ms > StallMs; });
    out << stalls.size() << title << "; the longest kept the window's thread busy for "
        << QString::number(stalls.empty() ? 0 : stalls.front().ms, 'f', 1) << " ms, " << above << " took more than "
        << StallMs << " ms\n";
    for (size_t i = 0; i < std::min<size_t>(8, stalls.size()); ++i)
        out << QStringLiteral("%1 ms, %2 of them at work  %3\n")
                   .arg(stalls[i].ms, 7, 'f', 1)
                   .arg(stalls[i].cpuMs, 6, 'f', 1)
                   .arg(stalls[i].what);
    return above > 0 ? 1 : 0;
}

} // namespace

int main(int argc, char *argv[])
{
    WatchedApplication application(argc, argv);
    if (argc < 2) {
        QTextStream(stderr) << "bench_stall STORE [SECONDS [CONDITIONS]]\n";
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
    if (!QTest::qWaitFor([&] { return workspace.table() != nullptr; }, 120'000))
        return 1;
    QTest::qWait(1000);
    application.doing = QStringLiteral("opening the segment");
    application.watch(true);
    page.startSegment(scriptedDoc(argc > 3 ? QByteArray(argv[3]).toInt() : 6));
    auto *count = page.findChild<StatTile *>(QStringLiteral("count"));
    if (!QTest::qWaitFor([&] { return !count->isBusy() && count->value() > 0; }, 60'000))
        return 1;
    QTest::qWait(2000);
    EditScript script(application, page, PaceMs);
    script.run(std::numeric_limits<int>::max(), argc > 2 ? QByteArray(argv[2]).toInt() : 60);
    QTextStream(stdout) << script.done() << " actions\n";
    const int events = report(" events", std::move(application.events));
    return report(" turns of the event loop", std::move(application.turns)) + events > 0 ? 1 : 0;
}
