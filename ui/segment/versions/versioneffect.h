// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/document/segmentdoc.h"

#include <memory>
#include <vector>

namespace perennial {

class ProfileTable;

// What another definition means for people: who comes in with it and who goes out.
struct VersionEffect
{
    std::vector<ProfileId> entered; // ascending
    std::vector<ProfileId> left;
    qint64 membersBefore = 0;
    qint64 membersAfter = 0;
};

[[nodiscard]] Result<VersionEffect> effectOf(const SegmentDoc &before, const SegmentDoc &after,
                                             const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                                             const Progress &progress);

} // namespace perennial
