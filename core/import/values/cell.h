// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/celltext.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perennial {

// What a column holds, as far as reading one cell of it is concerned.
enum class ColumnType { Text, Number, Time, YesNo, List };

// Empty (or blank) is unset in every column; NULL, N/A, "-" and nan are so in all but text columns.
[[nodiscard]] bool isUnset(std::string_view cell, ColumnType type);

// yes/no, true/false, 1/0, y/n, t/f, subscribed/unsubscribed, in any case; nothing for other words.
[[nodiscard]] std::optional<bool> yesOrNo(std::string_view cell);

// The items of "['VIP', 'newsletter']", of "\"VIP\",\"Blog\"" and of "VIP, newsletter": trimmed, without empty ones.
[[nodiscard]] std::vector<std::string> listFromCell(std::string_view cell);

// "[…]": a list beyond doubt, as Klaviyo and JSON columns write it.
[[nodiscard]] bool isBracketedList(std::string_view cell);

} // namespace perennial
