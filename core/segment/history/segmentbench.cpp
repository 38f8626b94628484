// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/history/segmentbench.h"

#include "core/segment/history/segmenthistory.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <chrono>

namespace perennial {

namespace {

class Stopwatch
{
public:
    [[nodiscard]] double ms() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

// Of this program alone: what getrusage() tells reaches back to the program that started it.
double peakRssMb()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

Result<SegmentDoc> readSegment(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("perennial", "The segment file cannot be read."), path,
                       file.errorString());
    auto doc = SegmentDoc::fromJson(file.readAll());
    return doc ? doc : failure(doc.error().in(path));
}

Result<SegmentTiming> timeSegment(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                                  int repeat, const Progress &progress)
{
    SegmentTiming timing{doc.name};
    std::vector<double> times;
    for (int i = 0; i < std::max(repeat, 1); ++i) {
        const Stopwatch stopwatch;
        const auto plan = SegmentEngine::compile(doc, table, asOf, {.stop = progress.stopToken()});
        if (!plan)
            return failure(plan.error());
        const auto answer = SegmentEngine::evaluate(*plan, progress);
        if (!answer)
            return failure(answer.error());
        times.push_back(stopwatch.ms());
        timing.count = answer->count;
    }
    std::ranges::sort(times);
    timing.medianMs = times[times.size() / 2];
    return timing;
}

Result<double> timeHistory(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                           const Progress &progress)
{
    constexpr int weeks = 104;
    const Stopwatch stopwatch;
    const HistoryRange range{{asOf.ms - weeks * 7 * Instant::DayMs}, asOf, {7, TimeUnit::Day}};
    return historyOf(doc, table, range, {}, progress).map([&](const auto &) { return stopwatch.ms(); });
}

} // namespace

Result<SegmentBench> benchSegments(const QString &storePath, const QString &folder, Instant asOf, int repeat,
                                   const Progress &progress, bool history)
{
    const QDir dir(folder);
    const QStringList files = dir.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    if (files.isEmpty())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("perennial", "There are no segments (*.json) in this folder."),
                       folder);
    SegmentBench bench;
    const Stopwatch opening;
    const auto table = ProfileTable::open(storePath, progress);
    if (!table)
        return failure(table.error());
    bench.openMs = opening.ms();
    for (const QString &file : files) {
        const auto doc = readSegment(dir.filePath(file));
        if (!doc)
            return failure(doc.error());
        auto timing = timeSegment(*doc, *table, asOf, repeat, progress);
        if (!timing)
            return failure(timing.error().in(file));
        const auto historyMs = history ? timeHistory(*doc, *table, asOf, progress) : Result<double>(0);
        if (!historyMs)
            return failure(historyMs.error());
        timing->historyMs = *historyMs;
        bench.segments.push_back(std::move(*timing));
    }
    bench.peakRssMb = peakRssMb();
    return bench;
}

} // namespace perennial
