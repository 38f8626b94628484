// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <span>

namespace perennial {

class Database;

// "Pern" in ASCII: how `file` and we know a store from any other SQLite file.
constexpr int StoreApplicationId = 0x5065726e;

// One numbered change of the schema; a released step is never edited, a new one is added below it.
struct SchemaStep
{
    int version;
    const char *sql;
};

[[nodiscard]] std::span<const SchemaStep> schemaSteps();
[[nodiscard]] int newestSchemaVersion();

// Brings `database` from its user_version to the newest of `steps`, one transaction a step.
[[nodiscard]] Result<void> migrate(Database &database, std::span<const SchemaStep> steps);

} // namespace perennial
