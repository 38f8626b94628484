// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <QString>

#include <optional>
#include <vector>

namespace perennial {

class Database;

// Two profiles that turned out to be one person. Nothing is moved: profiles.merged_into names the surviving root.
struct MergeRecord
{
    qint64 id = 0;
    ProfileId survivor;
    ProfileId absorbed;
    QString rule;     // "email", "phone", "platform-id"
    QString evidence; // JSON: the kinds of identifier and the import row that showed it; no personal data
    Instant at;
    ImportId import;
    std::optional<Instant> undoneAt;
};

[[nodiscard]] Result<std::vector<MergeRecord>> listMerges(const Database &database, ProfileId profile = {});
// Takes one merge back, inside a transaction of its own: merged_into is worked out again from the merges that stand.
[[nodiscard]] Result<void> undoMerge(Database &database, qint64 merge, Instant at);
// profiles.merged_into of every profile from the merges that are not undone; inside a transaction of the caller.
[[nodiscard]] Result<void> replayMerges(Database &database);

} // namespace perennial
