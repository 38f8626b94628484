// SPDX-License-Identifier: GPL-3.0-or-later
// How soon the evaluator stops: each segment of a folder is counted, its history taken, somebody explained and the near
// misses looked for, and asked to stop at many moments on the way. `bench_cancel STORE FOLDER AS_OF [explain …]`: all
// of it, or what is named
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/explain/explanation.h"
#include "core/segment/explain/nearmisses.h"
#include "core/segment/history/segmenthistory.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <cstdio>
#include <thread>

using namespace perennial;

namespace {

constexpr int Tries = 20;

struct Worst
{
    double ms = 0;
    int stopped = 0;
};

// Runs `work` and asks it to stop after `afterMs`.
template <class Work>
void askToStop(const Work &work, double afterMs, Worst &worst)
{
    std::stop_source stop;
    std::jthread working([&] { worst.stopped += work(Progress(stop.get_token())); });
    std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(afterMs));
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    working.join();
    worst.ms = std::max(worst.ms, static_cast<double>(timer.nsecsElapsed()) / 1e6);
}

// `work` says whether it was stopped.
template <class Work>
void measure(const char *what, const QString &name, const Work &work)
{
    const QStringList asked = QCoreApplication::arguments().mid(4);
    if (!asked.isEmpty() && !asked.contains(QLatin1String(what)))
        return;
    QElapsedTimer timer;
    timer.start();
    static_cast<void>(work(Progress()));
    const double whole = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    Worst worst;
    for (int i = 0; i < Tries; ++i)
        askToStop(work, whole * i / Tries, worst);
    std::printf("%-10s%-28s whole %8.1f ms, stopped %2d of %d times, within %.1f ms\n", what, qPrintable(name), whole,
                worst.stopped, Tries, worst.ms);
}

void measureSegment(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf)
{
    measure("count", doc.name, [&](const Progress &progress) {
        return !SegmentEngine::compile(doc, table, asOf, {.stop = progress.stopToken()})
                    .and_then([&](const Plan &plan) { return SegmentEngine::evaluate(plan, progress); });
    });
    measure("history", doc.name, [&](const Progress &progress) {
        const HistoryRange range{{asOf.ms - 730 * Instant::DayMs}, asOf, {7, TimeUnit::Day}};
        return !historyOf(doc, table, range, {}, progress);
    });
    measure("explain", doc.name, [&](const Progress &progress) {
        return !explain(doc, table, table->idAt(table->profileCount() / 2), asOf, progress);
    });
    measure("near", doc.name, [&](const Progress &progress) { return !nearMissesOf(doc, table, asOf, 20, progress); });
}

// So many different conditions, most of which a person's own events decide.
SegmentDoc manyConditions(int count)
{
    SegmentDoc doc;
    doc.name = QStringLiteral("%1 conditions").arg(count);
    SegmentGroup group{GroupMatch::All, {}};
    for (int i = 0; i < count; ++i) {
        EventCondition event;
        event.quantity.metric = i % 2 == 0 ? QStringLiteral("Opened Email") : QStringLiteral("Placed Order");
        event.quantity.window.kind = WindowKind::Last;
        event.quantity.window.n = i + 1;
        event.quantity.window.fromHour = i % 7 == 0 ? std::optional(6) : std::nullopt; // gathered person by person
        event.compare = {.op = Op::AtMost, .values = {1000.0}, .window = {}};
        SegmentNode node;
        node.is = event;
        group.children.push_back(node);
    }
    doc.root.is = group;
    return doc;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const auto asOf = argc > 3 ? Instant::fromIso(QString::fromLocal8Bit(argv[3])) : std::nullopt;
    const auto table =
        asOf ? ProfileTable::open(QString::fromLocal8Bit(argv[1]), Progress()) : failure(stopped().value());
    if (!table)
        return std::fprintf(stderr, "bench_cancel STORE FOLDER AS_OF\n"), 2;
    const QDir folder(QString::fromLocal8Bit(argv[2]));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (const auto doc = SegmentDoc::fromJson(file.readAll()))
            measureSegment(*doc, *table, *asOf);
    }
    measureSegment(manyConditions(2000), *table, *asOf);
    return 0;
}
