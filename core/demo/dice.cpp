// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/dice.h"

#include "core/base/hash.h"

#include <bit>
#include <numeric>

namespace perennial {

Dice::Dice(quint64 seed)
{
    for (quint64 &word : m_state)
        word = mixBits(seed += 0x9e3779b97f4a7c15ULL);
}

quint64 Dice::next()
{
    auto &s = m_state;
    const quint64 drawn = std::rotl(s[1] * 5, 7) * 9;
    const quint64 shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = std::rotl(s[3], 45);
    return drawn;
}

qint64 Dice::below(qint64 bound)
{
    Q_ASSERT(bound > 0);
    return static_cast<qint64>((next() >> 1) % static_cast<quint64>(bound));
}

size_t Dice::weighted(std::span<const int> weights)
{
    qint64 rest = below(std::accumulate(weights.begin(), weights.end(), 0));
    size_t index = 0;
    while (rest >= weights[index])
        rest -= weights[index++];
    return index;
}

} // namespace perennial
