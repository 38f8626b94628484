// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <optional>
#include <string_view>

namespace perennial {

// Which part of 03/04/2024 is the day.
enum class DateOrder { DayMonth, MonthDay };

// A time as the cell writes it, before any zone is applied: the wall clock in milliseconds since 1970 as if it were
// UTC, and the offset from UTC if the cell has one.
struct WrittenTime
{
    qint64 localMs = 0;
    std::optional<int> offsetMinutes;
    bool dateOnly = false;
};

// The three numbers of D/M/Y or M/D/Y, the first two unsorted; two-digit years are already completed.
struct SlashedDate
{
    int first = 0;
    int second = 0;
    int year = 0;
};

[[nodiscard]] constexpr int daysInMonth(int year, int month)
{
    constexpr std::array<signed char, 13> Days{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return Days[static_cast<std::size_t>(month)] + leap;
}

// The formats that begin YYYY-MM-DD; the ones nearly all rows have.
[[nodiscard]] std::optional<WrittenTime> readIsoTime(std::string_view cell);

// All formats. A slashed date needs `order` unless both parts are equal or one is beyond 12.
[[nodiscard]] std::optional<WrittenTime> readWrittenTime(std::string_view cell, std::optional<DateOrder> order);

// The date of a cell that begins D/M/Y or M/D/Y with `/`, `.` or `-`; nothing for other formats.
[[nodiscard]] std::optional<SlashedDate> slashedDate(std::string_view cell);

} // namespace perennial
