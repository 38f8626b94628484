// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace perennial {

// Keeps copies of texts until it is cleared; what it gave out stays where it is meanwhile.
class TextArena
{
public:
    [[nodiscard]] std::string_view keep(std::string_view text)
    {
        if (text.empty())
            return {};
        char *to = room(text.size());
        std::memcpy(to, text.data(), text.size());
        return {to, text.size()};
    }

    // The first block is kept for the next use.
    void clear()
    {
        if (m_blocks.size() > 1)
            m_blocks.resize(1);
        m_used = 0;
        m_size = m_blocks.empty() ? 0 : BlockBytes;
        m_at = m_blocks.empty() ? nullptr : m_blocks.front().get();
    }

private:
    static constexpr std::size_t BlockBytes = 256 * 1024;

    char *room(std::size_t bytes)
    {
        if (m_size - m_used < bytes) {
            m_size = bytes > BlockBytes ? bytes : BlockBytes;
            m_blocks.push_back(std::make_unique_for_overwrite<char[]>(m_size));
            m_at = m_blocks.back().get();
            m_used = 0;
        }
        char *to = m_at + m_used;
        m_used += bytes;
        return to;
    }

    std::vector<std::unique_ptr<char[]>> m_blocks;
    char *m_at = nullptr;
    std::size_t m_used = 0;
    std::size_t m_size = 0;
};

} // namespace perennial
