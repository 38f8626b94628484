// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/zoneclock.h"
#include "core/import/values/writtentime.h"

#include <optional>
#include <span>
#include <string_view>

namespace perennial {

// How a column writes dates: decided once, never per row. Counts are cells of the kind D/M/Y or M/D/Y.
struct TimeStyle
{
    std::optional<DateOrder> order;
    qint64 dayFirst = 0;   // the first part is beyond 12
    qint64 monthFirst = 0; // the second part is beyond 12
    qint64 open = 0;       // 03/04/2024 can be both

    // Nothing tells, or as many cells say the one as the other: ask once for the column, then set `order`.
    [[nodiscard]] bool needsChoice() const { return !order && (open > 0 || isConflicting()); }
    // Cells of both orders: those of the rarer order do not read and their rows are rejected.
    [[nodiscard]] bool isConflicting() const { return dayFirst > 0 && monthFirst > 0; }
    friend bool operator==(const TimeStyle &, const TimeStyle &) = default;
};

class TimeStyleProbe
{
public:
    void add(std::string_view cell);
    [[nodiscard]] TimeStyle style() const;

private:
    TimeStyle m_seen;
};

[[nodiscard]] TimeStyle timeStyleOf(std::span<const std::string_view> cells);

struct ParsedTime
{
    Instant at;
    bool hadOffset = false; // the cell named its offset or was Unix time: the reader's zone played no part
    bool dateOnly = false;  // 00:00 in the reader's zone

    friend bool operator==(const ParsedTime &, const ParsedTime &) = default;
};

// Reads the cells of one column; `zone` counts for cells without an offset.
class TimeReader
{
public:
    TimeReader(const TimeStyle &style, const QTimeZone &zone);

    [[nodiscard]] std::optional<ParsedTime> read(std::string_view cell) const;

private:
    [[nodiscard]] ParsedTime placed(const WrittenTime &time) const;

    std::optional<DateOrder> m_order;
    const ZoneClock *m_clock;
};

// False for what deserves the warning "implausible": years before 1990 and events more than a day ahead of `now`.
[[nodiscard]] bool isPlausible(Instant at, Instant now);

} // namespace perennial
