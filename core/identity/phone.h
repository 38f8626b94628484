// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/email.h"

#include <string>
#include <string_view>

namespace perennial {

struct PhoneResult
{
    IdentifierStatus status = IdentifierStatus::Unset;
    std::string e164;       // "+4930901820"; empty unless usable
    bool repaired = false;  // the cell named its country, but something in it had to go, such as a doubled trunk prefix
    bool assumed = false;   // the country was not in the cell: the region given stood in
    bool destroyed = false; // scientific notation: the digits are lost, never join on it
};

// A phone as E.164. Accepted is every number that is possible by its country's lengths, whether or not it is in
// service: invented ones such as +15551000001 are identifiers too. Understood are punctuation, "(0)", "tel:", "00" and
// "011" for
// "+", the exporters' guards and extensions (dropped). Letters make it unusable.
// `defaultRegion` is the ISO 3166 code of the row's country, else the store's ("DE"); without one, a number without "+"
// is unusable. "011" counts as "+" first where that is the prefix for calls abroad (North America, no region),
// elsewhere only when the number is not possible at home.
[[nodiscard]] PhoneResult normalisePhone(std::string_view cell, std::string_view defaultRegion);

// The same into a result that is used again and again.
void normalisePhone(std::string_view cell, std::string_view defaultRegion, PhoneResult &result);

// The better of two columns of one row: usable before unusable, as written before repaired or assumed, else the first.
[[nodiscard]] const PhoneResult &preferredPhone(const PhoneResult &first, const PhoneResult &second);

} // namespace perennial
