// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <vector>

namespace perennial {

class Store;

// The people behind a number, living ones, by id.

// With at least so many orders (Placed Order events), as StoreSummary counts them.
[[nodiscard]] Result<std::vector<ProfileId>> peopleWithOrders(const Store &store, qint64 atLeast);
// For whom an import stored something: made, named or told of them.
[[nodiscard]] Result<std::vector<ProfileId>> peopleOfImport(const Store &store, ImportId import);

// How far an import reached.
struct ImportReach
{
    qint64 people = 0;
    qint64 orders = 0;
};
[[nodiscard]] Result<ImportReach> reachOfImport(const Store &store, ImportId import);

} // namespace perennial
