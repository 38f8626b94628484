// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/importtarget.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/base/money.h"
#include "core/import/importlog.h"
#include "core/import/importrun.h"
#include "core/import/values/writtentime.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <optional>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct ImportWords
{
    std::vector<std::string> files;
    std::string format;
    std::string mapping;
    std::string zone;
    std::string currency;
    std::string dateOrder;
    bool dryRun = false;
};

// --currency in capitals; empty where it was not given.
Result<QString> currencyOf(const ImportWords &words)
{
    const QString code = QString::fromStdString(words.currency).toUpper();
    if (!code.isEmpty() && !isCurrencyCode(code))
        return failure(ErrorKind::Usage, tr("There is no currency “%1”. Give an ISO code such as EUR.").arg(code));
    return code;
}

Result<ImportOptions> optionsOf(const ImportWords &words)
{
    if (words.files.empty())
        return failure(ErrorKind::Usage, tr("Name at least one file to import."));
    ImportOptions options;
    options.zone = QString::fromStdString(words.zone);
    options.dryRun = words.dryRun;
    if (!words.dateOrder.empty())
        options.dateOrder = words.dateOrder == "dmy" ? DateOrder::DayMonth : DateOrder::MonthDay;
    std::optional<FieldMapping> mapping;
    if (!words.mapping.empty()) {
        auto read = readMappingFile(QString::fromStdString(words.mapping));
        if (!read)
            return failure(read.error());
        mapping = std::move(*read);
    }
    for (const std::string &path : words.files)
        options.files.push_back({QString::fromStdString(path), QString::fromStdString(words.format), mapping});
    return options;
}

QJsonObject toJson(const FileReport &file)
{
    QJsonObject json{{"path", file.path},
                     {"format", file.format},
                     {"read", file.read},
                     {"stored", file.stored},
                     {"unchanged", file.unchanged},
                     {"rejected", file.rejected},
                     {"seconds", file.seconds},
                     {"import", file.importId.isValid() ? QJsonValue(file.importId.value) : QJsonValue()},
                     {"warnings", QJsonArray::fromStringList(file.warnings)},
                     {"notes", QJsonArray::fromStringList(file.notes)}};
    if (!file.needsChoice.isEmpty())
        json.insert(QLatin1String("needs_choice"), file.needsChoice);
    return json;
}

QString counted(const char *text, qint64 count)
{
    return QCoreApplication::translate("perennial", text, nullptr, static_cast<int>(count));
}

QString countsText(const ImportReport &report)
{
    TextTable table({tr("File"), tr("Format"), tr(">Read"), tr(">Stored"), tr(">Unchanged"), tr(">Rejected")});
    for (const FileReport &file : report.files)
        table.add({file.path, file.format, QString::number(file.read), QString::number(file.stored),
                   QString::number(file.unchanged), QString::number(file.rejected)});
    return table.toText();
}

QStringList notesOf(const ImportReport &report, bool dryRun)
{
    QStringList notes;
    for (const FileReport &file : report.files)
        for (const QString &warning : file.warnings + file.notes)
            notes.append(file.path + QLatin1String(": ") + warning);
    if (dryRun)
        notes.append(tr("This was a dry run: nothing was stored."));
    else if (report.rejected() > 0)
        notes.append(tr("Some rows were rejected; “import rejects” lists them."));
    return notes;
}

Answer answerOf(const ImportReport &report, bool dryRun)
{
    QJsonArray files;
    for (const FileReport &file : report.files)
        files.append(toJson(file));
    Answer answer;
    answer.json = {{"files", files},
                   {"profiles", report.profiles},
                   {"events", report.events},
                   {"orders", report.orders},
                   {"dry_run", dryRun}};
    const QString totals = dryRun ? tr("\nThe store would hold: %1, %2, %3\n") : tr("\nIn the store now: %1, %2, %3\n");
    answer.text =
        countsText(report) + totals.arg(counted(QT_TRANSLATE_N_NOOP("perennial", "%n profile(s)"), report.profiles),
                                        counted(QT_TRANSLATE_N_NOOP("perennial", "%n event(s)"), report.events),
                                        counted(QT_TRANSLATE_N_NOOP("perennial", "%n order(s)"), report.orders));
    answer.notes = notesOf(report, dryRun);
    answer.exitCode = report.rejected() > 0 ? ExitRowsRejected : ExitDone;
    return answer;
}

Result<Answer> import(const CommonOptions &common, const ImportWords &words)
{
    const auto options = optionsOf(words);
    if (!options)
        return failure(options.error());
    const auto currency = currencyOf(words);
    if (!currency)
        return failure(currency.error());
    auto target = ImportTarget::open(common, *options, *currency);
    if (!target)
        return failure(target.error());
    const auto report = runImport(target->store(), *options, common.progress());
    if (!report)
        return failure(report.error());
    target->keep();
    return answerOf(*report, words.dryRun);
}

