// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/destinationsource.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/outbox/neversent.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/plan/audienceplan.h"
#include "core/secrets/keychain.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct ListedDestination
{
    SavedDestination saved;
    std::optional<PushRun> last;
};

Result<std::vector<ListedDestination>> listed(Store &store)
{
    const auto all = DestinationShelf(store).list();
    if (!all)
        return failure(all.error());
    std::vector<ListedDestination> destinations;
    for (const SavedDestination &saved : *all) {
        auto runs = Outbox(store).runs(saved.id, 1);
        if (!runs)
            return failure(runs.error());
        destinations.push_back({saved, runs->empty() ? std::nullopt : std::optional(std::move(runs->front()))});
    }
    return destinations;
}

QJsonObject toJson(const ListedDestination &one)
{
    const Destination &destination = one.saved.destination;
    return {{"name", destination.name},
            {"kind", kindId(destination.kind)},
            {"way", enumId(destination.way)},
            {"audience", destination.source.name},
            {"mode", enumId(destination.mode)},
            {"schedule", destination.schedule.isEmpty() ? QJsonValue() : QJsonValue(destination.schedule)},
            {"last_run", one.last ? QJsonValue(one.last->started.toIso()) : QJsonValue()},
            {"last_state", one.last ? QJsonValue(enumId(one.last->state)) : QJsonValue()}};
}

Result<Answer> list(const CommonOptions &options)
{
    auto store = openToRead(options);
    const auto all = store ? listed(*store) : failure(store.error());
    if (!all)
        return failure(all.error());
    QJsonArray json;
    TextTable table({tr("Destination"), tr("Platform"), tr("Audience"), tr("Mode"), tr("Schedule"), tr("Last run")});
    for (const ListedDestination &one : *all) {
        const Destination &destination = one.saved.destination;
        json.append(toJson(one));
        table.add({destination.name, kindInfo(destination.kind).title, destination.source.name,
                   enumId(destination.mode), destination.schedule.isEmpty() ? tr("by hand") : destination.schedule,
                   one.last ? QStringLiteral("%1 (%2)").arg(one.last->started.toIso(), enumId(one.last->state))
                            : tr("never")});
    }
    const QString none = tr("There are no destinations yet. Add one with destination add FILE.json.\n");
    return Answer{.json = {{"destinations", json}}, .text = all->empty() ? none : table.toText(), .notes = {}};
}

struct AddWords
{
    std::string file;
    bool replaces = false;
};

Result<SavedDestination> put(Store &store, const Destination &destination, bool replaces)
{
    DestinationShelf shelf(store);
    const auto known = shelf.find(destination.name);
    if (!known)
        return failure(known.error());
    if (*known && !replaces)
        return failure(ErrorKind::Refused,
                       tr("There is a destination of this name. Add --replace if this one takes its place."),
                       destination.name);
    return *known ? shelf.change((*known)->id, destination, Instant::now()) : shelf.add(destination, Instant::now());
}

Result<Answer> add(const CommonOptions &options, const AddWords &words)
{
    const QString path = QString::fromStdString(words.file);
    const auto text = readTextFile(path);
    if (!text)
        return failure(text.error());
    const auto destination = Destination::fromJson(*text);
    if (!destination)
        return failure(located(destination.error(), path));
    auto store = openToWrite(options);
    if (!store)
        return failure(store.error());
    const auto saved = put(*store, *destination, words.replaces);
    if (!saved)
        return failure(saved.error());
    return Answer{.json = toJson({*saved, std::nullopt}),
                  .text = tr("Saved the destination “%1”.\n").arg(saved->destination.name),
                  .notes = problemsOf(saved->destination)};
}

Result<Answer> show(const CommonOptions &options, const QString &name)
{
    auto store = openToRead(options);
    const auto found = store ? savedDestination(*store, name) : failure(store.error());
    if (!found)
        return failure(found.error());
    const QJsonObject document = found->destination.toJsonObject();
    return Answer{.json = {{"destination", document}},
                  .text = QString::fromUtf8(QJsonDocument(document).toJson()),
                  .notes = problemsOf(found->destination)};
}

// A key that nothing asks for any more goes out of the keychain. A key file opens by its passphrase alone, which is not
// asked for here.
QStringList forgetKey(const QString &storeId, const SavedDestination &removed)
{
    const WantedKey key = wantedKey(storeId, removed);
    const auto kept = key.name.isEmpty() ? Result<FoundKey>() : readFromKeychainNow(key.name, KeychainPatienceMs);
    if (!kept || !*kept)
        return {};
    const auto gone = removeFromKeychainNow(key.name, KeychainPatienceMs);
    return {gone ? tr("Its key is gone from the keychain.") : gone.error().message};
}

Result<Answer> remove(const CommonOptions &options, const QString &name)
{
    auto store = openToWrite(options);
    const auto found = store ? savedDestination(*store, name) : failure(store.error());
    if (!found)
        return failure(found.error());
    if (const auto removed = DestinationShelf(*store).remove(found->id, Instant::now()); !removed)
        return failure(removed.error());
    return Answer{.json = toJson({*found, std::nullopt}),
                  .text = tr("Removed “%1”; its runs stay in the store.\n").arg(found->destination.name),
                  .notes = forgetKey(store->storeId(), *found)};
}

