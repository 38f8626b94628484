// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"

namespace perennial {

// The property that holds a place of this kind; of a point its latitude.
[[nodiscard]] QString placeProperty(PlaceField field);

// The Earth's mean radius (IUGG).
inline constexpr double EarthRadiusKm = 6371.0088;
// How many kilometres one of the unit is.
[[nodiscard]] constexpr double kmIn(DistanceUnit unit)
{
    return unit == DistanceUnit::Mile ? 1.609344 : 1;
}

} // namespace perennial
