// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/document/segmentdoc.h"
#include "core/segment/health/healthcause.h"

namespace perennial {

class SegmentSources;

// A saved segment as its examination needs it.
struct ExaminedSegment
{
    SegmentId id;
    QString name;
    SegmentDoc doc;
    Instant updated;
    std::optional<Instant> sent;      // when it last left the program
    std::optional<Instant> used = {}; // when it was last sent, or made a list
    bool named = false;               // another segment, flow or schedule asks for it
};

struct SegmentHealth
{
    SegmentId id;
    QString name;
    int score = 100;                 // from 0; docs/segment-health.md says what takes how much
    std::optional<qint64> members;   // nothing where it cannot be counted
    std::vector<HealthCause> causes; // the gravest first
};

// Every segment of the portfolio, in the order given. `sources` null: those of the table's store. Only a stop is an
// error: what cannot be counted is a cause.
[[nodiscard]] Result<std::vector<SegmentHealth>> examine(const std::vector<ExaminedSegment> &segments,
                                                         const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                                                         const Progress &progress,
                                                         const SegmentSources *sources = nullptr);

} // namespace perennial
