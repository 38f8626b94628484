// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/writtentime.h"

#include "core/base/celltext.h"
#include "core/base/instant.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::array<std::string_view, 12> MonthNames{"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

struct CalendarDate
{
    int year = 0;
    int month = 0;
    int day = 0;
};

bool eat(std::string_view &rest, char c)
{
    if (rest.empty() || rest.front() != c)
        return false;
    rest.remove_prefix(1);
    return true;
}

void skipBlanks(std::string_view &rest)
{
    while (const size_t blank = leadingBlank(rest))
        rest.remove_prefix(blank);
}

bool eatWord(std::string_view &rest, std::string_view word)
{
    if (!equalsIgnoringCase(rest.substr(0, word.size()), word))
        return false;
    rest.remove_prefix(word.size());
    return true;
}

// A run of digits of an allowed length, as a number.
std::optional<int> eatNumber(std::string_view &rest, size_t minDigits, size_t maxDigits)
{
    size_t size = 0;
    int value = 0;
    for (; size < rest.size() && size <= maxDigits && isDigit(rest[size]); ++size)
        value = value * 10 + (rest[size] - '0');
    if (size < minDigits || size > maxDigits)
        return std::nullopt;
    rest.remove_prefix(size);
    return value;
}

std::optional<int> eatYear(std::string_view &rest)
{
    std::string_view four = rest;
    if (const std::optional<int> year = eatNumber(four, 4, 4)) {
        rest = four;
        return year;
    }
    const std::optional<int> year = eatNumber(rest, 2, 2);
    if (!year)
        return std::nullopt;
    return *year + (*year <= 69 ? 2000 : 1900);
}

std::string_view eatLetters(std::string_view &rest)
{
    const auto end = std::find_if_not(rest.begin(), rest.end(), isAsciiLetter);
    const std::string_view word = rest.substr(0, static_cast<size_t>(end - rest.begin()));
    rest.remove_prefix(word.size());
    return word;
}

// "Mar", "Sept", "March"; 0 when it is no month.
int monthNamed(std::string_view word)
{
    for (size_t month = 0; word.size() >= 3 && month < MonthNames.size(); ++month)
        if (equalsIgnoringCase(MonthNames[month].substr(0, word.size()), word))
            return static_cast<int>(month) + 1;
    return 0;
}

bool isWeekday(std::string_view word)
{
    constexpr std::array<std::string_view, 7> Names{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};
    return word.size() >= 3 && std::any_of(Names.begin(), Names.end(), [word](std::string_view name) {
               return equalsIgnoringCase(name.substr(0, word.size()), word);
           });
}

bool exists(const CalendarDate &date)
{
    return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= daysInMonth(date.year, date.month);
}

bool isDateMark(char c)
{
    return c == '/' || c == '.' || c == '-';
}

std::optional<SlashedDate> eatSlashedDate(std::string_view &rest)
{
    std::string_view text = rest;
    const std::optional<int> first = eatNumber(text, 1, 2);
    if (!first || text.empty() || !isDateMark(text.front()))
        return std::nullopt;
    const char mark = text.front();
    text.remove_prefix(1);
    const std::optional<int> second = eatNumber(text, 1, 2);
    if (!second || !eat(text, mark))
        return std::nullopt;
    const std::optional<int> year = eatYear(text);
    if (!year)
        return std::nullopt;
    rest = text;
    return SlashedDate{*first, *second, *year};
}

std::optional<CalendarDate> sorted(const SlashedDate &date, std::optional<DateOrder> order)
{
    const bool isOpen = date.first <= 12 && date.second <= 12 && date.first != date.second;
    if (!order && isOpen)
        return std::nullopt;
    if (order.value_or(date.second > 12 ? DateOrder::MonthDay : DateOrder::DayMonth) == DateOrder::MonthDay)
        return CalendarDate{date.year, date.first, date.second};
    return CalendarDate{date.year, date.second, date.first};
}

// "2024-3-4", "2024/03/04"
std::optional<CalendarDate> eatYearFirst(std::string_view &rest)
{
    std::string_view text = rest;
    const std::optional<int> year = eatNumber(text, 4, 4);
    if (!year || text.empty() || !isDateMark(text.front()))
        return std::nullopt;
    const char mark = text.front();
    text.remove_prefix(1);
    const std::optional<int> month = eatNumber(text, 1, 2);
    if (!month || !eat(text, mark))
        return std::nullopt;
    const std::optional<int> day = eatNumber(text, 1, 2);
    if (!day)
        return std::nullopt;
    rest = text;
    return CalendarDate{*year, *month, *day};
}

