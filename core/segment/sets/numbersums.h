// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/sets/numbercolumn.h"

namespace perennial {

// The numbers of some people together, as people write them.
struct NumberSums
{
    bool isMoney = false; // in the store's currency
    quint32 known = 0;    // people who have a number
    quint32 unknown = 0;  // people who have none
    double sum = 0;       // exact to the minor unit for whole amounts
    double mean = 0;      // this and the next two: 0 where nobody has a number
    double min = 0;
    double max = 0;

    friend bool operator==(const NumberSums &, const NumberSums &) = default;
};

[[nodiscard]] NumberSums sumOf(const NumberColumn &numbers, const ProfileSet &people);
// The same from the table.
[[nodiscard]] Result<NumberSums> sumOf(const NumberSource &source, const Binding &binding, const ProfileSet &people,
                                       const Progress &progress);

} // namespace perennial
