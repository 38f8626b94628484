// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/zoneclock.h"

#include <QDate>
#include <QString>

#include <limits>
#include <optional>
#include <vector>

namespace perennial {

enum class TimeUnit { Minute, Hour, Day, Week, Month, Year };

// A length of time as written: "90 days". Up to weeks a unit is a fixed number of hours; months and years follow the
// calendar.
struct TimeSpan
{
    int n = 0;
    TimeUnit unit = TimeUnit::Day;

    friend bool operator==(const TimeSpan &, const TimeSpan &) = default;
};

enum class WindowKind {
    Ever,        // (−∞, now]
    Last,        // n unit: [now − n, now]
    BetweenAgo,  // n and m unit ago: [now − larger, now − smaller]
    MoreThanAgo, // n unit: before now − n
    Next,        // n unit: [now, now + n]; for date properties
    Before,      // to: before that day (or moment)
    After,       // from: from that day (or moment) on
    Between,     // from and to, both days included
    Today,
    Yesterday,
    ThisWeek,
    LastWeek,
    ThisMonth,
    LastMonth,
    ThisQuarter,
    LastQuarter,
    ThisYear,
    LastYear,
    SinceEvent,     // since the last event of `metric`
    SinceFlowStart, // later than the moment at which the person came into the flow; within flows only
};

// When: the part of time a condition looks at, as the user wrote it.
struct Window
{
    WindowKind kind = WindowKind::Ever;
    std::optional<int> n;
    std::optional<int> m;
    TimeUnit unit = TimeUnit::Day;
    QString from; // "2026-01-31" in the segment's zone, or an ISO 8601 instant with its offset
    QString to;
    QString metric;              // SinceEvent
    std::vector<int> weekdays;   // 1 Monday … 7 Sunday; empty: every day
    std::optional<int> fromHour; // 0–23 in the segment's zone
    std::optional<int> toHour;   // 1–24, not included

    friend bool operator==(const Window &, const Window &) = default;
};

// A closed range of milliseconds.
struct TimeRange
{
    static constexpr qint64 Start = std::numeric_limits<qint64>::min();
    static constexpr qint64 End = std::numeric_limits<qint64>::max();

    qint64 from = Start;
    qint64 to = End;

    [[nodiscard]] bool isEmpty() const { return from > to; }
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

struct Journey;

// What a window is measured against.
struct TimeFrame
{
    Instant now;
    QTimeZone zone;
    int weekStart = 1;                // 1 Monday … 7 Sunday
    const Journey *journey = nullptr; // the way through a flow on which it is asked; null: in no flow
};

// The moments of a finished window. "This month" is the whole month here: who looks at events cuts it at now.
[[nodiscard]] TimeRange rangeOf(const Window &window, const TimeFrame &frame);
// False while a number or date is still to be written.
[[nodiscard]] bool isFinished(const Window &window);
// The day of a moment by the clocks of `zone`.
[[nodiscard]] QDate localDay(qint64 ms, const QTimeZone &zone);
// The start of a day in `zone`; where the clock leaps over midnight, the first moment of that day.
[[nodiscard]] qint64 startOfDayMs(const QDate &day, const QTimeZone &zone);
// The moment `span` before (negative n: after) `ms`.
[[nodiscard]] qint64 shiftedBack(qint64 ms, int n, TimeUnit unit, const QTimeZone &zone);
// The moment with the same time of the clock so many months before; where the day does not exist it is the month's
// last. Of two such moments it is that by the same offset, if one is, else the second; where there is none, the clocks
// go on as before their change.
[[nodiscard]] qint64 monthsBack(qint64 ms, qint64 months, const ZoneClock &clock);
// "2026-01-31" or an ISO instant.
[[nodiscard]] bool isDateText(const QString &text);

} // namespace perennial
