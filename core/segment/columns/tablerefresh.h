// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/columncache.h"

namespace perennial {

// Kept columns brought up to what the store says now, by reading those people again whose rows changed since. `store`
// stands in a read transaction. Nothing where only building will do:
// - the store never was at the revision of the columns (another copy, a restored backup), or that is longer ago than
//   the store remembers,
// - anybody may have changed: the first import, one that wrote of more than a tenth of all people, an undone merge,
// - the currency or schema is another, a property changed its type, event details that were known went, or
//   there are more or fewer people than the changes account for.
[[nodiscard]] Result<std::optional<TableColumns>> refreshColumns(const Store &store, const ColumnCache::Found &kept,
                                                                 const Progress &progress);

} // namespace perennial
