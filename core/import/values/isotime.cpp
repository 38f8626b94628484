// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/celltext.h"
#include "core/base/instant.h"
#include "core/import/values/writtentime.h"

namespace perennial {

namespace {

// Reads digits at fixed places and remembers whether one of them was none: one test at the end instead of many.
class FixedDigits
{
public:
    explicit FixedDigits(const char *text)
        : m_text(text)
    {
    }

    [[nodiscard]] int pair(size_t at) { return digit(at) * 10 + digit(at + 1); }
    [[nodiscard]] bool ok() const { return m_bad == 0; }

private:
    [[nodiscard]] int digit(size_t at)
    {
        const unsigned value = static_cast<unsigned char>(m_text[at]) - unsigned{'0'};
        m_bad |= static_cast<unsigned>(value > 9);
        return static_cast<int>(value);
    }

    const char *m_text;
    unsigned m_bad = 0;
};

std::optional<qint64> readDate(std::string_view cell)
{
    if (cell.size() < 10 || cell[4] != '-' || cell[7] != '-')
        return std::nullopt;
    FixedDigits digits(cell.data());
    const int year = digits.pair(0) * 100 + digits.pair(2);
    const int month = digits.pair(5);
    const int day = digits.pair(8);
    if (!digits.ok() || month < 1 || month > 12 || day < 1 || (day > 28 && day > daysInMonth(year, month)))
        return std::nullopt;
    return daysFromCivil(year, month, day) * Instant::DayMs;
}

// HH:MM[:SS[.fff…]] off the front of `rest`, in milliseconds; microseconds and beyond are cut.
std::optional<qint64> takeClock(std::string_view &rest)
{
    if (rest.size() < 5 || rest[2] != ':')
        return std::nullopt;
    FixedDigits digits(rest.data());
    const int hour = digits.pair(0);
    const int minute = digits.pair(3);
    const bool hasSeconds = rest.size() >= 8 && rest[5] == ':';
    const int second = hasSeconds ? digits.pair(6) : 0;
    if (!digits.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    rest.remove_prefix(hasSeconds ? 8 : 5);
    qint64 ms = (hour * qint64{3600} + minute * 60 + second) * 1000;
    if (hasSeconds && !rest.empty() && (rest.front() == '.' || rest.front() == ',')) {
        size_t at = 1;
        for (qint64 unit = 100; at < rest.size() && isDigit(rest[at]); ++at, unit /= 10)
            ms += (rest[at] - '0') * unit;
        if (at == 1 || at > 10)
            return std::nullopt;
        rest.remove_prefix(at);
    }
    return ms;
}

// "+0100", "-05:00", "-05"
std::optional<int> readNumericOffset(std::string_view rest)
{
    const size_t colon = rest.size() == 6 && rest[3] == ':' ? 1 : 0;
    if ((rest.size() != 3 && rest.size() != 5 + colon) || (rest.front() != '+' && rest.front() != '-'))
        return std::nullopt;
    FixedDigits digits(rest.data());
    const int hours = digits.pair(1);
    const int minutes = rest.size() > 3 ? digits.pair(3 + colon) : 0;
    if (!digits.ok() || hours > 18 || minutes > 59)
        return std::nullopt;
    const int offset = hours * 60 + minutes;
    return rest.front() == '-' ? -offset : offset;
}

// The whole rest of the cell: "Z", " UTC" or an offset with or without a blank before it.
std::optional<int> readOffset(std::string_view rest)
{
    if (rest.size() == 1)
        return rest.front() == 'Z' || rest.front() == 'z' ? std::optional(0) : std::nullopt;
    if (rest.front() == ' ')
        rest.remove_prefix(1);
    if (rest == "UTC")
        return 0;
    return readNumericOffset(rest);
}

} // namespace

std::optional<WrittenTime> readIsoTime(std::string_view cell)
{
    const std::optional<qint64> date = readDate(cell);
    if (!date)
        return std::nullopt;
    if (cell.size() == 10)
        return WrittenTime{*date, std::nullopt, true};
    if (cell[10] != ' ' && cell[10] != 'T' && cell[10] != 't')
        return std::nullopt;
    std::string_view rest = cell.substr(11);
    const std::optional<qint64> clock = takeClock(rest);
    if (!clock)
        return std::nullopt;
    WrittenTime time{*date + *clock, std::nullopt, false};
    if (rest.empty())
        return time;
    time.offsetMinutes = readOffset(rest);
    return time.offsetMinutes ? std::optional(time) : std::nullopt;
}

} // namespace perennial
