// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace perennial {

class Database;

// Copies the whole store beside itself as `STORE.backup-vN` (N: its schema version): written under a temporary name,
// checked with integrity_check, then renamed. Yields the path.
[[nodiscard]] Result<QString> backUp(Database &database);

// Empty when SQLite's integrity_check finds nothing wrong, else its findings.
[[nodiscard]] Result<QStringList> checkIntegrity(const Database &database);

} // namespace perennial
