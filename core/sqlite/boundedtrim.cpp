// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/boundedtrim.h"

#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace perennial {

namespace {

constexpr size_t MostBytes = 1000; // of the list

enum Ends : int { Left = 1, Right = 2 };
constexpr int BothEnds = Left | Right;

std::optional<std::string_view> textOf(sqlite3_value *value)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(value));
    if (!text)
        return std::nullopt;
    return std::string_view(text, static_cast<size_t>(sqlite3_value_bytes(value)));
}

bool continuesLetter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

std::vector<std::string_view> lettersOf(std::string_view list)
{
    std::vector<std::string_view> letters;
    while (!list.empty()) {
        size_t size = 1;
        while (size < list.size() && continuesLetter(list[size]))
            ++size;
        letters.push_back(list.substr(0, size));
        list.remove_prefix(size);
    }
    return letters;
}

std::string_view trimmed(std::string_view text, const std::vector<std::string_view> &letters, int ends)
{
    const auto cut = [&](auto isThere, auto remove) {
        for (;;) {
            const auto letter = std::ranges::find_if(letters, isThere);
            if (letter == letters.end())
                return;
            remove(letter->size());
        }
    };
    if (ends & Left)
        cut([&](std::string_view letter) { return text.starts_with(letter); },
            [&](size_t size) { text.remove_prefix(size); });
    if (ends & Right)
        cut([&](std::string_view letter) { return text.ends_with(letter); },
            [&](size_t size) { text.remove_suffix(size); });
    return text;
}

template <int ends>
void trim(sqlite3_context *context, int, sqlite3_value **arguments)
{
    const auto text = textOf(arguments[0]), list = textOf(arguments[1]);
    if (!text || !list)
        return;
    if (list->size() > MostBytes)
        return sqlite3_result_error_toobig(context);
    const std::string_view rest = trimmed(*text, lettersOf(*list), ends);
    sqlite3_result_text(context, rest.data(), static_cast<int>(rest.size()), SQLITE_TRANSIENT);
}

} // namespace

void boundTrim(sqlite3 *handle)
{
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    sqlite3_create_function_v2(handle, "trim", 2, flags, nullptr, trim<BothEnds>, nullptr, nullptr, nullptr);
    sqlite3_create_function_v2(handle, "ltrim", 2, flags, nullptr, trim<Left>, nullptr, nullptr, nullptr);
    sqlite3_create_function_v2(handle, "rtrim", 2, flags, nullptr, trim<Right>, nullptr, nullptr, nullptr);
}

} // namespace perennial
