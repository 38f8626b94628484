// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/profileset.h"

namespace perennial {

quint32 ProfileSet::count() const
{
    quint32 count = 0;
    for (const quint64 word : m_words)
        count += static_cast<quint32>(std::popcount(word));
    return count;
}

ProfileSet &ProfileSet::operator&=(const ProfileSet &other)
{
    for (size_t i = 0; i < m_words.size(); ++i)
        m_words[i] &= other.m_words[i];
    return *this;
}

ProfileSet &ProfileSet::operator|=(const ProfileSet &other)
{
    for (size_t i = 0; i < m_words.size(); ++i)
        m_words[i] |= other.m_words[i];
    return *this;
}

ProfileSet &ProfileSet::subtract(const ProfileSet &other)
{
    for (size_t i = 0; i < m_words.size(); ++i)
        m_words[i] &= ~other.m_words[i];
    return *this;
}

void ProfileSet::complement()
{
    for (quint64 &word : m_words)
        word = ~word;
    if (m_size % 64 != 0)
        m_words.back() &= (quint64(1) << (m_size % 64)) - 1;
}

} // namespace perennial
