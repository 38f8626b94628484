// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/calendar/calendarfeed.h"

namespace perennial {

enum class CheckState { Fine, Look, Told }; // Told: neither, there is nothing to hold it against

// One line of what to look at before a weekend of sales.
struct SaleCheck
{
    CheckState state = CheckState::Fine;
    QString words;
    QString detail;    // of which flows
    ProfileSet people; // empty where it speaks of nobody
    QString title;     // of these people
};

// In the order in which they matter.
[[nodiscard]] std::vector<SaleCheck> checksOf(const SaleWeekend &weekend, const MessageCalendar &calendar);

} // namespace perennial
