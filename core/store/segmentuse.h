// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <QString>

#include <map>

namespace perennial {

class Database;
class Store;

// A segment is used where its people go somewhere: into a file, or into a list. Looking at it is no use.
enum class UseKind { Exported, Frozen, Unknown };

struct SegmentUse
{
    Instant at;
    UseKind kind = UseKind::Unknown; // unknown where what came of it is gone, or has another name
    QString what;                    // the file's layout, the list's name

    friend bool operator==(const SegmentUse &, const SegmentUse &) = default;
};

// When each segment was last used; those that never were are not among them.
[[nodiscard]] Result<std::map<SegmentId, SegmentUse>> lastUses(const Store &store);

// Part of the caller's transaction. What is older than what is noted changes nothing; a name that no segment has does
// neither.
[[nodiscard]] Result<void> noteUse(Database &database, SegmentId segment, Instant at);
[[nodiscard]] Result<void> noteUse(Database &database, const QString &name, Instant at);

} // namespace perennial
