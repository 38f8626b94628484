// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audiencefile.h"
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "core/connect/plan/neversentpeople.h"
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
    FileWords file;
    bool everyone = false;
};

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

Result<MadeExport> exportFrom(Store &store, const ExportWords &words, const CommonOptions &options)
{
    auto request = requestOf(words.file);
    if (!request)
        return failure(request.error());
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
    auto never = neverSentPeople({store, asker->sharedTable(), Instant::now()}, options.progress());
    if (!never)
        return failure(never.error());
    request->members = asker->idsOf(answer->members);
    request->neverSent = std::move(*never);
    request->asOf = asker->asOf();
    request->segmentName = given->name;
    request->document = given->text;
    auto report = exportAudience(store, *request, QString::fromStdString(words.file.out), options.progress());
    if (!report)
        return failure(report.error());
    return MadeExport{std::move(*request), std::move(*report), segmentNotes(*given, asker->table())};
}

Result<MadeExport> writeFile(const ExportWords &words, const CommonOptions &options)
{
    auto store = openToRead(options);
    return store ? exportFrom(*store, words, options) : failure(store.error());
}

Result<Answer> exportSegment(const CommonOptions &options, const ExportWords &words)
{
    const QString path = QString::fromStdString(words.file.out);
    const auto done = writeFile(words, options);
    if (!done)
        return failure(done.error());
    return answerOf(options, *done, path);
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
    addFileOptions(command, words->file)->required();
    command.add_flag("--everyone", words->everyone,
                     tr("Export a segment without conditions, which holds everybody").toStdString());
}

} // namespace perennial
