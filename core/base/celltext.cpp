// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/celltext.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::array<std::string_view, 6> WideBlanks{"\xC2\xA0",     "\xE2\x80\x89", "\xE2\x80\x87",
                                                     "\xE2\x80\xAF", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

constexpr bool isAsciiBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

size_t digitsAt(std::string_view text, size_t from)
{
    const auto end = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), isDigit);
    return static_cast<size_t>(end - text.begin()) - from;
}

} // namespace

size_t leadingBlank(std::string_view text)
{
    if (text.empty() || static_cast<unsigned char>(text.front()) < 0x80)
        return !text.empty() && isAsciiBlank(text.front()) ? 1 : 0;
    for (const std::string_view blank : WideBlanks)
        if (text.starts_with(blank))
            return blank.size();
    return 0;
}

size_t trailingBlank(std::string_view text)
{
    if (text.empty() || static_cast<unsigned char>(text.back()) < 0x80)
        return !text.empty() && isAsciiBlank(text.back()) ? 1 : 0;
    for (const std::string_view blank : WideBlanks)
        if (text.ends_with(blank))
            return blank.size();
    return 0;
}

std::string_view trimmed(std::string_view text)
{
    while (const size_t blank = leadingBlank(text))
        text.remove_prefix(blank);
    while (const size_t blank = trailingBlank(text))
        text.remove_suffix(blank);
    return text;
}

bool hasDoubleBlank(std::string_view text)
{
    return text.find("  ") != std::string_view::npos || text.find_first_of("\t\n\r") != std::string_view::npos;
}

std::string withFoldedBlanks(std::string_view text)
{
    std::string folded;
    for (const char c : text) {
        const bool isBlank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!isBlank)
            folded += c;
        else if (!folded.ends_with(' '))
            folded += ' ';
    }
    return folded;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lowered(x) == lowered(y); });
}

bool isUnsetWord(std::string_view text)
{
    constexpr std::array<std::string_view, 4> Words{"null", "n/a", "-", "nan"};
    return text.empty() || (text.size() <= 4 && std::any_of(Words.begin(), Words.end(), [text](std::string_view word) {
                                return equalsIgnoringCase(word, text);
                            }));
}

bool isAllDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool isScientificNotation(std::string_view cell)
{
    cell = trimmed(cell);
    const size_t e = cell.find_first_of("eE");
    if (e == std::string_view::npos || e == 0)
        return false;
    const size_t sign = cell.front() == '-' || cell.front() == '+' ? 1 : 0;
    const size_t whole = digitsAt(cell, sign);
    size_t at = sign + whole;
    if (at < e && (cell[at] == '.' || cell[at] == ','))
        at += 1 + digitsAt(cell, at + 1);
    if (whole == 0 || at != e)
        return false;
    at = e + 1;
    if (at < cell.size() && (cell[at] == '+' || cell[at] == '-'))
        ++at;
    return at < cell.size() && cell.size() - at <= 3 && digitsAt(cell, at) == cell.size() - at;
}

std::string_view withoutGuard(std::string_view cell)
{
    if (cell.size() >= 2 && cell.front() == '\'' && (isDigit(cell[1]) || cell[1] == '+' || cell[1] == '='))
        cell.remove_prefix(1);
    return cell;
}

} // namespace perennial
