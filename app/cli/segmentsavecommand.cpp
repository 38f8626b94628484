// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "core/connect/outbox/sourceusers.h"
#include "core/flow/saved/flowsnaming.h"
#include "core/segment/saved/lifecycleshelf.h"
#include "core/segment/saved/segmentsaving.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QJsonObject toJson(const SavedSegment &segment)
{
    return {{"id", segment.id.value}, {"name", segment.name}, {"version", segment.version}};
}

// A word that ends in ".json" is a file to these commands.
Result<void> requireName(const GivenSegment &segment)
{
    const QString name = segment.name.trimmed();
    if (!name.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) && !name.contains(QLatin1Char('/')))
        return {};
    return failure(ErrorKind::Invalid,
                   tr("The name “%1” would be taken for a file: a segment's name has no “/” and does not end in "
                      "“.json”.")
                       .arg(name),
                   segment.source + QLatin1String(": name"));
}

Result<Answer> save(const CommonOptions &options, const QString &path)
{
    const auto given = readSegmentFile(path);
    if (!given)
        return failure(given.error());
    if (const auto named = requireName(*given); !named)
        return failure(named.error());
    auto store = openToWrite(options);
    if (!store)
        return failure(store.error());
    SegmentShelf shelf(*store);
    SegmentDoc doc = given->doc;
    doc.name = given->name;
    const auto saved = saveSegment(shelf, doc, Instant::now());
    if (!saved)
        return failure(located(saved.error(), *given));
    const QString text = tr("Saved “%1”, version %2.\n").arg(saved->name).arg(saved->version);
    return Answer{.json = toJson(*saved), .text = text, .notes = {}};
}

struct DeleteWords
{
    std::string name;
    bool force = false;
};

Result<void> requireUnnamed(SegmentShelf &shelf, const QString &name)
{
    const auto segments = segmentsNaming(shelf, name);
    if (!segments)
        return failure(segments.error());
    const auto stages = LifecycleShelf(shelf.store()).stagesNaming({MemberOf::Segment, name});
    if (!stages)
        return failure(stages.error());
    const auto flows = flowsNaming(FlowShelf(shelf.store()), {MemberOf::Segment, name});
    if (!flows)
        return failure(flows.error());
    const auto refused = [&name](const QString &text, const QStringList &naming) {
        return failure(ErrorKind::Refused, text.arg(naming.join(tr("”, “"))), name);
    };
    if (!segments->isEmpty())
        return refused(tr("Other segments ask who is in this one: “%1”. Change them first, or add --force."),
                       *segments);
    if (!stages->isEmpty())
        return refused(tr("Stages of the lifecycle ask who is in this segment: “%1”. Change them first, or add "
                          "--force."),
                       *stages);
    if (!flows->isEmpty())
        return refused(tr("Flows ask who is in this segment: “%1”. Change them first, or add --force."), *flows);
    const auto destinations = destinationsNaming(shelf.store(), {AudienceKind::Segment, name});
    if (!destinations)
        return failure(destinations.error());
    if (!destinations->isEmpty())
        return refused(tr("Destinations name this segment, and nobody would be sent: “%1”. Change them first, or add "
                          "--force."),
                       *destinations);
    return {};
}

Result<Answer> remove(const CommonOptions &options, const DeleteWords &words)
{
    const QString name = QString::fromStdString(words.name);
    auto store = openToWrite(options);
    if (!store)
        return failure(store.error());
    SegmentShelf shelf(*store);
    const auto found = shelf.find(name);
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(ErrorKind::NotFound, tr("The store has no segment of this name."), name);
    if (const auto unnamed = words.force ? Result<void>() : requireUnnamed(shelf, (*found)->name); !unnamed)
        return failure(unnamed.error());
    if (const auto removed = shelf.remove((*found)->id, Instant::now()); !removed)
        return failure(removed.error());
    const QString text = tr("Deleted “%1”; its versions stay in the store.\n").arg((*found)->name);
    return Answer{.json = toJson(**found), .text = text, .notes = {}};
}

} // namespace

void addSegmentSave(Commands &commands, CLI::App &segment)
{
    const auto word = std::make_shared<std::string>();
    const auto run = [word](const CommonOptions &options) { return save(options, QString::fromStdString(*word)); };
    commands.command(segment, "save", tr("Save a segment: a new one, or the next version of the one of that name"), run)
        .add_option("FILE", *word, tr("The segment's JSON document").toStdString())
        ->required();
}

void addSegmentDelete(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<DeleteWords>();
    CLI::App &command = commands.command(segment, "delete", tr("Delete a saved segment"),
                                         [words](const CommonOptions &options) { return remove(options, *words); });
    command.add_option("NAME", words->name, tr("Its name").toStdString())->required();
    command.add_flag(
        "--force", words->force,
        tr("Also where other segments, stages, flows or destinations ask who is in it; they cannot be counted then")
            .toStdString());
}

} // namespace perennial
