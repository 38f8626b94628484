// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"
#include "core/audience/audienceexport.h"

#include <CLI/CLI.hpp>

namespace perennial {

// What the commands that write people into a file have in common.

[[nodiscard]] ExportChannel exportChannel(const std::string &word);
// --channel: what exportChannel() takes.
CLI::Option *addChannelOption(CLI::App &command, std::string &channel);

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
