// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/wipedbytes.h"

#include <sodium.h>

#include <utility>

namespace perennial {

WipedBytes &WipedBytes::operator=(WipedBytes &&other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

WipedBytes::~WipedBytes()
{
    sodium_memzero(m_bytes.data(), m_bytes.size());
}

QByteArray WipedBytes::view() const
{
    return QByteArray::fromRawData(reinterpret_cast<const char *>(m_bytes.data()),
                                   static_cast<qsizetype>(m_bytes.size()));
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached())
        sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

} // namespace perennial
