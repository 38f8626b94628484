// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"
#include "core/audience/audienceexport.h"

#include <CLI/CLI.hpp>

namespace perennial {

// What the commands that write people into a file have in common.

// What file is asked for, as it is typed.
struct FileWords
{
    std::string layout = "plain";
    std::string out;
    std::string format;  // empty: told by the file's name, or the layout's own
    std::string channel; // empty: whoever asks knows one, or the layout's own
    bool forSpreadsheet = false;
};

// --layout, --out, --format, --channel, --spreadsheet. Yields --out.
CLI::Option *addFileOptions(CLI::App &command, FileWords &words);

// The format that is told, or that the file's name tells.
[[nodiscard]] std::optional<FileFormat> formatOf(const std::string &told, const std::string &out);

// Layout, format, channel and safety of an export; whose it is, the caller adds. An error names the word that is wrong.
[[nodiscard]] Result<ExportRequest> requestOf(const FileWords &words, std::optional<ExportChannel> meant = {});

// An export that was made, on its way to the store's record.
struct MadeExport
{
    ExportRequest request;
    ExportReport report;
    QStringList notes;
};

// Notes it in the store, which no reader of the command holds open any more: the last to leave tidies up beside it. The
// file is what was asked for; that the store cannot note it meanwhile (another program writes to it) is only said.
[[nodiscard]] Answer answerOf(const CommonOptions &options, const MadeExport &made, const QString &path);

} // namespace perennial
