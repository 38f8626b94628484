// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secrets/wipedbytes.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <map>

namespace perennial {

// Keys by their names.
using KeyMap = std::map<QString, QByteArray>;

// What guessing one passphrase costs: Argon2id's passes over so much memory (RFC 9106). The standard is libsodium's
// "moderate": most of a second on a desktop.
struct SealCost
{
    quint32 passes = 3;
    quint32 memoryKib = 256 * 1024;

    friend bool operator==(const SealCost &, const SealCost &) = default;
};

using SealSalt = std::array<unsigned char, 16>;

// The key that a passphrase opens one file with.
class SealKey
{
public:
    // Slow and hungry for memory, as it is meant to be.
    [[nodiscard]] static Result<SealKey> derive(const QByteArray &passphrase, const SealSalt &salt, SealCost cost);
    // With a salt of its own.
    [[nodiscard]] static Result<SealKey> fresh(const QByteArray &passphrase, SealCost cost);

    [[nodiscard]] const SealSalt &salt() const { return m_salt; }
    [[nodiscard]] SealCost cost() const { return m_cost; }
    [[nodiscard]] const unsigned char *bytes() const { return m_bytes.data(); }

private:
    SealKey(const SealSalt &salt, SealCost cost);

    SealSalt m_salt;
    SealCost m_cost;
    WipedBytes m_bytes;
};

// What stands readable before the sealed keys.
struct SealHeader
{
    SealSalt salt{};
    SealCost cost;
};

// Bytes of a key file, format in docs/secrets.md: XChaCha20-Poly1305 under a nonce drawn anew each time, the header
// authenticated with it, a BLAKE2b checksum of all behind.
[[nodiscard]] QByteArray seal(const KeyMap &keys, const SealKey &key);
// Unreadable where it is no key file, or not as it was written; Refused where a newer version wrote it, and where it
// asks for more memory or passes than this program is willing to spend on a file.
[[nodiscard]] Result<SealHeader> readSealHeader(const QByteArray &file);
// Refused where the passphrase is another.
[[nodiscard]] Result<KeyMap> unseal(const QByteArray &file, const SealKey &key);

} // namespace perennial
