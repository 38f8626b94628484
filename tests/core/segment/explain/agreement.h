// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"
#include "core/segment/document/segmentdoc.h"

namespace perennial {

// Lets the test fail where what is made of the evidence is not what the engine counts, be it for one person: who is a
// member, whom each node holds, for whom it cannot be decided, whom one child alone keeps out. Yields how many people
// were asked about.
[[nodiscard]] int compareWithEngine(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                    Instant asOf);

} // namespace perennial
