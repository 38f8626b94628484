// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destination.h"

namespace perennial {

// Under which name a destination's key is kept in a keychain: it names the store, the destination, the platform and the
// host. Whoever points a destination elsewhere, or hands over a store that somebody changed, does not get the key sent
// there: it has another name. Empty where the destination wants no key.
[[nodiscard]] QString keyName(const QString &storeId, DestinationId id, const Destination &destination);

} // namespace perennial
