// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/flowsource.h"
#include "app/cli/openstore.h"
#include "core/flow/saved/flowsaving.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QJsonObject toJson(const SavedFlow &flow)
{
    return {{"id", flow.id.value}, {"name", flow.name}, {"version", flow.version}};
}

// A word that ends in ".json" is a file to these commands.
Result<void> requireName(const GivenFlow &flow)
{
    const QString name = flow.name.trimmed();
    if (!name.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) && !name.contains(QLatin1Char('/')))
        return {};
    return failure(
        ErrorKind::Invalid,
        tr("The name “%1” would be taken for a file: a flow's name has no “/” and does not end in “.json”.").arg(name),
        flow.source + QLatin1String(": name"));
}

struct SaveWords
{
    std::string file;
    bool force = false;
};

Result<Answer> save(const CommonOptions &options, const SaveWords &words)
{
    const auto given = readFlowFile(QString::fromStdString(words.file));
    if (!given)
        return failure(given.error());
    if (const auto named = requireName(*given); !named)
        return failure(named.error());
    if (const auto read = requireRead(*given); !read && !words.force)
        return failure(read.error());
    auto store = openToWrite(options);
    if (!store)
        return failure(store.error());
    FlowShelf shelf(*store);
    FlowDoc flow = given->reading.flow;
    flow.name = given->name;
    const auto saved = saveFlow(shelf, flow, Instant::now());
    if (!saved)
        return failure(saved.error().in(given->source));
    const QString text = tr("Saved “%1”, version %2.\n").arg(saved->name).arg(saved->version);
    return Answer{.json = toJson(*saved), .text = text, .notes = {}};
}

Result<Answer> remove(const CommonOptions &options, const QString &name)
{
    auto store = openToWrite(options);
    if (!store)
        return failure(store.error());
    FlowShelf shelf(*store);
    const auto found = shelf.find(name);
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(ErrorKind::NotFound, tr("The store has no flow of this name."), name);
    if (const auto removed = shelf.remove((*found)->id, Instant::now()); !removed)
        return failure(removed.error());
    const QString text = tr("Deleted “%1”; its versions stay in the store.\n").arg((*found)->name);
    return Answer{.json = toJson(**found), .text = text, .notes = {}};
}

} // namespace

void addFlowSave(Commands &commands, CLI::App &flow)
{
    const auto words = std::make_shared<SaveWords>();
    CLI::App &command =
        commands.command(flow, "save", tr("Save a flow: a new one, or the next version of the one of that name"),
                         [words](const CommonOptions &options) { return save(options, *words); });
    command.add_option("FILE", words->file, tr("The flow's JSON document").toStdString())->required();
    command.add_flag("--force", words->force,
                     tr("Also where something of it cannot be read; it is kept as it is").toStdString());
}

void addFlowDelete(Commands &commands, CLI::App &flow)
{
    const auto word = std::make_shared<std::string>();
    const auto run = [word](const CommonOptions &options) { return remove(options, QString::fromStdString(*word)); };
    commands.command(flow, "delete", tr("Delete a saved flow"), run)
        .add_option("NAME", *word, tr("Its name").toStdString())
        ->required();
}

} // namespace perennial
