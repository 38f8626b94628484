// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace perennial {

// The keychain of this computer: the Secret Service or KWallet, the macOS keychain, Windows' credential store, through
// QtKeychain and never in plain text. Used from the program's main thread; the answer comes later, once, and not at
// all when `context` is gone by then. A locked keychain asks its owner, who may take their time.
//
// An error (Refused) means that there is none, or that it would not answer; its message says why. The environment's
// PERENNIAL_KEYCHAIN=none keeps this program away from it.
using FoundKey = std::optional<QByteArray>;

void readFromKeychain(const QString &name, QObject *context, std::function<void(Result<FoundKey>)> done);
void writeToKeychain(const QString &name, const QByteArray &key, QObject *context,
                     std::function<void(Result<void>)> done);
// A key that is not there is gone as well.
void removeFromKeychain(const QString &name, QObject *context, std::function<void(Result<void>)> done);

// The same, waited for with an event loop, for commands: an error after `patienceMs`.
[[nodiscard]] Result<FoundKey> readFromKeychainNow(const QString &name, int patienceMs);
[[nodiscard]] Result<void> writeToKeychainNow(const QString &name, const QByteArray &key, int patienceMs);
[[nodiscard]] Result<void> removeFromKeychainNow(const QString &name, int patienceMs);

} // namespace perennial
