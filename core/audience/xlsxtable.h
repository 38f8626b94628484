// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/tablewriter.h"

namespace perennial {

// One sheet. Numbers, amounts of money and times are cells of their types, everything else is text, so that a phone
// keeps its plus and nothing is run. Put together in the system's folder for temporary files, in files without a name.
[[nodiscard]] std::unique_ptr<TableWriter> makeXlsxTable(const ExportLayout &layout, ByteSink sink);

} // namespace perennial
