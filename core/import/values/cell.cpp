// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/cell.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

struct Word
{
    std::string_view text;
    bool value;
};

constexpr std::array<Word, 12> YesNoWords{{{"yes", true},
                                           {"no", false},
                                           {"true", true},
                                           {"false", false},
                                           {"1", true},
                                           {"0", false},
                                           {"y", true},
                                           {"n", false},
                                           {"t", true},
                                           {"f", false},
                                           {"subscribed", true},
                                           {"unsubscribed", false}}};

// Takes one item off the front of `rest`, which begins with `quote`; the backslash and a doubled quote escape it.
std::string takeQuoted(std::string_view &rest, char quote)
{
    std::string item;
    size_t at = 1;
    for (; at < rest.size(); ++at) {
        const char c = rest[at];
        const bool doubled = c == quote && at + 1 < rest.size() && rest[at + 1] == quote;
        if (c == quote && !doubled)
            break;
        if ((c == '\\' || doubled) && at + 1 < rest.size())
            ++at;
        item += rest[at];
    }
    rest.remove_prefix(std::min(at + 1, rest.size()));
    return item;
}

std::string takePlain(std::string_view &rest)
{
    const size_t end = std::min(rest.find(','), rest.size());
    std::string item(trimmed(rest.substr(0, end)));
    rest.remove_prefix(end);
    return item;
}

// In a bracketed list an apostrophe quotes; elsewhere it is a letter of O'Neil.
bool opensQuote(std::string_view rest, bool bracketed)
{
    return !rest.empty() && (rest.front() == '"' || (bracketed && rest.front() == '\''));
}

} // namespace

bool isUnset(std::string_view cell, ColumnType type)
{
    cell = trimmed(cell);
    return cell.empty() || (type != ColumnType::Text && isUnsetWord(cell));
}

std::optional<bool> yesOrNo(std::string_view cell)
{
    cell = trimmed(cell);
    for (const Word &word : YesNoWords)
        if (equalsIgnoringCase(word.text, cell))
            return word.value;
    return std::nullopt;
}

bool isBracketedList(std::string_view cell)
{
    cell = trimmed(cell);
    return cell.size() >= 2 && cell.front() == '[' && cell.back() == ']';
}

std::vector<std::string> listFromCell(std::string_view cell)
{
    std::string_view rest = trimmed(cell);
    const bool bracketed = isBracketedList(rest);
    if (bracketed)
        rest = rest.substr(1, rest.size() - 2);
    std::vector<std::string> items;
    while (!rest.empty()) {
        rest = trimmed(rest);
        std::string item = opensQuote(rest, bracketed) ? takeQuoted(rest, rest.front()) : takePlain(rest);
        if (!item.empty())
            items.push_back(std::move(item));
        rest.remove_prefix(std::min(rest.find(','), rest.size()));
        if (!rest.empty())
            rest.remove_prefix(1);
    }
    return items;
}

} // namespace perennial
