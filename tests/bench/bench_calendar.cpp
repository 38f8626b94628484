// SPDX-License-Identifier: GPL-3.0-or-later
// How long a calendar of all ready flows takes, and the memory it needs above the columns: the median of three.
// `bench_calendar STORE FROM TO [FLOWS]`: the first so many of them; all where nothing is given.
#include "core/flow/calendar/messagecalendar.h"
#include "core/flow/library/flowlibrary.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace perennial;

namespace {

constexpr int Rounds = 3;

// Of this program's own memory, mapped files not among it.
double ownMemoryMb()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("RssAnon:"))
            return line.mid(8).trimmed().chopped(3).toDouble() / 1024;
    }
    return 0;
}

void print(const MessageCalendar &calendar)
{
    quint64 messages = 0, kept = 0;
    for (const FlowLoad &flow : calendar.flows) {
        messages += flow.messages();
        std::printf("%-34s %10llu%s\n", qPrintable(flow.name), flow.messages(), flow.failed ? " left out" : "");
    }
    for (const Collision &collision : calendar.collisions)
        kept += collision.kept.count;
    std::printf("%zu flows, %llu messages, %llu would be kept back\n", calendar.flows.size(), messages, kept);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto from = Instant::fromIso(arguments.value(2)), to = Instant::fromIso(arguments.value(3));
    const auto table = ProfileTable::open(arguments.value(1), Progress());
    if (!from || !to || !table) {
        std::fputs("bench_calendar STORE FROM TO [FLOWS]\n", stderr);
        return 2;
    }
    std::vector<FlowDoc> flows;
    for (ReadyFlow &ready : flowLibrary()) {
        ready.flow.name = ready.name;
        flows.push_back(std::move(ready.flow));
    }
    if (const int asked = arguments.value(4).toInt(); asked > 0)
        flows.resize(std::min(flows.size(), static_cast<size_t>(asked)));
    std::vector<double> times;
    double memory = 0;
    for (int i = 0; i < Rounds; ++i) {
        const double before = ownMemoryMb();
        QElapsedTimer timer;
        timer.start();
        const auto calendar = calendarOf(flows, *table, {*from, *to, QTimeZone::utc()}, Progress());
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        if (!calendar) {
            std::fputs(qPrintable(calendar.error().message), stderr);
            return 1;
        }
        memory = std::max(memory, ownMemoryMb() - before);
        if (i == 0)
            print(*calendar);
    }
    std::ranges::sort(times);
    std::printf("calendar %.2f s (%.2f to %.2f), the answer holds %.0f MB\n", times[Rounds / 2], times.front(),
                times.back(), memory);
}
