// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

#include <vector>

namespace perennial {

// Wall clock to UTC for one zone, with its transitions from 1900 to 2100 read once: some nanoseconds for a conversion
// instead of QDateTime's microseconds. Wall clock values are milliseconds since 1970 as if they were UTC.
class ZoneClock
{
public:
    explicit ZoneClock(const QTimeZone &zone);

    // Times that do not exist move forward by the gap, times that exist twice are the first.
    [[nodiscard]] qint64 utcFromLocal(qint64 localMs) const;
    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }

private:
    QTimeZone m_zone;
    std::vector<qint64> m_localEnds; // where a period ends on the wall clock, ascending; the last one never does
    std::vector<qint64> m_offsets;   // one per period
    std::vector<qint64> m_localStarts;
};

} // namespace perennial
