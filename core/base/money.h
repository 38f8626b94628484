// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <compare>
#include <optional>

namespace perennial {

// Digits after the decimal point of a currency's minor unit (ISO 4217): EUR 2, JPY 0, KWD 3. Unknown codes have 2.
[[nodiscard]] int minorDigits(QStringView currency);

// The ISO 4217 codes of the world's currencies, sorted.
[[nodiscard]] const QStringList &currencyCodes();
// One of them; upper case, as they are written.
[[nodiscard]] bool isCurrencyCode(QStringView code);

// Of an amount in minor units, either way: what a file says beyond that is no amount.
constexpr qint64 LargestAmount = 1'000'000'000'000'000;

// An amount in minor units of `currency` (ISO 4217 code, upper case).
struct Money
{
    qint64 minor = 0;
    QString currency;

    // "107948.40": sign, digits, point; exactly minorDigits() decimals.
    [[nodiscard]] QString toDecimal() const;
    friend bool operator==(const Money &, const Money &) = default;
};

[[nodiscard]] QString decimalFromMinor(qint64 minor, int digits);

} // namespace perennial
