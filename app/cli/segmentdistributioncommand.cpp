// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/numberwords.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/segment/sets/distribution.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct DistributionWords
{
    std::string segment;
    std::string path;
    int bins = 20;
    bool members = false;
};

Result<NumberSource> sourceAt(const GivenSegment &segment, const QString &text)
{
    const auto path = NodePath::fromString(text);
    const SegmentNode *node = path ? nodeAt(segment.doc, *path) : nullptr;
    if (!node)
        return failure(ErrorKind::Usage, tr("The segment has no condition at this path."), text);
    const auto source = numberBehind(node->is);
    if (!source)
        return failure(ErrorKind::Usage, tr("The condition at this path compares no number."), text);
    return *source;
}

Result<ProfileSet> peopleOf(const SegmentAsker &asker, const GivenSegment &segment, bool members)
{
    if (!members)
        return asker.table().knownAt(asker.asOf());
    return asker.ask(segment).map([](const SegmentAnswer &answer) { return answer.members; });
}

QJsonValue orNull(const NumberFormat &format, const std::optional<double> &number)
{
    return number ? format.json(*number) : QJsonValue();
}

Answer answerOf(const Distribution &distribution, int bins, const QString &currency, const QStringList &notes)
{
    const NumberFormat format(distribution.isMoney(), currency);
    QJsonArray json;
    TextTable table({tr(">From"), tr(">Below"), tr(">People")});
    for (const DistributionBin &bin : distribution.bins(bins)) {
        json.append(
            QJsonObject{{"from", format.json(bin.from)}, {"to", format.json(bin.to)}, {"count", qint64(bin.count)}});
        table.add({format.text(bin.from), format.text(bin.to), QString::number(bin.count)});
    }
    QString text = table.toText() + tr("\nNot known for %1 people\n").arg(distribution.unknown());
    if (distribution.known() > 0)
        text += tr("Smallest %1, median %2, largest %3\n")
                    .arg(format.text(*distribution.min()), format.text(*distribution.median()),
                         format.text(*distribution.max()));
    return {.json = {{"bins", json},
                     {"unknown", qint64(distribution.unknown())},
                     {"min", orNull(format, distribution.min())},
                     {"max", orNull(format, distribution.max())},
                     {"median", orNull(format, distribution.median())},
                     {"currency", format.currency()},
                     {"notes", QJsonArray::fromStringList(notes)}},
            .text = text,
            .notes = notes};
}

Result<Answer> distribution(const CommonOptions &options, const DistributionWords &words)
{
    const auto opened = OpenedSegment::open(options, QString::fromStdString(words.segment));
    if (!opened)
        return failure(opened.error());
    const GivenSegment &given = opened->segment;
    const auto source = sourceAt(given, QString::fromStdString(words.path));
    if (!source)
        return failure(source.error());
    const auto asker = SegmentAsker::open(opened->store, options);
    if (!asker)
        return failure(asker.error());
    const auto people = peopleOf(*asker, given, words.members);
    if (!people)
        return failure(people.error());
    const auto numbers = numbersOf(*source, bindingOf(given.doc, asker->table(), asker->asOf()), asker->progress());
    if (!numbers)
        return failure(located(numbers.error(), given));
    return answerOf(Distribution(*numbers, *people), words.bins, asker->table().currency(),
                    segmentNotes(given, asker->table()));
}

} // namespace

void addSegmentDistribution(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<DistributionWords>();
    CLI::App &command =
        commands.command(segment, "distribution", tr("Show how the number behind a condition is spread"),
                         [words](const CommonOptions &options) { return distribution(options, *words); });
    command
        .add_option("NAME|FILE.json", words->segment, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command
        .add_option("--path", words->path, tr("The condition: 0.1 is the second one of the first group").toStdString())
        ->type_name("PATH")
        ->required();
    command.add_option("--bins", words->bins, tr("At most so many").toStdString())
        ->type_name("N")
        ->check(CLI::Range(2, 1000))
        ->capture_default_str();
    command.add_flag("--members", words->members, tr("Of the members alone; of everybody unless given").toStdString());
}

} // namespace perennial
