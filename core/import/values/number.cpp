// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/number.h"

#include "core/base/celltext.h"
#include "core/import/values/currency.h"

#include <algorithm>
#include <array>
#include <limits>

namespace perennial {

namespace {

constexpr int MaxScale = 4;
constexpr int MaxDigits = 18; // of the unscaled value: always fits 64 bits
constexpr std::array<qint64, MaxScale + 1> PowersOfTen{1, 10, 100, 1000, 10'000};

constexpr std::string_view Minus = "\xE2\x88\x92";      // U+2212
constexpr std::string_view CurlyQuote = "\xE2\x80\x99"; // U+2019, groups in Swiss files

// The digits of a cell with '.', ',' and ' ' (any blank or apostrophe) between them; sign and currency are gone.
class Digits
{
public:
    static constexpr size_t MaxLength = 48;

    [[nodiscard]] bool read(std::string_view cell);
    [[nodiscard]] std::string_view text() const { return {m_text.data(), m_size}; }
    [[nodiscard]] bool isNegative() const { return m_negative; }

private:
    [[nodiscard]] std::string_view withoutSignAndCurrency(std::string_view cell);
    [[nodiscard]] bool takeFront(std::string_view &cell);
    [[nodiscard]] bool takeBack(std::string_view &cell);

    std::array<char, MaxLength> m_text;
    size_t m_size = 0;
    bool m_negative = false;
};

bool Digits::takeFront(std::string_view &cell)
{
    size_t size = leadingBlank(cell);
    if (size == 0 && (cell.starts_with('-') || cell.starts_with(Minus))) {
        m_negative = true;
        size = cell.front() == '-' ? 1 : Minus.size();
    } else if (size == 0) {
        size = cell.starts_with('+') || cell.starts_with('\'') ? 1 : leadingCurrency(cell);
    }
    cell.remove_prefix(size);
    return size > 0;
}

bool Digits::takeBack(std::string_view &cell)
{
    size_t size = trailingBlank(cell);
    if (size == 0 && (cell.ends_with('-') || cell.ends_with(Minus))) {
        m_negative = true;
        size = cell.back() == '-' ? 1 : Minus.size();
    } else if (size == 0) {
        size = trailingCurrency(cell);
    }
    cell.remove_suffix(size);
    return size > 0;
}

std::string_view Digits::withoutSignAndCurrency(std::string_view cell)
{
    cell = trimmed(cell);
    if (cell.size() >= 2 && cell.front() == '(' && cell.back() == ')') {
        cell = cell.substr(1, cell.size() - 2);
        m_negative = true;
    }
    while (!cell.empty() && !isDigit(cell.front()) && takeFront(cell))
        ;
    if (cell.size() >= 2 && cell.front() == '(' && cell.back() == ')') { // "$(12.00)"
        cell = cell.substr(1, cell.size() - 2);
        m_negative = true;
    }
    while (!cell.empty() && !isDigit(cell.back()) && takeBack(cell))
        ;
    return cell;
}

bool Digits::read(std::string_view cell)
{
    cell = withoutSignAndCurrency(cell);
    bool anyDigit = false;
    while (!cell.empty()) {
        if (m_size == MaxLength)
            return false;
        const char c = cell.front();
        const size_t blank = cell.starts_with(CurlyQuote) ? CurlyQuote.size() : c == '\'' ? 1 : leadingBlank(cell);
        if (blank == 0 && !isDigit(c) && c != '.' && c != ',')
            return false;
        anyDigit = anyDigit || isDigit(c);
        m_text[m_size++] = blank > 0 ? ' ' : c;
        cell.remove_prefix(blank > 0 ? blank : 1);
    }
    return anyDigit;
}

// Where the marks stand in a run of digits, and what they say about each other.
struct Marks
{
    explicit Marks(std::string_view digits)
        : text(digits)
        , points(std::count(digits.begin(), digits.end(), '.'))
        , commas(std::count(digits.begin(), digits.end(), ','))
        , last(digits.find_last_of(".,"))
    {
    }

    [[nodiscard]] bool hasBoth() const { return points > 0 && commas > 0; }
    [[nodiscard]] bool hasOne() const { return points + commas == 1; }
    // One mark that can be read both ways.
    [[nodiscard]] bool isOpen() const
    {
        return hasOne() && text.size() - last == 4 && last >= 1 && last <= 3 && text.front() != '0' &&
               text.find(' ') == std::string_view::npos;
    }

    std::string_view text;
    std::ptrdiff_t points;
    std::ptrdiff_t commas;
    size_t last;
};

// The index of the decimal mark, or the length where there is none.
size_t decimalPosition(const Marks &marks, const NumberStyle &style)
{
    if (marks.last == std::string_view::npos)
        return marks.text.size();
    if (marks.isOpen())
        return style.hasDecimals && marks.text[marks.last] == style.decimalMark ? marks.last : marks.text.size();
    return marks.hasBoth() || marks.hasOne() ? marks.last : marks.text.size();
}

// "1", "1234", "1,234", "1.23.456": groups of two or three digits, the last of three. "12.03.2024" is no number.
bool isWellGrouped(std::string_view whole, char decimalMark)
{
    size_t end = whole.size();
    bool isLast = true;
    for (size_t at = whole.find_last_of("., "); at != std::string_view::npos; isLast = false) {
        const size_t group = end - at - 1;
        if (whole[at] == decimalMark || group > 3 || group < (isLast ? 3 : 2) || at == 0)
            return false;
        end = at;
        at = whole.substr(0, end).find_last_of("., ");
    }
    return isLast || end <= 3;
}

bool appendDigits(std::string_view text, Decimal &number)
{
    constexpr qint64 Limit = 1'000'000'000'000'000'000 / 10; // MaxDigits - 1 digits
    for (const char c : text) {
        if (!isDigit(c))
            continue;
        if (number.unscaled >= Limit)
            return false;
        number.unscaled = number.unscaled * 10 + (c - '0');
    }
    return true;
}

bool appendFraction(std::string_view fraction, Decimal &number)
{
    if (!isAllDigits(fraction))
        return fraction.empty();
    const std::string_view kept = fraction.substr(0, MaxScale);
    const std::string_view rest = fraction.substr(kept.size());
    number.scale = static_cast<int>(kept.size());
    number.rounded = rest.find_first_not_of('0') != std::string_view::npos;
    if (!appendDigits(kept, number))
        return false;
    number.unscaled += !rest.empty() && rest.front() >= '5';
    return true;
}

// Sign, digits and one point with one, two or four decimals: what nearly every file holds.
std::optional<Decimal> parsePlain(std::string_view cell)
{
    const bool negative = !cell.empty() && cell.front() == '-';
    if (cell.size() > MaxDigits || cell.size() == static_cast<size_t>(negative))
        return std::nullopt;
    qint64 value = 0;
    size_t point = cell.size();
    for (size_t at = negative; at < cell.size(); ++at) {
        const unsigned digit = static_cast<unsigned char>(cell[at]) - unsigned{'0'};
        if (digit <= 9)
            value = value * 10 + digit;
        else if (cell[at] == '.' && point == cell.size())
            point = at;
        else
            return std::nullopt;
    }
    const size_t decimals = point == cell.size() ? 0 : cell.size() - point - 1;
    if (decimals == 3 || decimals > MaxScale || (point < cell.size() && (decimals == 0 || point == negative)))
        return std::nullopt;
    return Decimal{negative ? -value : value, static_cast<int>(decimals), false};
}

std::optional<Decimal> parseAny(std::string_view cell, const NumberStyle &style)
{
    Digits digits;
    if (!digits.read(cell))
        return std::nullopt;
    const Marks marks(digits.text());
    const size_t point = decimalPosition(marks, style);
    const bool hasFraction = point < marks.text.size();
    Decimal number;
    if (!isWellGrouped(marks.text.substr(0, point), hasFraction ? marks.text[point] : '\0') ||
        !appendDigits(marks.text.substr(0, point), number) ||
        (hasFraction && !appendFraction(marks.text.substr(point + 1), number)))
        return std::nullopt;
    if (digits.isNegative())
        number.unscaled = -number.unscaled;
    return number;
}

} // namespace

double Decimal::toDouble() const
{
    return static_cast<double>(unscaled) / static_cast<double>(PowersOfTen[static_cast<size_t>(scale)]);
}

void NumberStyleProbe::add(std::string_view cell)
{
    Digits digits;
    if (!digits.read(cell))
        return;
    const Marks marks(digits.text());
    if (marks.last == std::string_view::npos || marks.isOpen())
        return;
    const bool lastIsDecimal = marks.hasBoth() || marks.hasOne();
    const bool lastIsPoint = marks.text[marks.last] == '.';
    ++(lastIsDecimal == lastIsPoint ? m_points : m_commas);
}

NumberStyle NumberStyleProbe::style(char delimiter) const
{
    if (m_points != m_commas)
        return {m_points > m_commas ? '.' : ','};
    return {delimiter == ';' ? ',' : '.'};
}

NumberStyle numberStyleOf(std::span<const std::string_view> cells, char delimiter)
{
    NumberStyleProbe probe;
    for (const std::string_view cell : cells)
        probe.add(cell);
    return probe.style(delimiter);
}

std::optional<Decimal> parseDecimal(std::string_view cell, const NumberStyle &style)
{
    if (const std::optional<Decimal> plain = parsePlain(cell))
        return plain;
    return parseAny(cell, style);
}

std::optional<MinorAmount> toMinor(const Decimal &amount, int minorDigits)
{
    MinorAmount result{amount.unscaled, amount.scale > minorDigits, amount.rounded};
    for (int digits = amount.scale; digits < minorDigits; ++digits)
        if (__builtin_mul_overflow(result.minor, 10, &result.minor))
            return std::nullopt;
    if (!result.finer)
        return result;
    const qint64 unit = PowersOfTen[static_cast<size_t>(amount.scale - minorDigits)];
    const qint64 rest = amount.unscaled % unit;
    const qint64 away = 2 * std::abs(rest) >= unit ? (rest < 0 ? -1 : 1) : 0;
    result.minor = amount.unscaled / unit + away;
    result.rounded = result.rounded || rest != 0;
    return result;
}

} // namespace perennial
