// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace perennial {

// What bins are made for.
struct NumberSpread
{
    double min = 0;
    double max = 0;
    double low = 0;     // a hundredth of the numbers above 0 lie below it
    double typical = 0; // the middle one of the numbers above 0; 0 where there is none
    bool whole = false; // edges between whole numbers would say nothing
};

// Ascending edges that people would write: the first at or below the smallest number, the last above the largest; at
// most `most` bins between them (at least 2). Even steps, or steps that grow where the largest number is far beyond the
// typical one and none is negative.
[[nodiscard]] std::vector<double> niceEdges(const NumberSpread &spread, int most);

} // namespace perennial
