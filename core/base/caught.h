// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace perennial {

// The exception being handled as an error for people: a lack of memory, or something unexpected. We throw none
// ourselves; the standard library and what we use may. Only inside a catch block.
[[nodiscard]] Error errorInFlight();

} // namespace perennial
