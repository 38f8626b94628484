// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/audienceexport.h"
#include "core/audience/tablewriter.h"

namespace perennial {

// Reads the members, leaves out who may not be written to, and hands the file to `sink`. Nothing is recorded.
[[nodiscard]] Result<ExportReport> runExport(const Store &store, const ExportRequest &request, ByteSink sink,
                                             const Progress &progress);

} // namespace perennial