QJsonObject toJson(const KindInfo &kind, const WayInfo &way)
{
    QJsonArray modes;
    for (const SyncMode mode : way.modes)
        modes.append(enumId(mode));
    return {{"kind", kind.id},
            {"way", enumId(way.way)},
            {"title", way.title},
            {"modes", modes},
            {"account", QJsonArray::fromStringList(way.account)},
            {"takes_out", !way.takenOut.isEmpty()}};
}

Result<Answer> kinds(const CommonOptions &)
{
    QJsonArray json;
    TextTable table({tr("Kind"), tr("Way"), tr("What it does"), tr("Modes"), tr("Account")});
    for (const KindInfo &kind : destinationKinds()) {
        for (const WayInfo &way : kind.ways) {
            QStringList modes;
            for (const SyncMode mode : way.modes)
                modes.append(enumId(mode));
            json.append(toJson(kind, way));
            table.add({kind.id, enumId(way.way), way.title, modes.join(u' '), way.account.join(u' ')});
        }
    }
    return Answer{.json = {{"kinds", json}}, .text = table.toText(), .notes = {}};
}

struct NeverWords
{
    std::string action = "list"; // list, add, remove
    std::string kind;            // segment, list
    std::string name;
};

// `sources` with the named one added or taken out.
Result<std::vector<AudienceSource>> changed(Store &store, std::vector<AudienceSource> sources, const NeverWords &words)
{
    const auto kind = enumFromId<AudienceKind>(QString::fromStdString(words.kind));
    const AudienceSource named{kind.value_or(AudienceKind::Segment), QString::fromStdString(words.name)};
    if (!kind || named.name.isEmpty())
        return failure(ErrorKind::Usage, tr("Say what: never-send add segment NAME, or never-send remove list NAME."));
    if (words.action == "remove") {
        if (std::erase(sources, named) == 0)
            return failure(ErrorKind::NotFound, tr("This is not among them."), named.name);
        return sources;
    }
    if (const auto known = sourceDocument(store, named); !known)
        return known.error().kind == ErrorKind::NotFound
                   ? failure(ErrorKind::NotFound, tr("The store has no segment or list of this name."), named.name)
                   : failure(known.error());
    sources.push_back(named);
    return sources;
}

Result<Answer> answerOf(const Result<std::vector<AudienceSource>> &sources)
{
    if (!sources)
        return failure(sources.error());
    QJsonArray json;
    TextTable table({tr("Never sent anywhere"), tr("Kind")});
    for (const AudienceSource &source : *sources) {
        json.append(sourceJson(source));
        table.add({source.name, enumId(source.kind)});
    }
    return Answer{.json = {{"never_sent", json}},
                  .text = sources->empty() ? tr("Nobody is left out of all destinations.\n") : table.toText(),
                  .notes = {}};
}

Result<Answer> neverSend(const CommonOptions &options, const NeverWords &words)
{
    auto store = words.action == "list" ? openToRead(options) : openToWrite(options);
    if (!store)
        return failure(store.error());
    auto sources = neverSent(*store);
    if (!sources || words.action == "list")
        return answerOf(sources);
    sources = changed(*store, std::move(*sources), words);
    const auto written = sources ? setNeverSent(*store, *sources, Instant::now()) : failure(sources.error());
    return written ? answerOf(sources) : failure(written.error());
}

CLI::App &addNamed(Commands &commands, CLI::App &group, const char *word, const QString &help,
                   Result<Answer> (*run)(const CommonOptions &, const QString &))
{
    const auto name = std::make_shared<std::string>();
    CLI::App &command = commands.command(group, word, help, [name, run](const CommonOptions &options) {
        return run(options, QString::fromStdString(*name));
    });
    command.add_option("NAME", *name, tr("The destination's name").toStdString())->required();
    return command;
}

} // namespace

void addDestinations(Commands &commands)
{
    CLI::App &group = commands.group("destination", tr("Where audiences are sent, and how"));
    commands.command(group, "list", tr("List the destinations of the store"), list);
    const auto words = std::make_shared<AddWords>();
    CLI::App &adding = commands.command(group, "add", tr("Add a destination from a file, or replace one"),
                                        [words](const CommonOptions &options) { return add(options, *words); });
    adding.add_option("FILE", words->file, tr("The destination's JSON document; it holds no key").toStdString())
        ->required();
    adding.add_flag("--replace", words->replaces, tr("Replace the destination of the same name").toStdString());
    addNamed(commands, group, "show", tr("Show a destination as a document"), show);
    addNamed(commands, group, "remove", tr("Remove a destination; nothing changes at the platform"), remove);
    const auto never = std::make_shared<NeverWords>();
    CLI::App &leaving = commands.command(group, "never-send", tr("Segments and lists that no destination is ever sent"),
                                         [never](const CommonOptions &options) { return neverSend(options, *never); });
    leaving.add_option("ACTION", never->action, tr("list, add or remove").toStdString())
        ->check(CLI::IsMember({"list", "add", "remove"}));
    leaving.add_option("KIND", never->kind, tr("segment or list").toStdString())
        ->check(CLI::IsMember({"segment", "list"}));
    leaving.add_option("NAME", never->name, tr("Its name").toStdString());
    commands.command(group, "kinds", tr("List the platforms and what can be done with people there"), kinds);
}

} // namespace perennial
