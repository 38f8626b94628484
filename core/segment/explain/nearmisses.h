// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"
#include "core/segment/explain/reasons.h"

namespace perennial {

class SegmentSources;

// Somebody whom one condition alone keeps out.
struct NearMiss
{
    ProfileId profile;
    NodePath path;   // of the root's child that fails
    double way = 1;  // how far it is, in parts of what is asked for; 1 where there is no measure
    QString missing; // "34.10 EUR", "2 days"; empty where there is no measure
};

struct NearMisses
{
    std::vector<OnlyReason> only; // of the root's children
    std::vector<NearMiss> people; // the nearest first, of equal ones by id
};

// Of a segment whose root wants all (or none) of its children; else nobody. Errors are those of compiling; `sources`
// null: those of the table's store.
[[nodiscard]] Result<NearMisses> nearMissesOf(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                              Instant asOf, size_t limit, const Progress &progress,
                                              const SegmentSources *sources = nullptr);

} // namespace perennial
