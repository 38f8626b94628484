// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/tablewriter.h"

namespace perennial {

enum class JsonShape { Array, Lines };

// An object a person, keyed by the columns' headers; a header that stands twice is a key that stands twice.
[[nodiscard]] std::unique_ptr<TableWriter> makeJsonTable(const ExportLayout &layout, JsonShape shape, ByteSink sink);

} // namespace perennial
