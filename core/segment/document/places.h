// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"

namespace perennial {

// The property that holds a place of this kind; of a point its latitude.
[[nodiscard]] QString placeProperty(PlaceField field);

} // namespace perennial
