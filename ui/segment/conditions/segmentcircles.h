// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/catalog/segmentcatalog.h"

#include <map>

namespace perennial {

// Reasons in words, by SavedName::key().
using CircleReasons = std::map<std::pair<MemberOf, QString>, QString>;

// What the definition `name` cannot contain, because it contains `name` itself, at any depth.
[[nodiscard]] CircleReasons segmentCircles(const SavedName &name, const std::vector<DefinitionChoice> &definitions);

} // namespace perennial
