// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace perennial {

class Store;

// What is wrong with a store, a sentence each; empty when all is well. Looks at the file (integrity_check), at every
// reference, those of events included that no foreign key guards, and at what is derived. Changes nothing.
[[nodiscard]] Result<QStringList> checkStore(const Store &store);

} // namespace perennial
