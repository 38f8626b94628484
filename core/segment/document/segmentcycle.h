// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/savedname.h"
#include "core/segment/document/segmentdoc.h"

#include <functional>
#include <optional>

namespace perennial {

// The saved definition of a name; nothing where there is none or it cannot be read.
using DefinitionLookup = std::function<Result<std::optional<SegmentDoc>>(const SavedName &name)>;

// Refuses a document, about to be saved under `name`, that would contain itself by way of the saved segments and stages
// it names, at any depth.
[[nodiscard]] Result<void> requireNoCycle(const SavedName &name, const SegmentDoc &doc, const DefinitionLookup &lookup);

// The saved segments and stages a document asks for membership of, in its order.
[[nodiscard]] std::vector<SavedName> definitionsNamedIn(const SegmentDoc &doc);

} // namespace perennial
