// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace perennial {

[[nodiscard]] constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// Bytes of the blank `text` begins or ends with: ASCII blanks, NBSP (U+00A0), thin, figure and narrow NBSP
// (U+2009, U+2007, U+202F), zero width space and BOM (U+200B, U+FEFF); 0 when there is none.
[[nodiscard]] std::size_t leadingBlank(std::string_view text);
[[nodiscard]] std::size_t trailingBlank(std::string_view text);

// `text` without the blanks around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

// Runs of ASCII blanks and line breaks within a text, and the text with a single blank instead of each.
[[nodiscard]] bool hasDoubleBlank(std::string_view text);
[[nodiscard]] std::string withFoldedBlanks(std::string_view text);

// ASCII letters compare without case, all other bytes exactly.
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b);

// Empty or one of the words files write for "nothing": NULL, N/A, "-", nan. `text` is trimmed.
[[nodiscard]] bool isUnsetWord(std::string_view text);

// All characters are ASCII digits and there is at least one.
[[nodiscard]] bool isAllDigits(std::string_view text);

// "7E+12", "1.20256E+10", "4,93E+11": what spreadsheets make of long ids and phones. The digits are lost.
[[nodiscard]] bool isScientificNotation(std::string_view cell);

// Drops the one apostrophe that exporters put before a digit, "+" or "=" against spreadsheets; "'Aisha" keeps it.
[[nodiscard]] std::string_view withoutGuard(std::string_view cell);

} // namespace perennial
