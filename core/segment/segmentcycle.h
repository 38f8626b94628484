// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/segmentdoc.h"

#include <functional>
#include <optional>

namespace perennial {

// The saved segment of a name; nothing where there is none or it cannot be read.
using SegmentLookup = std::function<Result<std::optional<SegmentDoc>>(const QString &name)>;

// Refuses a document, about to be saved under its name, that would contain itself by way of the saved segments it
// names, at any depth. Names are the same without regard to case, as in the store.
[[nodiscard]] Result<void> requireNoCycle(const SegmentDoc &doc, const SegmentLookup &lookup);

} // namespace perennial