void skipDateFiller(std::string_view &rest)
{
    while (eat(rest, ',') || eat(rest, '-') || eat(rest, '.') || leadingBlank(rest) > 0)
        skipBlanks(rest);
}

// "2 Mar 2024", "02-Mar-24"
std::optional<CalendarDate> eatDayMonthName(std::string_view &rest)
{
    std::string_view text = rest;
    const std::optional<int> day = eatNumber(text, 1, 2);
    skipDateFiller(text);
    const int month = monthNamed(eatLetters(text));
    skipDateFiller(text);
    if (!day || month == 0)
        return std::nullopt;
    const std::optional<int> year = eatYear(text);
    if (!year)
        return std::nullopt;
    rest = text;
    return CalendarDate{*year, month, *day};
}

// "Mar 2, 2024"
std::optional<CalendarDate> eatMonthNameDay(std::string_view &rest)
{
    std::string_view text = rest;
    const int month = monthNamed(eatLetters(text));
    skipDateFiller(text);
    const std::optional<int> day = eatNumber(text, 1, 2);
    skipDateFiller(text);
    if (!day || month == 0)
        return std::nullopt;
    const std::optional<int> year = eatYear(text);
    if (!year)
        return std::nullopt;
    rest = text;
    return CalendarDate{*year, month, *day};
}

std::optional<CalendarDate> eatNamedDate(std::string_view &rest)
{
    std::string_view text = rest;
    if (isWeekday(eatLetters(text))) {
        skipDateFiller(text);
        rest = text;
    }
    const std::optional<CalendarDate> date = eatDayMonthName(rest);
    return date ? date : eatMonthNameDay(rest);
}

std::optional<CalendarDate> eatDate(std::string_view &rest, std::optional<DateOrder> order)
{
    if (const std::optional<CalendarDate> date = eatYearFirst(rest))
        return date;
    if (const std::optional<SlashedDate> date = eatSlashedDate(rest))
        return sorted(*date, order);
    return eatNamedDate(rest);
}

// Milliseconds of ".5" or ".123456" off the front; 0 when there is no fraction.
qint64 eatFraction(std::string_view &rest)
{
    if (rest.size() < 2 || (rest.front() != '.' && rest.front() != ',') || !isDigit(rest[1]))
        return 0;
    rest.remove_prefix(1);
    qint64 ms = 0;
    for (qint64 unit = 100; !rest.empty() && isDigit(rest.front()); unit /= 10, rest.remove_prefix(1))
        ms += (rest.front() - '0') * unit;
    return ms;
}

// 12 for "PM", 0 for "AM", nothing when the clock has 24 hours.
std::optional<int> eatHalfDay(std::string_view &rest)
{
    std::string_view text = rest;
    skipBlanks(text);
    for (const std::string_view word : {"a.m.", "am", "p.m.", "pm"}) {
        if (eatWord(text, word)) {
            rest = text;
            return word.front() == 'p' ? 12 : 0;
        }
    }
    return std::nullopt;
}

std::optional<qint64> eatClock(std::string_view &rest)
{
    const std::optional<int> hour = eatNumber(rest, 1, 2);
    if (!hour || !eat(rest, ':'))
        return std::nullopt;
    const std::optional<int> minute = eatNumber(rest, 2, 2);
    const bool hasSeconds = minute && eat(rest, ':');
    const std::optional<int> second = hasSeconds ? eatNumber(rest, 2, 2) : std::optional<int>(0);
    if (!minute || !second)
        return std::nullopt;
    const qint64 fraction = hasSeconds ? eatFraction(rest) : 0;
    const std::optional<int> half = eatHalfDay(rest);
    if (*minute > 59 || *second > 60 || *hour > (half ? 12 : 23) || (half && *hour == 0))
        return std::nullopt;
    const int hours = half ? *hour % 12 + *half : *hour;
    return (hours * qint64{3600} + *minute * 60 + *second) * 1000 + fraction;
}

