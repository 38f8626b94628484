// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <span>
#include <string_view>

namespace perennial {

// How a column writes numbers. It matters only for the one cell that can be read both ways: a single mark followed by
// exactly three digits ("1.234"). All other cells tell by themselves.
struct NumberStyle
{
    char decimalMark = '.';
    // False where the currency has no minor unit (JPY, CLP): then such a mark always groups.
    bool hasDecimals = true;

    friend bool operator==(const NumberStyle &, const NumberStyle &) = default;
};

// unscaled / 10^scale, with 0 <= scale <= 4. `rounded`: the cell had more than four decimals and the rest was not 0.
struct Decimal
{
    qint64 unscaled = 0;
    int scale = 0;
    bool rounded = false;

    [[nodiscard]] double toDouble() const;
    friend bool operator==(const Decimal &, const Decimal &) = default;
};

// An amount in minor units. `finer`: it was written with more decimals than the currency has (worth a warning);
// `rounded`: those were not all 0, so it was rounded, half away from zero.
struct MinorAmount
{
    qint64 minor = 0;
    bool finer = false;
    bool rounded = false;
};

// Gathers what the cells of one column tell about its marks, then decides once for all.
class NumberStyleProbe
{
public:
    void add(std::string_view cell);
    // `delimiter` is the file's: where the cells do not tell, semicolon files write a decimal comma.
    [[nodiscard]] NumberStyle style(char delimiter) const;

private:
    qint64 m_points = 0;
    qint64 m_commas = 0;
};

[[nodiscard]] NumberStyle numberStyleOf(std::span<const std::string_view> cells, char delimiter);

// One cell: sign (also trailing, also parentheses), currency symbols and codes, and grouping by blanks, apostrophes and
// the mark that is not the decimal one are understood. Nothing for anything else, scientific notation included, and
// for more than 18 digits.
[[nodiscard]] std::optional<Decimal> parseDecimal(std::string_view cell, const NumberStyle &style);

// Nothing when it does not fit 64 bits. `minorDigits` as in core/base/money.h.
[[nodiscard]] std::optional<MinorAmount> toMinor(const Decimal &amount, int minorDigits);

} // namespace perennial
