// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace perennial {

// The ISO 4217 code a cell names by code or by a symbol that belongs to one currency ("€ 12", "12 PLN", "US$ 5");
// empty when it names none or the symbol is shared ("$", "kr", "¥", "Rs").
[[nodiscard]] std::string_view currencyOf(std::string_view cell);

[[nodiscard]] bool isCurrencyCode(std::string_view upperCaseCode);

// Bytes of the currency symbol or code at the front or the back of `text`; 0 when there is none.
[[nodiscard]] std::size_t leadingCurrency(std::string_view text);
[[nodiscard]] std::size_t trailingCurrency(std::string_view text);

} // namespace perennial
