// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"

namespace perennial {

// A table in which nothing happens after `now` and before `end`: what does, happens at `end`. To whoever asks for
// moments before `end` it is what was known at `now`. The same table where nothing lies between.
[[nodiscard]] std::shared_ptr<const ProfileTable> quietBetween(const std::shared_ptr<const ProfileTable> &table,
                                                               Instant now, Instant end);

} // namespace perennial
