// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/destinationsource.h"
#include "app/cli/openstore.h"
#include "app/cli/runtext.h"
#include "app/cli/texttable.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/outbox/runlog.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

constexpr int RunsShown = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<Answer> runs(const CommonOptions &options, const QString &name)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    DestinationId of;
    if (!name.isEmpty()) {
        const auto destination = savedDestination(*store, name);
        if (!destination)
            return failure(destination.error());
        of = destination->id;
    }
    const auto all = Outbox(*store).runs(of, RunsShown);
    if (!all)
        return failure(all.error());
    QJsonArray json;
    TextTable table(
        {tr(">Run"), tr("Destination"), tr("State"), tr("Started"), tr(">Sent"), tr(">Failed"), tr(">Skipped")});
    for (const PushRun &run : *all) {
        json.append(runJson(run));
        table.add({QString::number(run.id.value), run.destination.name, enumId(run.state), run.started.toIso(),
                   QString::number(run.sent), QString::number(run.failed), QString::number(run.skippedTotal())});
    }
    return Answer{.json = {{"runs", json}}, .text = table.toText(), .notes = {}};
}

struct RowsWords
{
    qint64 run = 0;
    std::string state;
    std::string search;
    size_t limit = 200;
};

QJsonObject toJson(const LoggedRow &row)
{
    return {{"profile", row.person.value},
            {"state", enumId(row.state)},
            {"op", enumId(row.op)},
            {"email", QString::fromStdString(row.payload.email)},
            {"phone", QString::fromStdString(row.payload.phone)},
            {"batch", row.batch},
            {"status", row.status == 0 ? QJsonValue() : QJsonValue(row.status)},
            {"reason", row.reason},
            {"at", row.at ? QJsonValue(row.at->toIso()) : QJsonValue()}};
}

Result<Answer> rows(const CommonOptions &options, const RowsWords &words)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    if (const auto run = Outbox(*store).run({words.run}); !run)
        return failure(run.error());
    const LogQuestion question{.state = enumFromId<RowState>(QString::fromStdString(words.state)),
                               .search = QString::fromStdString(words.search),
                               .offset = 0,
                               .limit = words.limit};
    const auto page = readRunLog(*store, {words.run}, question);
    if (!page)
        return failure(page.error());
    QJsonArray json;
    TextTable table({tr(">Profile"), tr("E-mail"), tr("Phone"), tr("State"), tr("Reason")});
    for (const LoggedRow &row : page->rows) {
        json.append(toJson(row));
        table.add({QString::number(row.person.value), QString::fromStdString(row.payload.email),
                   QString::fromStdString(row.payload.phone), enumId(row.state), skipText(row.reason)});
    }
    const QStringList notes = page->hasMore ? QStringList{tr("There are more: see --limit.")} : QStringList();
    return Answer{.json = {{"rows", json}, {"more", page->hasMore}}, .text = table.toText(), .notes = notes};
}

} // namespace

void addAudienceRuns(Commands &commands, CLI::App &audience)
{
    const auto name = std::make_shared<std::string>();
    commands
        .command(audience, "runs", tr("List the last runs, of one destination or of all"),
                 [name](const CommonOptions &options) { return runs(options, QString::fromStdString(*name)); })
        .add_option("DESTINATION", *name, tr("Its name; all where none is given").toStdString());
}

void addAudienceRows(Commands &commands, CLI::App &audience)
{
    const auto words = std::make_shared<RowsWords>();
    CLI::App &command = commands.command(audience, "rows", tr("What came of every person in a run"),
                                         [words](const CommonOptions &options) { return rows(options, *words); });
    command.add_option("RUN", words->run, tr("Its number; see audience runs").toStdString())->required();
    command.add_option("--state", words->state, tr("sent, failed, skipped or open").toStdString())
        ->check(CLI::IsMember({"sent", "failed", "skipped", "open"}))
        ->type_name("S");
    command.add_option("--search", words->search, tr("Part of an address or phone, or a profile id").toStdString())
        ->type_name("TEXT");
    command.add_option("--limit", words->limit, tr("How many rows at most").toStdString())->capture_default_str();
}

} // namespace perennial
