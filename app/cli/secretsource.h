// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/connect/destination/destination.h"

#include <CLI/CLI.hpp>

namespace perennial {

// --secret-file: a key is never a word of the command line, which others on the machine can read.
CLI::Option *addSecretFile(CLI::App &command, std::string &path);

// The destination's key: of the file, without the line's end; or asked on the terminal, unseen. Empty where its kind
// needs none. An error where there is neither file nor terminal, and where others may read the file.
[[nodiscard]] Result<QByteArray> secretOf(const Destination &destination, const std::string &path);

} // namespace perennial
