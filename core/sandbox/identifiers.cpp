// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/identifiers.h"

#include <algorithm>

namespace perennial {

namespace {

bool isDecimal(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

bool looksLikeEmail(std::string_view text)
{
    const size_t at = text.find('@');
    if (at == 0 || at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos)
        return false;
    const size_t dot = text.rfind('.');
    const auto isBad = [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == ',' || c == ';' || c == '<' || c == '>';
    };
    return dot != std::string_view::npos && dot > at + 1 && dot + 2 < text.size() && text.size() <= 254 &&
           std::none_of(text.begin(), text.end(), isBad);
}

bool looksLikePhone(std::string_view text)
{
    return text.size() >= 8 && text.size() <= 16 && text[0] == '+' && text[1] != '0' &&
           std::all_of(text.begin() + 1, text.end(), isDecimal);
}

bool looksHashed(std::string_view text)
{
    return text.size() == 64 &&
           std::ranges::all_of(text, [](char c) { return isDecimal(c) || (c >= 'a' && c <= 'f'); });
}

std::string lowered(std::string text)
{
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

} // namespace perennial
