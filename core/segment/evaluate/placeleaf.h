// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/places.h"
#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// Kilometres along the great circle between two points in degrees, on a sphere of the Earth's mean radius.
[[nodiscard]] double distanceKm(double latitude, double longitude, double otherLatitude, double otherLongitude);

// `where` is the node's JSON path.
[[nodiscard]] Result<std::shared_ptr<const Leaf>> makePlaceLeaf(const PlaceCondition &condition, const Binding &binding,
                                                                const QString &where);

} // namespace perennial
