// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zoneclock.h"
#include "core/segment/columns/profileset.h"

namespace perennial {

// Days one after the other by the clocks of a zone.
struct DayRange
{
    // Those that [from, to) touches, in ms UTC.
    [[nodiscard]] static DayRange of(const ZoneClock &clock, qint64 from, qint64 to);

    qint64 first = 0; // since 1970
    int count = 0;

    // The place of a moment's day; the first or last where it lies outside.
    [[nodiscard]] size_t placeOf(const ZoneClock &clock, qint64 moment) const;
};

// How many went somewhere, who they were, and on which days.
struct Traffic
{
    quint64 count = 0; // visits; a person may come more than once
    ProfileSet people; // empty (of size 0) where nobody did
    std::vector<quint32> perDay;

    // One more, of so many people that there could be, on one of so many days.
    void add(quint32 person, quint32 profiles, size_t day, int days);
    // Takes what was counted elsewhere, which is worth nothing then.
    void take(Traffic &other);
};

} // namespace perennial
