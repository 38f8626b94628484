// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/historyrange.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct HistoryWords
{
    std::string segment;
    RangeWords range{.from = {}, .to = {}, .every = "7d"};
};

Result<HistoryRange> rangeOf(const HistoryWords &words, const SegmentAsker &asker, const SegmentDoc &doc)
{
    const QTimeZone zone = zoneOf(doc, asker.table().columns().homeZone);
    return givenRange(words.range, zone, asker.asOf(),
                      [&zone](Instant to) { return Instant{shiftedBack(to.ms, 2, TimeUnit::Year, zone)}; });
}

Answer answerOf(const std::vector<HistoryPoint> &points, const QStringList &unfinished, const QStringList &notes)
{
    QJsonArray json;
    TextTable table({tr("As of"), tr(">Count"), tr(">Entered"), tr(">Left"), tr(">Of")});
    for (const HistoryPoint &point : points) {
        json.append(QJsonObject{{"as_of", point.asOf.toIso()},
                                {"count", qint64(point.count)},
                                {"entered", qint64(point.entered)},
                                {"left", qint64(point.left)},
                                {"of", qint64(point.of)}});
        table.add({point.asOf.toIso(), QString::number(point.count), QString::number(point.entered),
                   QString::number(point.left), QString::number(point.of)});
    }
    return {.json = {{"points", json},
                     {"unfinished", QJsonArray::fromStringList(unfinished)},
                     {"notes", QJsonArray::fromStringList(notes)}},
            .text = table.toText(),
            .notes = notes};
}

Result<Answer> history(const CommonOptions &options, const HistoryWords &words)
{
    auto asked = AskedSegment::open(options, QString::fromStdString(words.segment));
    if (!asked)
        return failure(asked.error());
    auto &[store, given, asker] = *asked;
    const auto range = rangeOf(words, asker, given.doc);
    if (!range)
        return failure(range.error());
    const auto points = historyOf(given.doc, asker.sharedTable(), *range, {}, asker.progress());
    if (!points)
        return failure(points.error().kind == ErrorKind::Usage ? atEvery(points.error(), words.range)
                                                               : located(points.error(), given));
    return answerOf(*points, unfinishedPaths(given.doc), segmentNotes(given, asker.table()));
}

} // namespace

void addSegmentHistory(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<HistoryWords>();
    CLI::App &command = commands.command(segment, "history", tr("Tell its size over time, and how many came and went"),
                                         [words](const CommonOptions &options) { return history(options, *words); });
    command
        .add_option("NAME|FILE.json", words->segment, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command
        .add_option(
            "--from", words->range.from,
            tr("The first moment, or a day's start in the segment's zone; two years before the last unless given")
                .toStdString())
        ->type_name("D");
    command
        .add_option("--to", words->range.to,
                    tr("No moment after this one, or after this day's start; --as-of unless given").toStdString())
        ->type_name("D");
    command
        .add_option("--every", words->range.every, tr("The step: a number with min, h, d, w, mo or y").toStdString())
        ->type_name("SPAN")
        ->capture_default_str();
}

} // namespace perennial
