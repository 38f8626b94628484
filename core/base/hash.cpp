// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include <QtEndian>

namespace perennial {

quint64 stableHash(std::string_view bytes, quint64 seed)
{
    constexpr quint64 Prime = 0x100000001b3ULL;
    quint64 hash = 0xcbf29ce484222325ULL ^ mixBits(seed + bytes.size());
    while (bytes.size() >= 8) {
        hash = (hash ^ qFromLittleEndian<quint64>(bytes.data())) * Prime;
        hash ^= hash >> 29;
        bytes.remove_prefix(8);
    }
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * Prime;
    return mixBits(hash);
}

} // namespace perennial
