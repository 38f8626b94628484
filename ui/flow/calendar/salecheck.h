// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/calendar/calendarfeed.h"

namespace perennial {

// One line of what to look at before a weekend of sales.
struct SaleCheck
{
    bool isFine = true;
    QString words;
    QString detail;    // of which flows
    ProfileSet people; // empty where it speaks of nobody
    QString title;     // of these people
};

// In the order in which they matter.
[[nodiscard]] std::vector<SaleCheck> checksOf(const SaleWeekend &weekend, const MessageCalendar &calendar);

} // namespace perennial
