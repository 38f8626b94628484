// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <bit>
#include <vector>

namespace perennial {

// A set of people of one ProfileTable, by their index there: one bit each.
class ProfileSet
{
public:
    ProfileSet() = default;
    explicit ProfileSet(quint32 size)
        : m_size(size)
        , m_words((static_cast<size_t>(size) + 63) / 64)
    {
    }

    // How many people there could be.
    [[nodiscard]] quint32 size() const { return m_size; }
    [[nodiscard]] quint32 count() const;
    [[nodiscard]] bool contains(quint32 index) const { return m_words[index >> 6] >> (index & 63) & 1; }
    void add(quint32 index) { m_words[index >> 6] |= quint64(1) << (index & 63); }
    void remove(quint32 index) { m_words[index >> 6] &= ~(quint64(1) << (index & 63)); }

    // Both sets must be of one table.
    ProfileSet &operator&=(const ProfileSet &other);
    ProfileSet &operator|=(const ProfileSet &other);
    ProfileSet &subtract(const ProfileSet &other);
    void complement();

    [[nodiscard]] const std::vector<quint64> &words() const { return m_words; }
    [[nodiscard]] std::vector<quint64> &words() { return m_words; }

    template <class Visit>
    void forEach(Visit visit) const
    {
        for (size_t w = 0; w < m_words.size(); ++w) {
            for (quint64 rest = m_words[w]; rest != 0; rest &= rest - 1)
                visit(static_cast<quint32>(w * 64 + static_cast<size_t>(std::countr_zero(rest))));
        }
    }

    friend bool operator==(const ProfileSet &, const ProfileSet &) = default;

private:
    quint32 m_size = 0;
    std::vector<quint64> m_words;
};

} // namespace perennial
