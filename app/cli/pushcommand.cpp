// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/destinationsource.h"
#include "app/cli/openstore.h"
#include "app/cli/runtext.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/sync/rundestination.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct PushWords
{
    std::string destination;
    KeyWords keys;
    bool isConfirmed = false;
};

Result<SavedDestination> asked(const CommonOptions &options, const std::string &name)
{
    auto store = openToRead(options);
    return store ? savedDestination(*store, QString::fromStdString(name)) : failure(store.error());
}

Result<Answer> push(const CommonOptions &options, const PushWords &words)
{
    const auto destination = asked(options, words.destination);
    if (!destination)
        return failure(destination.error());
    RunOrder order;
    order.isConfirmed = words.isConfirmed;
    KeyFinder keys(words.keys);
    const auto run = runNow(options, *destination, keys, words.keys.secretFile, std::move(order));
    return run ? answerOf(*run) : failure(run.error());
}

struct RetryWords
{
    qint64 run = 0;
    KeyWords keys;
    bool isConfirmed = false;
};

Result<SavedDestination> destinationOf(const CommonOptions &options, PushRunId id)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto run = Outbox(*store).run(id);
    if (!run)
        return failure(run.error());
    const auto all = DestinationShelf(*store).list(); // without those that were removed
    if (!all)
        return failure(all.error());
    const auto own = std::ranges::find(*all, run->destinationId, &SavedDestination::id);
    if (own == all->end())
        return failure(ErrorKind::NotFound, tr("The destination of this run was removed."), run->destination.name);
    return *own;
}

Result<Answer> retry(const CommonOptions &options, const RetryWords &words)
{
    const auto destination = destinationOf(options, {words.run});
    if (!destination)
        return failure(destination.error());
    RunOrder order;
    order.isConfirmed = words.isConfirmed;
    order.retryOf = PushRunId{words.run};
    KeyFinder keys(words.keys);
    const auto run = runNow(options, *destination, keys, words.keys.secretFile, std::move(order));
    return run ? answerOf(*run) : failure(run.error());
}

Result<Answer> cancel(const CommonOptions &options, const std::string &name)
{
    const auto destination = asked(options, name);
    if (!destination)
        return failure(destination.error());
    const auto run = cancelOpenRun(options.store, destination->id);
    if (!run)
        return failure(run.error());
    if (!*run)
        return failure(ErrorKind::NotFound, tr("No run of this destination is open."), destination->destination.name);
    return answerOf(**run);
}

} // namespace

void addAudiencePush(Commands &commands, CLI::App &audience)
{
    const auto words = std::make_shared<PushWords>();
    CLI::App &command =
        commands.command(audience, "push", tr("Send a destination's audience, or go on with a run that was stopped"),
                         [words](const CommonOptions &options) { return push(options, *words); });
    command.add_option("DESTINATION", words->destination, tr("Its name").toStdString())->required();
    addSecretFile(command, words->keys);
    command.add_flag("--yes", words->isConfirmed,
                     tr("Send even where much of the audience would change").toStdString());
}

void addAudienceRetry(Commands &commands, CLI::App &audience)
{
    const auto words = std::make_shared<RetryWords>();
    CLI::App &command = commands.command(audience, "retry", tr("Send those again who failed in a finished run"),
                                         [words](const CommonOptions &options) { return retry(options, *words); });
    command.add_option("RUN", words->run, tr("Its number; see audience runs").toStdString())->required();
    addSecretFile(command, words->keys);
    command.add_flag("--yes", words->isConfirmed,
                     tr("Send even where much of the audience would change").toStdString());
}

void addAudienceCancel(Commands &commands, CLI::App &audience)
{
    const auto name = std::make_shared<std::string>();
    commands
        .command(audience, "cancel", tr("Drop what is left of a run that was stopped; what was sent stays sent"),
                 [name](const CommonOptions &options) { return cancel(options, *name); })
        .add_option("DESTINATION", *name, tr("Its name").toStdString())
        ->required();
}

} // namespace perennial
