// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

#include <vector>

namespace perennial {

// The clocks of one zone: what they add to UTC, and all changes of that until the year 2200 (those after the zone's
// table by its rule), read once. After it the last one holds. A conversion takes some nanoseconds instead of
// QDateTime's microseconds. Wall clock values are milliseconds since 1970 as if they were UTC.
class ZoneClock
{
public:
    // From `since` until the next one the clocks are `offset` ahead of UTC.
    struct Period
    {
        qint64 since;
        qint64 offset;
    };

    explicit ZoneClock(const QTimeZone &zone);
    // The one of a zone, made when it is first asked for and kept for good.
    [[nodiscard]] static const ZoneClock &of(const QTimeZone &zone);

    // By time; the first one has no beginning. Neighbours differ.
    [[nodiscard]] const std::vector<Period> &periods() const { return m_periods; }
    [[nodiscard]] qint64 offsetAt(qint64 ms) const;
    [[nodiscard]] qint64 localFromUtc(qint64 ms) const { return ms + offsetAt(ms); }

    // Times that do not exist move forward by the gap, times that exist twice are the first.
    [[nodiscard]] qint64 utcFromLocal(qint64 localMs) const;
    // The same; of times that exist twice that with the offset, if one has it, else the second.
    [[nodiscard]] qint64 utcFromLocal(qint64 localMs, qint64 offset) const;
    // The first moment of a day, given in days since 1970; of one that is left out, that of the next.
    [[nodiscard]] qint64 startOfDay(qint64 day) const;
    // The next moment at which the clocks show another hour, or show it anew.
    [[nodiscard]] qint64 nextHour(qint64 ms) const;

private:
    [[nodiscard]] size_t periodAt(qint64 ms) const;
    // The first period that ends after a time of the wall clock.
    [[nodiscard]] size_t periodOfLocal(qint64 localMs) const;
    void indexStretches();

    std::vector<Period> m_periods;
    std::vector<qint64> m_localEnds; // where a period ends on the wall clock, ascending; the last one never does
    std::vector<qint64> m_localStarts;
    // The period in which each stretch of time begins, from the one with the first change on.
    qint64 m_firstStretch = 0;
    std::vector<quint16> m_stretches;
};

} // namespace perennial
