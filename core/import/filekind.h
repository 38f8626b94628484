// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace perennial {

[[nodiscard]] bool isGzip(std::string_view head);

// Why a file whose first bytes are `head` cannot be read as text, as a whole sentence for people; empty for text.
// Known by what is inside: names of files are no evidence.
[[nodiscard]] QString refusalOf(std::string_view head);

// Control characters all over: a program, a picture, something packed. `head` is not UTF-16.
[[nodiscard]] bool isBinary(std::string_view head);

} // namespace perennial
