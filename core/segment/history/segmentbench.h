// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/progress.h"
#include "core/base/result.h"

#include <vector>

namespace perennial {

struct SegmentTiming
{
    QString name;
    quint32 count = 0;
    double medianMs = 0;  // of compiling and evaluating
    double historyMs = 0; // of its history: two years, weekly
};

struct SegmentBench
{
    std::vector<SegmentTiming> segments; // by file name
    double openMs = 0;                   // from the store's file to a ProfileTable
    double peakRssMb = 0;                // of the whole program so far
};

// Counts every *.json of `folder` over the store `repeat` times; asks for the history once, where that is wanted.
[[nodiscard]] Result<SegmentBench> benchSegments(const QString &storePath, const QString &folder, Instant asOf,
                                                 int repeat, const Progress &progress, bool history = false);

} // namespace perennial
