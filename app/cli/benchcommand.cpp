// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/segment/history/segmentbench.h"

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
    bool history = false;
};

Result<Answer> bench(const CommonOptions &options, const BenchWords &words)
{
    const auto path = storePath(options);
    if (!path)
        return failure(path.error());
    const auto bench = benchSegments(*path, QString::fromStdString(words.folder), options.moment(), words.repeat,
                                     options.progress(), words.history);
    if (!bench)
        return failure(bench.error());
    QJsonObject segments;
    QStringList titles{tr("Segment"), tr(">Count"), tr(">Median ms")};
    if (words.history)
        titles.append(tr(">History ms"));
    TextTable table(titles);
    for (const SegmentTiming &timing : bench->segments) {
        QJsonObject segment{{"count", qint64(timing.count)}, {"median_ms", timing.medianMs}};
        QStringList cells{timing.name, QString::number(timing.count), QString::number(timing.medianMs, 'f', 3)};
        if (words.history) {
            segment.insert(QStringLiteral("history_ms"), timing.historyMs);
            cells.append(QString::number(timing.historyMs, 'f', 0));
        }
        segments.insert(timing.name, segment);
        table.add(cells);
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
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command.add_flag("--history", words->history,
                     tr("Measure the size over the past two years too, week by week").toStdString());
}

} // namespace perennial
