// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"
#include "core/segment/document/segmentdoc.h"

namespace perennial {

// What is most likely a slip: a name the store does not have, more periods than there are. No error: it finds nobody.
struct Slip
{
    NodePath path; // of the first condition that says it
    QString text;
};

// Each once; metrics first, then properties of people, those of events, and what cannot be.
[[nodiscard]] std::vector<Slip> slipsOf(const SegmentDoc &doc, const ProfileTable &table);

} // namespace perennial
