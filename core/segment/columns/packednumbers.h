// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <limits>
#include <vector>

namespace perennial {

// Moments of whole seconds between 1970 and 2106, in milliseconds.
struct SecondsPacking
{
    using Narrow = quint32;
    using Wide = qint64;
    [[nodiscard]] static bool fits(qint64 ms)
    {
        return ms >= 0 && ms % 1000 == 0 && ms / 1000 < std::numeric_limits<Narrow>::max();
    }
    [[nodiscard]] static Narrow pack(qint64 ms) { return static_cast<Narrow>(ms / 1000); }
    [[nodiscard]] static qint64 unpack(Narrow seconds) { return qint64(seconds) * 1000; }
};

// The least number of each width stands for "none".
struct AmountPacking
{
    using Narrow = qint32;
    using Wide = qint64;
    static constexpr qint64 None = std::numeric_limits<qint64>::min();
    static constexpr Narrow NarrowNone = std::numeric_limits<Narrow>::min();
    [[nodiscard]] static bool fits(qint64 amount)
    {
        return amount == None || (amount > NarrowNone && amount <= std::numeric_limits<Narrow>::max());
    }
    [[nodiscard]] static Narrow pack(qint64 amount)
    {
        return amount == None ? NarrowNone : static_cast<Narrow>(amount);
    }
    [[nodiscard]] static qint64 unpack(Narrow amount) { return amount == NarrowNone ? None : amount; }
};

// Places in a table of distinct details; the largest number of each width stands for "none".
struct DetailsPacking
{
    using Narrow = quint16;
    using Wide = quint32;
    static constexpr Wide None = std::numeric_limits<Wide>::max();
    static constexpr Narrow NarrowNone = std::numeric_limits<Narrow>::max();
    [[nodiscard]] static bool fits(Wide place) { return place == None || place < NarrowNone; }
    [[nodiscard]] static Narrow pack(Wide place) { return static_cast<Narrow>(place); }
    [[nodiscard]] static Wide unpack(Narrow place) { return place == NarrowNone ? None : place; }
};

// A list of numbers in half their width for as long as all fit there: most stores never need more, and a table that is
// being read is the larger half of what it will be.
template <class Packing>
class PackedNumbers
{
public:
    using Narrow = typename Packing::Narrow;
    using Wide = typename Packing::Wide;

    [[nodiscard]] size_t size() const { return m_isWide ? m_wide.size() : m_narrow.size(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] bool isWide() const { return m_isWide; }
    [[nodiscard]] Wide operator[](size_t i) const { return m_isWide ? m_wide[i] : Packing::unpack(m_narrow[i]); }

    void push_back(Wide number)
    {
        if (!m_isWide && !Packing::fits(number))
            widen();
        if (m_isWide)
            m_wide.push_back(number);
        else
            m_narrow.push_back(Packing::pack(number));
    }
    // `filler` must fit.
    void resize(size_t size, Wide filler)
    {
        if (m_isWide)
            m_wide.resize(size, filler);
        else
            m_narrow.resize(size, Packing::pack(filler));
    }
    void reserve(size_t size)
    {
        if (m_isWide)
            m_wide.reserve(size);
        else
            m_narrow.reserve(size);
    }
    void append(const PackedNumbers &more)
    {
        if (more.m_isWide && !m_isWide)
            widen();
        if (more.m_isWide == m_isWide) {
            m_narrow.insert(m_narrow.end(), more.m_narrow.begin(), more.m_narrow.end());
            m_wide.insert(m_wide.end(), more.m_wide.begin(), more.m_wide.end());
            return;
        }
        for (const Narrow number : more.m_narrow)
            m_wide.push_back(Packing::unpack(number));
    }
    void shrink()
    {
        m_narrow.shrink_to_fit();
        m_wide.shrink_to_fit();
    }
    void widen()
    {
        m_wide.reserve(m_narrow.capacity());
        for (const Narrow number : m_narrow)
            m_wide.push_back(Packing::unpack(number));
        m_narrow = {};
        m_isWide = true;
    }
    // Of which one is empty.
    [[nodiscard]] std::vector<Narrow> takeNarrow() { return std::move(m_narrow); }
    [[nodiscard]] std::vector<Wide> takeWide() { return std::move(m_wide); }

private:
    std::vector<Narrow> m_narrow;
    std::vector<Wide> m_wide;
    bool m_isWide = false;
};

} // namespace perennial
