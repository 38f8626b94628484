// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zoneclock.h"
#include "core/flow/replay/traffic.h"

namespace perennial {

// A long weekend of sales as moments.
struct WeekendSpan
{
    qint64 thursday = 0; // days since 1970
    qint64 from = 0;     // ms UTC: Thursday's first
    qint64 to = 0;       // Tuesday's first
};

// Days since 1970 of the Thursday before Black Friday: the fourth of November.
[[nodiscard]] qint64 saleThursdayOf(int year);
// Those that lie whole in [from, to), the newest first.
[[nodiscard]] std::vector<WeekendSpan> saleWeekendsIn(const ZoneClock &clock, qint64 from, qint64 to);

} // namespace perennial
