// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"

namespace perennial {

// shiftedBack() of one span for many moments.
class SpanShift
{
public:
    // A negative span shifts forward.
    SpanShift(int n, TimeUnit unit, const QTimeZone &zone);

    [[nodiscard]] qint64 operator()(qint64 ms) const
    {
        return m_months == 0 ? ms - m_fixed : monthsBack(ms, m_months, *m_clock);
    }

private:
    const ZoneClock *m_clock;
    qint64 m_fixed = 0;
    qint64 m_months = 0;
};

} // namespace perennial
