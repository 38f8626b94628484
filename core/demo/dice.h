// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <span>

namespace perennial {

// xoshiro256** (Blackman and Vigna 2018), seeded through splitmix64. Integers only, so that every machine and every
// compiler draws the same demo shop; the distributions of the standard library do not promise that.
class Dice
{
public:
    explicit Dice(quint64 seed);

    [[nodiscard]] quint64 next();
    // 0 … bound − 1
    [[nodiscard]] qint64 below(qint64 bound);
    // low … high, both included
    [[nodiscard]] qint64 between(qint64 low, qint64 high) { return low + below(high - low + 1); }
    [[nodiscard]] bool chance(int perMille) { return below(1000) < perMille; }
    // An index into `weights`, as likely as its weight.
    [[nodiscard]] size_t weighted(std::span<const int> weights);

    template <class Range>
    [[nodiscard]] const auto &pick(const Range &range)
    {
        return range[static_cast<size_t>(below(static_cast<qint64>(std::size(range))))];
    }

private:
    std::array<quint64, 4> m_state;
};

} // namespace perennial
