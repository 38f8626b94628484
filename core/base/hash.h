// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string_view>

namespace perennial {

// A 64-bit hash that is the same on every machine and in every release: stored row keys rest on it.
// FNV-1a over 8-byte words with a splitmix64 finish; not for security.
[[nodiscard]] quint64 stableHash(std::string_view bytes, quint64 seed = 0);

// splitmix64's finisher (Steele, Lea, Flood 2014): spreads an integer over all 64 bits.
[[nodiscard]] constexpr quint64 mixBits(quint64 z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

} // namespace perennial