// "+0100", "+01:00", "-05", "+1"
std::optional<int> eatNumericOffset(std::string_view &rest)
{
    const int sign = rest.front() == '-' ? -1 : 1;
    rest.remove_prefix(1);
    std::string_view joined = rest;
    int total = 0;
    if (const std::optional<int> both = eatNumber(joined, 4, 4)) {
        rest = joined;
        total = *both / 100 * 60 + *both % 100;
    } else {
        const std::optional<int> hours = eatNumber(rest, 1, 2);
        const std::optional<int> minutes = eat(rest, ':') ? eatNumber(rest, 2, 2) : std::optional<int>(0);
        if (!hours || !minutes)
            return std::nullopt;
        total = *hours * 60 + *minutes;
    }
    return total > 18 * 60 ? std::nullopt : std::optional(sign * total);
}

// What may stand behind the clock: "Z", "UTC", "GMT+1", an offset, a comment in parentheses. False: something else.
bool readZone(std::string_view rest, WrittenTime &time)
{
    skipBlanks(rest);
    if (rest.empty())
        return true;
    if (eatWord(rest, "utc") || eatWord(rest, "gmt") || eatWord(rest, "z"))
        time.offsetMinutes = 0;
    if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
        time.offsetMinutes = eatNumericOffset(rest);
        if (!time.offsetMinutes)
            return false;
    }
    skipBlanks(rest);
    return time.offsetMinutes && (rest.empty() || (rest.front() == '(' && rest.back() == ')'));
}

// Unix seconds, milliseconds and microseconds by their magnitude; seconds may have a fraction.
std::optional<WrittenTime> readUnixTime(std::string_view cell)
{
    std::string_view rest = cell;
    qint64 value = 0;
    for (; !rest.empty() && isDigit(rest.front()) && cell.size() - rest.size() < 17; rest.remove_prefix(1))
        value = value * 10 + (rest.front() - '0');
    const size_t digits = cell.size() - rest.size();
    if (digits == 10) {
        const qint64 ms = value * 1000 + eatFraction(rest);
        return rest.empty() ? std::optional(WrittenTime{ms, 0, false}) : std::nullopt;
    }
    if (!rest.empty() || (digits != 13 && digits != 16))
        return std::nullopt;
    return WrittenTime{digits == 13 ? value : value / 1000, 0, false};
}

std::optional<WrittenTime> readCompactDate(std::string_view cell)
{
    std::string_view rest = cell;
    const int number = eatNumber(rest, 8, 8).value_or(0);
    const CalendarDate date{number / 10'000, number / 100 % 100, number % 100};
    if (!rest.empty() || !exists(date))
        return std::nullopt;
    return WrittenTime{daysFromCivil(date.year, date.month, date.day) * Instant::DayMs, std::nullopt, true};
}

std::optional<WrittenTime> readDateAndClock(std::string_view rest, std::optional<DateOrder> order)
{
    const std::optional<CalendarDate> date = eatDate(rest, order);
    if (!date || !exists(*date))
        return std::nullopt;
    WrittenTime time{daysFromCivil(date->year, date->month, date->day) * Instant::DayMs, std::nullopt, true};
    if (rest.empty())
        return time;
    const bool parted = eat(rest, 'T') || eat(rest, 't') || eat(rest, ',') || leadingBlank(rest) > 0;
    skipBlanks(rest);
    const std::optional<qint64> clock = parted ? eatClock(rest) : std::nullopt;
    if (!clock)
        return std::nullopt;
    time.localMs += *clock;
    time.dateOnly = false;
    return readZone(rest, time) ? std::optional(time) : std::nullopt;
}

} // namespace

std::optional<SlashedDate> slashedDate(std::string_view cell)
{
    cell = withoutGuard(trimmed(cell));
    return eatSlashedDate(cell);
}

std::optional<WrittenTime> readWrittenTime(std::string_view cell, std::optional<DateOrder> order)
{
    cell = withoutGuard(trimmed(cell));
    if (const std::optional<WrittenTime> time = readIsoTime(cell))
        return time;
    if (const std::optional<WrittenTime> time = readUnixTime(cell))
        return time;
    if (const std::optional<WrittenTime> time = readCompactDate(cell))
        return time;
    return readDateAndClock(cell, order);
}

} // namespace perennial
