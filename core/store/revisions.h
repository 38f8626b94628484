// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <span>
#include <vector>

namespace perennial {

class Database;

// Revisions count up in every copy of a store alike; the stamp, drawn at random when a revision is made, tells one
// copy's revision 7 from another's. Equal revision and stamp: equal people, events and consent.
struct RevisionStamp
{
    qint64 revision = 0;
    quint64 stamp = 0; // 0: made by something that gives none

    friend bool operator==(const RevisionStamp &, const RevisionStamp &) = default;
};

// For how many revisions back the stamp and the changes are kept.
constexpr qint64 RevisionsKept = 20;

// The three write inside a transaction of the caller. Makes the next revision: `profiles` are those whose rows, or
// whose being merged, became others.
[[nodiscard]] Result<void> makeRevision(Database &database, std::span<const qint64> profiles);
// The same where anybody's rows may have changed.
[[nodiscard]] Result<void> makeRevisionOfEverybody(Database &database);
// Gives the present revision a stamp where it has none: whoever made it may have changed everybody.
[[nodiscard]] Result<void> stampRevision(Database &database);

[[nodiscard]] Result<RevisionStamp> currentRevision(const Database &database);
// The profiles that changed after `since`, ascending; nothing where that is not known, because the store never was at
// `since` or all may have changed.
[[nodiscard]] Result<std::optional<std::vector<qint64>>> profilesChangedSince(const Database &database,
                                                                              const RevisionStamp &since);

} // namespace perennial
