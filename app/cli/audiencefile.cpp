// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audiencefile.h"

#include "app/cli/openstore.h"
#include "app/cli/texttable.h"

#include <QCoreApplication>

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

ExportChannel exportChannel(const std::string &word)
{
    if (word == "sms")
        return ExportChannel::Sms;
    return word == "any" ? ExportChannel::EmailOrSms : ExportChannel::Email;
}

CLI::Option *addChannelOption(CLI::App &command, std::string &channel)
{
    return command.add_option("--channel", channel, tr("What the people will be written to on").toStdString())
        ->check(CLI::IsMember({"email", "sms", "any"}));
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
