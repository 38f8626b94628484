// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes to tell the stage of everybody: at one moment, and at each month's first of two years; medians.
// `bench_lifecycle STORE AS_OF`
#include "core/segment/history/segmenthistory.h"
#include "core/segment/lifecycle/stagecensus.h"
#include "core/segment/saved/lifecycleshelf.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace perennial;

namespace {

constexpr int Rounds = 7;
using Table = std::shared_ptr<const ProfileTable>;
using Censuses = std::vector<StageCensus>;

struct Asked
{
    Lifecycle lifecycle;
    Table table;
};

// Milliseconds.
double timed(const std::vector<Instant> &moments, const Asked &asked, Censuses &censuses)
{
    std::vector<double> times;
    for (int i = 0; i < Rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        censuses = stagesAt(moments, asked.lifecycle, asked.table, {}, Progress()).value_or(Censuses());
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::nth_element(times, times.begin() + Rounds / 2);
    return times[Rounds / 2];
}

double timedMoves(const Censuses &censuses, quint64 &moved)
{
    QElapsedTimer timer;
    timer.start();
    for (size_t i = 1; i < censuses.size(); ++i) {
        for (const StageMove &move : movesBetween(censuses[i - 1], censuses[i]))
            moved += move.from == move.to ? 0 : move.people;
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void printCounts(const StageCensus &census, const Lifecycle &lifecycle)
{
    const QStringList names = lifecycle.names();
    for (size_t stage = 0; stage < census.counts.size(); ++stage)
        std::printf("%-24s %9u people\n", qPrintable(names[static_cast<qsizetype>(stage)]), census.counts[stage]);
}

int measure(const Asked &asked, Instant asOf)
{
    const QTimeZone zone = asked.table->columns().homeZone;
    const Instant from{shiftedBack(asOf.ms, 2, TimeUnit::Year, zone)};
    const auto moments = momentsOf({from, asOf, {1, TimeUnit::Month}}, zone);
    if (!moments)
        return std::fprintf(stderr, "%s\n", qPrintable(moments.error().message)), 1;
    Censuses one, many;
    quint64 moved = 0;
    const double atOnce = timed({asOf}, asked, one), over = timed(*moments, asked, many);
    if (one.empty() || many.empty())
        return std::fprintf(stderr, "The lifecycle cannot be asked of this store.\n"), 1;
    printCounts(one.back(), asked.lifecycle);
    std::printf("\n%-40s %8.1f ms\n", "one moment", atOnce);
    std::printf("%-32zu moments %8.1f ms\n", moments->size(), over);
    const double counted = timedMoves(many, moved);
    std::printf("%-40s %8.1f ms, %llu moves\n", "who moved between them", counted, moved);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const auto asOf = argc > 2 ? Instant::fromIso(QString::fromLocal8Bit(argv[2])) : std::nullopt;
    if (!asOf)
        return std::fprintf(stderr, "bench_lifecycle STORE AS_OF\n"), 2;
    const QString path = QString::fromLocal8Bit(argv[1]);
    auto store = Store::openUpdated(path);
    const auto lifecycle = store ? LifecycleShelf(*store).current() : failure(store.error());
    const auto table = lifecycle ? ProfileTable::open(path, Progress()) : failure(lifecycle.error());
    if (!table)
        return std::fprintf(stderr, "%s\n", qPrintable(table.error().message)), 1;
    return measure({*lifecycle, *table}, *asOf);
}
