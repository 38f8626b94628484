// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/catalog/segmentcatalog.h"

#include <QHash>

namespace perennial {

// Which saved segments the segment `name` cannot contain, because they contain it themselves, at any depth: by
// nameKey(), each with the reason in words.
[[nodiscard]] QHash<QString, QString> segmentCircles(const QString &name, const std::vector<SegmentChoice> &segments);

} // namespace perennial
