// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/audience/audienceexport.h"
#include "core/segment/document/readiness.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct ExportWords
{
    std::string segment;
    std::string layout = "plain";
    std::string out;
    std::string channel = "email";
    bool forSpreadsheet = false;
    bool everyone = false;
};

ExportChannel channelOf(const std::string &word)
{
    if (word == "sms")
        return ExportChannel::Sms;
    return word == "any" ? ExportChannel::EmailOrSms : ExportChannel::Email;
}

Result<void> requireFinished(const GivenSegment &segment, bool everyone)
{
    const Readiness readiness = readinessOf(segment.doc);
    if (!readiness.isFinished())
        return failure(ErrorKind::Invalid,
                       tr("This segment is unfinished at %1. Finish or remove what is there before you export.")
                           .arg(unfinishedPaths(segment.doc).join(QLatin1String(", "))),
                       segment.source);
    if (!everyone && readiness.holdsEverybody)
        return failure(ErrorKind::Invalid,
                       tr("This segment has no conditions, so it holds everybody. Add --everyone if you mean that."),
                       segment.source);
    return {};
}

struct Exported
{
    ExportRequest request;
    ExportReport report;
    QStringList notes;
};

Result<Exported> exportFrom(Store &store, const ExportWords &words, const CommonOptions &options)
{
    const auto layout = exportLayout(QString::fromStdString(words.layout));
    if (!layout)
        return failure(layout.error());
    const auto given = givenSegment(store, QString::fromStdString(words.segment));
    if (!given)
        return failure(given.error());
    if (const auto finished = requireFinished(*given, words.everyone); !finished)
        return failure(finished.error());
    const auto asker = SegmentAsker::open(store, options);
    if (!asker)
        return failure(asker.error());
    const auto answer = asker->ask(*given);
    if (!answer)
        return failure(answer.error());
    ExportRequest request{.members = asker->idsOf(answer->members),
                          .layout = *layout,
                          .channel = channelOf(words.channel),
                          .safety = words.forSpreadsheet ? CsvSafety::Spreadsheet : CsvSafety::MarketingTool,
                          .asOf = asker->asOf(),
                          .segmentName = given->name,
                          .document = given->text};
    auto report = exportAudience(store, request, QString::fromStdString(words.out), options.progress());
    if (!report)
        return failure(report.error());
    return Exported{std::move(request), std::move(*report), segmentNotes(*given, asker->table())};
}

// The reader is closed before the export is noted: the last to leave tidies up beside the store.
Result<Exported> writeFile(const ExportWords &words, const CommonOptions &options)
{
    auto store = openToRead(options);
    return store ? exportFrom(*store, words, options) : failure(store.error());
}

Answer answerOf(const ExportReport &report, const ExportRequest &request, const QString &path)
{
    QJsonObject excluded;
    TextTable table({tr("Export"), QStringLiteral(">")});
    table.add({tr("Rows written"), QString::number(report.rows)});
    for (const auto &[reason, count] : report.excluded) {
        excluded.insert(exclusionName(reason), count);
        table.add({tr("Left out: %1").arg(exclusionText(reason, request.channel)), QString::number(count)});
    }
    table.add({tr("Cells that begin like a formula"), QString::number(report.formulaCells)});
    return {
        .json = {{"rows", report.rows}, {"excluded", excluded}, {"formula_cells", report.formulaCells}, {"out", path}},
        .text = table.toText() + tr("\nWritten to %1\n").arg(path),
        .notes = {}};
}

// The file is what was asked for; that the store cannot note it meanwhile (another program writes to it) is only said.
QStringList noteExport(const CommonOptions &options, const ExportRequest &request, const ExportReport &report,
                       const QString &path)
{
    auto store = openToWrite(options);
    const auto noted = store ? recordExport(*store, request, report, path, Instant::now()) : failure(store.error());
    return noted ? QStringList()
                 : QStringList{tr("The export is not in the store's record: %1").arg(noted.error().message)};
}

Result<Answer> exportSegment(const CommonOptions &options, const ExportWords &words)
{
    const QString path = QString::fromStdString(words.out);
    const auto done = writeFile(words, options);
    if (!done)
        return failure(done.error());
    Answer answer = answerOf(done->report, done->request, path);
    answer.notes = done->notes + noteExport(options, done->request, done->report, path);
    return answer;
}

} // namespace

void addAudienceExport(Commands &commands, CLI::App &audience)
{
    const auto words = std::make_shared<ExportWords>();
    CLI::App &command =
        commands.command(audience, "export", tr("Write the reachable members of a segment as a file"),
                         [words](const CommonOptions &options) { return exportSegment(options, *words); });
    command.add_option("SEGMENT", words->segment, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command.add_option("--layout", words->layout, tr("See audience layouts").toStdString())
        ->type_name("L")
        ->capture_default_str();
    command
        .add_option("--out", words->out, tr("The file to write; replaced only when all of it is there").toStdString())
        ->type_name("F")
        ->required();
    command.add_option("--channel", words->channel, tr("What the people will be written to on").toStdString())
        ->check(CLI::IsMember({"email", "sms", "any"}))
        ->capture_default_str();
    command.add_flag("--spreadsheet", words->forSpreadsheet,
                     tr("Guard cells a spreadsheet would run as formulas").toStdString());
    command.add_flag("--everyone", words->everyone,
                     tr("Export a segment without conditions, which holds everybody").toStdString());
}

} // namespace perennial
