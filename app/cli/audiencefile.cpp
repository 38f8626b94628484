// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audiencefile.h"

#include "app/cli/openstore.h"
#include "app/cli/texttable.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QStringList noteExport(const CommonOptions &options, const MadeExport &made, const QString &path)
{
    auto store = openToWrite(options);
    const auto noted =
        store ? recordExport(*store, made.request, made.report, path, Instant::now()) : failure(store.error());
    return noted ? QStringList()
                 : QStringList{tr("The export is not in the store's record: %1").arg(noted.error().message)};
}

} // namespace

std::optional<FileFormat> formatOf(const std::string &told, const std::string &out)
{
    if (const auto format = enumFromId<FileFormat>(QString::fromStdString(told)))
        return format;
    const QString suffix = QFileInfo(QString::fromStdString(out)).suffix().toLower();
    return enumFromId<FileFormat>(suffix == QLatin1String("jsonl") ? QStringLiteral("ndjson") : suffix);
}

CLI::Option *addFileOptions(CLI::App &command, FileWords &words)
{
    command.add_option("--layout", words.layout, tr("See audience layouts").toStdString())
        ->type_name("L")
        ->capture_default_str();
    command
        .add_option("--format", words.format,
                    tr("csv, xlsx, json or ndjson; told by the file's name otherwise").toStdString())
        ->check(CLI::IsMember({"csv", "xlsx", "json", "ndjson"}))
        ->type_name("F");
    command.add_option("--channel", words.channel, tr("What the people will be written to on").toStdString())
        ->check(CLI::IsMember({"email", "sms", "any"}));
    command.add_flag("--spreadsheet", words.forSpreadsheet,
                     tr("Guard cells a spreadsheet would run as formulas").toStdString());
    return command
        .add_option("--out", words.out, tr("The file to write; replaced only when all of it is there").toStdString())
        ->type_name("F");
}

Result<ExportRequest> requestOf(const FileWords &words, std::optional<ExportChannel> meant)
{
    auto layout = exportLayout(QString::fromStdString(words.layout));
    if (!layout)
        return failure(layout.error());
    ExportRequest request;
    request.format = formatOf(words.format, words.out).value_or(layout->formats.front());
    request.channel = words.channel == "sms"     ? ExportChannel::Sms
                      : words.channel == "any"   ? ExportChannel::EmailOrSms
                      : words.channel == "email" ? ExportChannel::Email
                                                 : meant.value_or(layout->channel);
    request.safety = words.forSpreadsheet ? CsvSafety::Spreadsheet : CsvSafety::MarketingTool;
    request.layout = std::move(*layout);
    return request;
}

Answer answerOf(const CommonOptions &options, const MadeExport &made, const QString &path)
{
    const ExportReport &report = made.report;
    QJsonObject excluded;
    TextTable table({tr("Export"), QStringLiteral(">")});
    table.add({tr("Rows written"), QString::number(report.rows)});
    for (const auto &[reason, count] : report.excluded) {
        excluded.insert(exclusionName(reason), count);
        table.add({tr("Left out: %1").arg(exclusionText(reason, made.request.channel)), QString::number(count)});
    }
    table.add({tr("Cells that begin like a formula"), QString::number(report.formulaCells)});
    return {
        .json = {{"rows", report.rows}, {"excluded", excluded}, {"formula_cells", report.formulaCells}, {"out", path}},
        .text = table.toText() + tr("\nWritten to %1\n").arg(path),
        .notes = made.notes + noteExport(options, made, path)};
}

} // namespace perennial
