// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
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

QJsonObject toJson(const GivenSegment &segment, const SegmentAnswer &answer, const QStringList &notes)
{
    return {{"name", segment.name},
            {"count", qint64(answer.count)},
            {"of", qint64(answer.of)},
            {"as_of", answer.asOf.toIso()},
            {"unknown", qint64(answer.unknown)},
            {"unfinished", QJsonArray::fromStringList(unfinishedPaths(segment.doc))},
            {"notes", QJsonArray::fromStringList(notes)}};
}

Result<Answer> count(const CommonOptions &options, const std::vector<std::string> &words)
{
    const auto asked = AskedSegments::ask(options, words);
    if (!asked)
        return failure(asked.error());
    QJsonArray json;
    QStringList notes;
    TextTable table({tr("Segment"), tr(">Count"), tr(">Of"), tr(">Unknown"), tr("As of")});
    for (const auto &[segment, answer] : asked->all) {
        const QStringList remarks = segmentNotes(segment, asked->asker.table());
        notes += remarks;
        json.append(toJson(segment, answer, remarks));
        table.add({segment.name, QString::number(answer.count), QString::number(answer.of),
                   QString::number(answer.unknown), answer.asOf.toIso()});
    }
    return Answer{.json = {{"segments", json}}, .text = table.toText(), .notes = notes};
}

} // namespace

void addSegmentCount(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<std::vector<std::string>>();
    commands
        .command(segment, "count", tr("Count the members of saved segments or of files"),
                 [words](const CommonOptions &options) { return count(options, *words); })
        .add_option("NAME|FILE.json", *words, tr("Saved names, or files that end in .json").toStdString())
        ->required();
}

} // namespace perennial
