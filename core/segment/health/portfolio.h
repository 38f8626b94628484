// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/health/segmenthealth.h"
#include "core/segment/health/segmentusers.h"

#include <QStringList>

namespace perennial {

class Store;

// All saved segments of a store, by name.
struct Portfolio
{
    std::vector<ExaminedSegment> segments;
    QStringList unread; // names of those that a newer Perennial wrote
};

// `users`: who asks for segments beside segments and stages.
[[nodiscard]] Result<Portfolio> portfolioOf(Store &store, SegmentUsers users = {});

} // namespace perennial