Instant secondsOnly(Instant at)
{
    return {at.ms - at.ms % 1000};
}

Result<Answer> listAll(const CommonOptions &options)
{
    const auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto imports = listImports(store->database());
    if (!imports)
        return failure(imports.error());
    QJsonArray json;
    TextTable table({tr(">Import"), tr("At"), tr("File"), tr("Format"), tr(">Read"), tr(">Stored"), tr(">Unchanged"),
                     tr(">Rejected")});
    for (const ImportRecord &import : *imports) {
        json.append(QJsonObject{{"id", import.id.value},
                                {"path", import.path},
                                {"format", import.format},
                                {"at", import.at.toIso()},
                                {"read", import.read},
                                {"stored", import.stored},
                                {"unchanged", import.unchanged},
                                {"rejected", import.rejected}});
        table.add({QString::number(import.id.value), secondsOnly(import.at).toIso(), QFileInfo(import.path).fileName(),
                   import.format, QString::number(import.read), QString::number(import.stored),
                   QString::number(import.unchanged), QString::number(import.rejected)});
    }
    return Answer{.json = {{"imports", json}}, .text = table.toText(), .notes = {}};
}

Result<Answer> refuseUndo()
{
    return failure(
        ErrorKind::Refused,
        tr("An import cannot be undone yet. Nothing was changed; a backup of the store from before it can be "
           "used instead."));
}

Result<void> requireImport(const Database &database, ImportId id)
{
    const auto imports = listImports(database);
    if (!imports)
        return failure(imports.error());
    if (std::ranges::none_of(*imports, [id](const ImportRecord &import) { return import.id.value == id.value; }))
        return failure(ErrorKind::NotFound, tr("The store has no import of this number; see import list."),
                       QString::number(id.value));
    return {};
}

Result<Answer> listRejected(const CommonOptions &options, std::optional<qint64> id)
{
    const auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    if (const auto known = id ? requireImport(store->database(), {*id}) : Result<void>(); !known)
        return failure(known.error());
    const auto rejects = listRejects(store->database(), {id.value_or(0)});
    if (!rejects)
        return failure(rejects.error());
    QJsonArray json;
    TextTable table({tr("File"), tr(">Row"), tr("Column"), tr("Reason"), tr("Text")});
    for (const ImportReject &reject : *rejects) {
        json.append(QJsonObject{{"file", reject.file},
                                {"row", reject.row},
                                {"line", reject.line},
                                {"column", reject.column},
                                {"reason", reject.reason},
                                {"text", reject.text}});
        table.add({reject.file, QString::number(reject.row), reject.column, reject.reason,
                   reject.text.simplified().left(60)});
    }
    return Answer{.json = {{"rejects", json}}, .text = table.toText(), .notes = {}};
}

void addOptions(CLI::App &command, ImportWords &words)
{
    command.add_option("FILE", words.files, tr("Files to import; all of them or, after an error, none").toStdString());
    command
        .add_option("--format", words.format, tr("The format's id, where the content must not decide").toStdString())
        ->type_name("F");
    command.add_option("--mapping", words.mapping, tr("A saved mapping of columns to fields").toStdString())
        ->type_name("M.json");
    command.add_flag("--dry-run", words.dryRun, tr("Read and check everything, store nothing").toStdString());
    command
        .add_option("--zone", words.zone,
                    tr("Zone of times without an offset; the home zone of a new store").toStdString())
        ->type_name("Z");
    command
        .add_option("--currency", words.currency, tr("Currency of a new store; the files' own, else USD").toStdString())
        ->type_name("CODE");
    command
        .add_option("--date-order", words.dateOrder,
                    tr("Day or month first, where the dates of a file do not tell: dmy or mdy").toStdString())
        ->type_name("ORDER")
        ->check(CLI::IsMember({"dmy", "mdy"}));
}

} // namespace

void addImport(Commands &commands)
{
    const auto words = std::make_shared<ImportWords>();
    CLI::App &import =
        commands.command("import", tr("Import files, or look at what was imported"),
                         [words](const CommonOptions &options) { return perennial::import(options, *words); });
    addOptions(import, *words);
    import.require_subcommand(0, 1);
    commands.command(import, "list", tr("List all imports"), listAll);
    // Known so that it is not taken for a file; not in the help, since there is nothing to be had.
    const auto undone = std::make_shared<std::string>();
    commands.command(import, "undo", {}, [undone](const CommonOptions &) { return refuseUndo(); })
        .group("")
        ->add_option("ID", *undone);
    const auto id = std::make_shared<std::optional<qint64>>();
    CLI::App &rejects = commands.command(import, "rejects",
                                         tr("List the rows that were not stored, of the newest run or of one import"),
                                         [id](const CommonOptions &options) { return listRejected(options, *id); });
    rejects.add_option("--import", *id, tr("The import's id; see import list").toStdString())->type_name("ID");
}

} // namespace perennial
