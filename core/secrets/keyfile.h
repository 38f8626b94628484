// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/sealedkeys.h"

#include <functional>
#include <optional>

namespace perennial {

// Keys in one file under a passphrase: for machines that have no keychain. Mode 0600, whole or not at all; programs
// that change it take turns, and each reads it anew before it writes. The passphrase itself is not kept.
class KeyFile
{
public:
    static constexpr int ShortestPassphrase = 8; // characters

    // The file that is used unless another is named: the environment's PERENNIAL_KEY_FILE, or one in the user's data
    // folder.
    [[nodiscard]] static QString standardPath();

    // NotFound where there is none; Unreadable and Refused as readSealHeader() and unseal() say.
    [[nodiscard]] static Result<KeyFile> open(const QString &path, const QByteArray &passphrase);
    // Refused where one is there already, and where the passphrase is too short.
    [[nodiscard]] static Result<KeyFile> create(const QString &path, const QByteArray &passphrase, SealCost cost = {});

    [[nodiscard]] const KeyMap &keys() const { return m_keys; }
    [[nodiscard]] Result<void> put(const QString &name, const QByteArray &key);
    [[nodiscard]] Result<void> remove(const QString &name);
    [[nodiscard]] Result<void> changePassphrase(const QByteArray &passphrase);

private:
    KeyFile(QString path, SealKey key, KeyMap keys);
    [[nodiscard]] Result<void> change(const std::function<void(KeyMap &)> &edit, std::optional<SealKey> key = {});
    [[nodiscard]] Result<KeyMap> readAnew() const;

    QString m_path;
    SealKey m_key;
    KeyMap m_keys;
};

} // namespace perennial
