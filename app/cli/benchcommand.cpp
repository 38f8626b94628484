// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/segment/segmentbench.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct BenchWords
{
    std::string folder;
    int repeat = 5;
};

Result<Answer> bench(const CommonOptions &options, const BenchWords &words)
{
    const auto path = storePath(options);
    if (!path)
        return failure(path.error());
    const auto bench =
        benchSegments(*path, QString::fromStdString(words.folder), options.moment(), words.repeat, options.progress());
    if (!bench)
        return failure(bench.error());
    QJsonObject segments;
    TextTable table({tr("Segment"), tr(">Count"), tr(">Median ms")});
    for (const SegmentTiming &timing : bench->segments) {
        segments.insert(timing.name, QJsonObject{{"count", qint64(timing.count)}, {"median_ms", timing.medianMs}});
        table.add({timing.name, QString::number(timing.count), QString::number(timing.medianMs, 'f', 3)});
    }
    const QString totals = tr("\nReady in %1 ms, at most %2 MB of memory\n")
                               .arg(bench->openMs, 0, 'f', 0)
                               .arg(bench->peakRssMb, 0, 'f', 0);
    return Answer{.json = {{"segments", segments}, {"open_ms", bench->openMs}, {"peak_rss_mb", bench->peakRssMb}},
                  .text = table.toText() + totals,
                  .notes = {}};
}

} // namespace

void addBench(Commands &commands)
{
    const auto words = std::make_shared<BenchWords>();
    CLI::App &command = commands.command("bench", tr("Measure how long a folder of segments takes"),
                                         [words](const CommonOptions &options) { return bench(options, *words); });
    command.add_option("--segments", words->folder, tr("A folder of segment files").toStdString())
        ->type_name("DIR")
        ->required();
    command.add_option("--repeat", words->repeat, tr("Times each is counted; the median is reported").toStdString())
        ->type_name("N")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
}

} // namespace perennial
