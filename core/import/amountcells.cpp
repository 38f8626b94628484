// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/amountcells.h"

#include "core/base/celltext.h"
#include "core/base/money.h"
#include "core/import/values/cell.h"

namespace perennial {

namespace {

// "55.18" with two-digit minor units: nearly every amount there is.
std::optional<qint64> plainCents(std::string_view cell)
{
    constexpr std::size_t MostBytes = 16; // not beyond LargestAmount
    if (cell.size() < 4 || cell.size() > MostBytes || cell[cell.size() - 3] != '.')
        return std::nullopt;
    qint64 minor = 0;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (i == cell.size() - 3)
            continue;
        if (!isDigit(cell[i]))
            return std::nullopt;
        minor = minor * 10 + (cell[i] - '0');
    }
    return minor;
}

} // namespace

std::optional<qint64> canonicalInteger(std::string_view text)
{
    constexpr std::size_t MostDigits = 18;
    const bool isNegative = text.starts_with('-');
    const std::string_view digits = isNegative ? text.substr(1) : text;
    if (digits.size() > MostDigits || !isAllDigits(digits) || (digits.front() == '0' && text.size() > 1))
        return std::nullopt;
    qint64 value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return isNegative ? -value : value;
}

std::optional<qint64> minorFromCell(std::string_view cell, const BoundColumn &column, int digits,
                                    ImportWarnings &warnings)
{
    if (digits == 2) {
        if (const auto plain = plainCents(cell))
            return plain;
    }
    if (isUnset(cell, ColumnType::Number))
        return std::nullopt;
    NumberStyle style = column.numbers;
    style.hasDecimals = digits > 0;
    const auto number = parseDecimal(withoutGuard(cell), style);
    const auto amount = number ? toMinor(*number, digits) : std::nullopt;
    if (!amount) {
        warnings.add(ImportWarning::NotNumber, column.mapping.column);
        return std::nullopt;
    }
    if (std::abs(amount->minor) > LargestAmount) {
        warnings.add(ImportWarning::HugeAmount, column.mapping.column);
        return std::nullopt;
    }
    if (amount->rounded)
        warnings.add(ImportWarning::FinerMoney, column.mapping.column);
    return amount->minor;
}

} // namespace perennial
