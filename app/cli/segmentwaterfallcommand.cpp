// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/segment/document/sentence.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// How many this node alone keeps out of its group; nothing where the group does not want all or none of its children.
std::optional<quint32> failsOnly(const std::vector<GroupReasons> &reasons, const NodePath &path)
{
    for (const GroupReasons &group : reasons) {
        const auto only = std::ranges::find(group.only, path, &OnlyReason::path);
        if (only != group.only.end())
            return only->count;
    }
    return std::nullopt;
}

Answer answerOf(const GivenSegment &segment, const SegmentAnswer &counted, const std::vector<GroupReasons> &reasons,
                const QStringList &notes)
{
    QJsonArray json;
    TextTable table({tr(">Alone"), tr(">Running"), tr(">Unknown"), tr("Condition")});
    for (const NodeCount &node : counted.nodes) {
        if (!node.finished)
            continue;
        const QString words = wordsOf(*nodeAt(segment.doc, node.path));
        const auto only = failsOnly(reasons, node.path);
        json.append(QJsonObject{{"path", node.path.toString()},
                                {"text", words},
                                {"alone", qint64(node.alone)},
                                {"running", qint64(node.running)},
                                {"unknown", qint64(node.unknown)},
                                {"fails_only", only ? QJsonValue(qint64(*only)) : QJsonValue()}});
        const QString indent(static_cast<qsizetype>(node.path.steps().size()) * 2, QLatin1Char(' '));
        table.add({QString::number(node.alone), QString::number(node.running), QString::number(node.unknown),
                   indent + words});
    }
    return {.json = {{"nodes", json},
                     {"unfinished", QJsonArray::fromStringList(unfinishedPaths(segment.doc))},
                     {"notes", QJsonArray::fromStringList(notes)}},
            .text = table.toText(),
            .notes = notes};
}

Result<Answer> waterfall(const CommonOptions &options, const QString &word)
{
    auto asked = AskedSegment::open(options, word);
    if (!asked)
        return failure(asked.error());
    auto &[store, given, asker] = *asked;
    const auto counted = asker.ask(given);
    if (!counted)
        return failure(counted.error());
    const auto reasons = asker.reasons(given);
    if (!reasons)
        return failure(reasons.error());
    return answerOf(given, *counted, *reasons, segmentNotes(given, asker.table()));
}

} // namespace

void addSegmentWaterfall(Commands &commands, CLI::App &segment)
{
    const auto word = std::make_shared<std::string>();
    const auto run = [word](const CommonOptions &options) { return waterfall(options, QString::fromStdString(*word)); };
    commands.command(segment, "waterfall", tr("Count every condition alone and along the way"), run)
        .add_option("NAME|FILE.json", *word, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
}

} // namespace perennial
