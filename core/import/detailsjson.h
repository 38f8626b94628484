// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace perennial {

// Writes a flat JSON object, compact, its keys in the order they come: an event's properties. Reused from row to row.
class DetailsJson
{
public:
    void clear() { m_text.clear(); }
    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }

    // Empty values are left out.
    void add(std::string_view key, std::string_view text);
    // A canonical number ("284", "-1.5") is one in JSON too, other texts are texts.
    void addGuessed(std::string_view key, std::string_view text);
    void add(std::string_view key, std::span<const std::string_view> texts);
    void addNumber(std::string_view key, std::string_view number);
    void addTrue(std::string_view key);

    // "{…}"; empty when nothing was added. Valid until the next change.
    [[nodiscard]] std::string_view text();

private:
    void addKey(std::string_view key);

    std::string m_text;
    std::string m_closed;
};

// `text` in JSON's quotes, appended to `to`.
void appendJsonString(std::string &to, std::string_view text);
// The texts as a JSON array.
[[nodiscard]] std::string jsonArray(std::span<const std::string> texts);

// "0", "-7", "12.5": as JSON writes numbers, short enough to be exact.
[[nodiscard]] bool isCanonicalNumber(std::string_view text);

} // namespace perennial
