// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"

namespace perennial {

// shiftedBack() of one span for many moments: months and years are reckoned from the zone's offsets, which costs a
// fraction of asking the calendar; the calendar is asked near a change of clocks only.
class SpanShift
{
public:
    // A negative span shifts forward.
    SpanShift(int n, TimeUnit unit, const QTimeZone &zone);

    [[nodiscard]] qint64 operator()(qint64 ms) const { return m_months == 0 ? ms - m_fixed : byCalendar(ms); }

private:
    // What is added to UTC from a moment on.
    struct Offset
    {
        qint64 from;
        qint64 ms;
    };

    [[nodiscard]] qint64 byCalendar(qint64 ms) const;
    // Where a moment and the days around it have one offset.
    [[nodiscard]] std::optional<qint64> steadyOffset(qint64 ms) const;

    int m_n;
    TimeUnit m_unit;
    QTimeZone m_zone;
    qint64 m_fixed = 0;
    qint64 m_months = 0;
    std::vector<Offset> m_offsets; // by time
};

} // namespace perennial
