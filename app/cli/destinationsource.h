// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/destinationshelf.h"

namespace perennial {

// A destination by its name; an error says which there are.
[[nodiscard]] Result<SavedDestination> savedDestination(Store &store, const QString &name);

} // namespace perennial
