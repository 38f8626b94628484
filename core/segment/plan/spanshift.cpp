// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/spanshift.h"

namespace perennial {

SpanShift::SpanShift(int n, TimeUnit unit, const QTimeZone &zone)
    : m_clock(&ZoneClock::of(zone))
{
    if (unit == TimeUnit::Month || unit == TimeUnit::Year)
        m_months = unit == TimeUnit::Month ? n : qint64(12) * n;
    else
        m_fixed = -shiftedBack(0, n, unit, zone);
}

} // namespace perennial
