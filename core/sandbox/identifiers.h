// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace perennial {

// How platforms judge what a person is told by.

// Roughly one @ and a dot behind it.
[[nodiscard]] bool looksLikeEmail(std::string_view text);
// "+4915112345678"
[[nodiscard]] bool looksLikePhone(std::string_view text);
// SHA-256 as 64 hexadecimal digits in lower case.
[[nodiscard]] bool looksHashed(std::string_view text);

// ASCII letters in lower case.
[[nodiscard]] std::string lowered(std::string text);

} // namespace perennial
