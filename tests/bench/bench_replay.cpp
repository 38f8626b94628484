// SPDX-License-Identifier: GPL-3.0-or-later
// How long a flow's replay takes, and the memory it needs above the columns: the median of five.
// `bench_replay STORE FLOW.json FROM TO`
#include "core/flow/replay/flowreplay.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace perennial;

namespace {

constexpr int Rounds = 5;

// Of this program alone, mapped columns that were looked at among it.
double peakMemoryMb()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().chopped(3).toDouble() / 1024;
    }
    return 0;
}

// From now on the peak is that of what follows; yields what there is now.
double forgetPeak()
{
    QFile references(QStringLiteral("/proc/self/clear_refs"));
    if (references.open(QIODevice::WriteOnly))
        references.write("5");
    references.close();
    return peakMemoryMb();
}

void print(const ReplayResult &result)
{
    std::printf("entered %llu = completed %llu + exited %llu + waiting %llu\n", result.entered, result.completed,
                result.exited, result.waiting);
    quint64 visits = 0;
    for (const NodeVisits &node : result.nodes) {
        visits += node.in.count;
        std::printf("%-10s in %llu", qPrintable(node.id), node.in.count);
        for (const PortTraffic &out : node.out)
            std::printf(", %s %llu", qPrintable(out.port), out.went.count);
        std::printf(", exited %llu, waiting %llu", node.exited.count, node.waiting.count);
        if (node.message) {
            std::printf(", sent %llu, skipped", node.message->sent.count);
            for (const Traffic &skipped : node.message->skipped)
                std::printf(" %llu", skipped.count);
        }
        std::printf("\n");
    }
    std::printf("%llu visits\n", visits);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto from = Instant::fromIso(arguments.value(3)), to = Instant::fromIso(arguments.value(4));
    QFile file(arguments.value(2));
    if (!from || !to || !file.open(QIODevice::ReadOnly)) {
        std::fputs("bench_replay STORE FLOW.json FROM TO\n", stderr);
        return 2;
    }
    const auto reading = readFlow(file.readAll());
    const auto table = ProfileTable::open(arguments.value(1), Progress());
    if (!reading || !table) {
        std::fputs(qPrintable(reading ? table.error().message : reading.error().message), stderr);
        return 1;
    }
    std::vector<double> times;
    const double before = forgetPeak();
    for (int i = 0; i < Rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto result = replay(reading->flow, *table, {*from, *to}, Progress());
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        if (!result) {
            std::fprintf(stderr, "%s (%s)\n", qPrintable(result.error().message), qPrintable(result.error().where));
            return 1;
        }
        if (i == 0)
            print(*result);
    }
    std::ranges::sort(times);
    std::printf("replay %.2f s (%.2f to %.2f), memory %.0f MB above the columns' %.0f\n", times[Rounds / 2],
                times.front(), times.back(), peakMemoryMb() - before, before);
}
