// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <vector>

namespace perennial {

// Bytes that are overwritten when they go: a derived key, a text that was just decrypted. Moved, never copied.
class WipedBytes
{
public:
    explicit WipedBytes(std::size_t size)
        : m_bytes(size)
    {
    }
    WipedBytes(WipedBytes &&) noexcept = default;
    WipedBytes &operator=(WipedBytes &&other) noexcept;
    ~WipedBytes();

    [[nodiscard]] unsigned char *data() { return m_bytes.data(); }
    [[nodiscard]] const unsigned char *data() const { return m_bytes.data(); }
    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    // Valid as long as this lives.
    [[nodiscard]] QByteArray view() const;

private:
    std::vector<unsigned char> m_bytes;
};

// Overwrites what a byte array holds where nobody shares it, and empties it.
void wipe(QByteArray &bytes);

} // namespace perennial
