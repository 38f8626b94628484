// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace perennial {

// The ISO 3166 code of a country ("DE"), from its code of two letters in any case or its English name ("Germany",
// "United States"); empty where it is neither. "UK" is GB.
[[nodiscard]] std::string countryCode(std::string_view country);

// "ca" for "california" or "ca"; empty for what is no state of the USA. `state` in lower case without blanks.
[[nodiscard]] std::string_view americanStateCode(std::string_view state);

} // namespace perennial
