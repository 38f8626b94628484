// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audiencefile.h"
#include "app/cli/commands.h"
#include "app/cli/destinationsource.h"
#include "app/cli/openstore.h"
#include "app/cli/runtext.h"
#include "app/cli/texttable.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/outbox/runalerts.h"
#include "core/connect/outbox/runlogfile.h"

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
    std::string out;
    std::string format;
    bool forSpreadsheet = false;
    bool reveals = false;
};

QString shown(const std::string &address, bool reveals)
{
    return reveals ? QString::fromStdString(address) : masked(address);
}

QJsonObject toJson(const LoggedRow &row, bool reveals)
{
    return {{"profile", row.person.value},
            {"state", enumId(row.state)},
            {"op", enumId(row.op)},
            {"email", shown(row.payload.email, reveals)},
            {"phone", shown(row.payload.phone, reveals)},
            {"batch", row.batch},
            {"status", row.status == 0 ? QJsonValue() : QJsonValue(row.status)},
            {"reason", row.reason},
            {"at", row.at ? QJsonValue(row.at->toIso()) : QJsonValue()}};
}

Result<Answer> writeRows(const CommonOptions &options, Store &store, const RowsWords &words,
                         const LogQuestion &question)
{
    const RunLogFile file{.run = {words.run},
                          .question = question,
                          .format = formatOf(words.format, words.out).value_or(FileFormat::Csv),
                          .safety = words.forSpreadsheet ? CsvSafety::Spreadsheet : CsvSafety::MarketingTool,
                          .reveals = words.reveals,
                          .zone = store.homeZone()};
    const QString path = QString::fromStdString(words.out);
    const auto written = writeRunLog(store, file, path, options.progress());
    if (!written)
        return failure(written.error());
    return Answer{.json = {{"run", words.run}, {"rows", *written}, {"out", path}},
                  .text = tr("Wrote %1 rows to %2\n").arg(*written).arg(path),
                  .notes = {}};
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
    if (!words.out.empty())
        return writeRows(options, *store, words, question);
    const auto page = readRunLog(*store, {words.run}, question);
    if (!page)
        return failure(page.error());
    QJsonArray json;
    TextTable table({tr(">Profile"), tr("E-mail"), tr("Phone"), tr("State"), tr("Reason")});
    for (const LoggedRow &row : page->rows) {
        json.append(toJson(row, words.reveals));
        table.add({QString::number(row.person.value), shown(row.payload.email, words.reveals),
                   shown(row.payload.phone, words.reveals), enumId(row.state), skipText(row.reason)});
    }
    const QStringList notes = page->hasMore ? QStringList{tr("There are more: see --limit.")} : QStringList();
    return Answer{.json = {{"rows", json}, {"more", page->hasMore}}, .text = table.toText(), .notes = notes};
}

struct AlertWords
{
    std::optional<double> failedShare; // percent
    std::optional<int> oldDataDays;
};

Result<void> keepRules(const CommonOptions &options, const AlertWords &words)
{
    if (!words.failedShare && !words.oldDataDays)
        return {};
    auto store = openToWrite(options);
    auto rules = store ? alertRules(*store) : failure(store.error());
    if (!rules)
        return failure(rules.error());
    if (words.failedShare)
        rules->failedShare = *words.failedShare / 100;
    if (words.oldDataDays)
        rules->oldDataDays = *words.oldDataDays;
    return setAlertRules(*store, *rules);
}

Result<Answer> alerts(const CommonOptions &options, const AlertWords &words)
{
    if (const auto kept = keepRules(options, words); !kept)
        return failure(kept.error());
    auto store = openToRead(options);
    const auto all = store ? readAlerts(*store) : failure(store.error());
    if (!all)
        return failure(all.error());
    QJsonArray json;
    TextTable table({tr("Destination"), tr(">Run"), tr("What")});
    for (const RunAlert &alert : *all) {
        json.append(QJsonObject{{"destination", alert.destination},
                                {"run", alert.run.value},
                                {"kind", enumId(alert.kind)},
                                {"text", alert.text}});
        table.add({alert.destination, QString::number(alert.run.value), alert.text});
    }
    return Answer{.json = {{"alerts", json}},
                  .text = all->empty() ? tr("Nothing needs a look.\n") : table.toText(),
                  .notes = {},
                  .exitCode = all->empty() ? ExitDone : ExitRowsRejected};
}

} // namespace

void addAudienceAlerts(Commands &commands, CLI::App &audience)
{
    const auto words = std::make_shared<AlertWords>();
    CLI::App &command =
        commands.command(audience, "alerts", tr("What somebody ought to look at: of each destination's newest run"),
                         [words](const CommonOptions &options) { return alerts(options, *words); });
    command
        .add_option("--failed-share", words->failedShare,
                    tr("Tell from this share of failed rows on, in percent; kept for later").toStdString())
        ->type_name("P");
    command
        .add_option("--old-data", words->oldDataDays,
                    tr("Tell where nothing was imported for so many days; kept for later").toStdString())
        ->type_name("D");
}

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
    command.add_option("--limit", words->limit, tr("How many rows are shown at most").toStdString())
        ->capture_default_str();
    command.add_option("--out", words->out, tr("Write all of them into this file instead").toStdString())
        ->type_name("FILE");
    command
        .add_option("--format", words->format,
                    tr("csv, xlsx, json or ndjson; told by the file's name otherwise").toStdString())
        ->check(CLI::IsMember({"csv", "xlsx", "json", "ndjson"}))
        ->type_name("F");
    command.add_flag("--spreadsheet", words->forSpreadsheet,
                     tr("An apostrophe before cells that a spreadsheet would run").toStdString());
    command.add_flag("--reveal", words->reveals,
                     tr("Addresses whole, and what was written into the fields").toStdString());
}

} // namespace perennial
