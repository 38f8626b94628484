// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/overlap/overlapmap.h"

namespace perennial {

// Some people of the map, as something to be looked at or to become a segment.
struct OverlapOffer
{
    QString link;  // "Show 312 people"
    QString name;  // "VIPs and Buyers": of the list of people, and of the segment
    QString about; // "those in both": what the segment is made of
    SetRegion region;
    quint32 count = 0;
    bool canBecome = true; // else there is such a segment
};

// What is to be said of a cell, a bar, or those in no segment.
struct OverlapFact
{
    QString sentence;
    std::vector<OverlapOffer> offers; // the first is what the sentence is about
    SegmentId segment;                // where it is about one alone
};

} // namespace perennial

// How the map words what it shows.
namespace perennial::overlapwords {

// "1 person", "12,408 people".
[[nodiscard]] QString people(quint32 count);
// "A", "A and B", "A, B and C".
[[nodiscard]] QString list(const QStringList &names);
// Few characters, for a cell: "12,408", "1.2 M"; "12 %".
[[nodiscard]] QString shortCount(quint32 count);
[[nodiscard]] QString shortShare(double share);

// Of two segments; of one and itself: of that one.
[[nodiscard]] OverlapFact pair(const OverlapMap &map, size_t a, size_t b);
// Of a combination of the combined ones.
[[nodiscard]] OverlapFact combination(const OverlapMap &map, size_t combination);
// Of those in none of the segments, or in none of the combined ones.
[[nodiscard]] OverlapFact nobodys(const OverlapMap &map, bool ofCombined);
// "3,400 people are in exactly one"
[[nodiscard]] QString inOne(const OverlapMap &map);

} // namespace perennial::overlapwords
