// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace perennial {

// The stores opened lately, newest first, kept in the user's configuration. Files that are gone are left out.
[[nodiscard]] QStringList recentStores();
void rememberStore(const QString &path);
void forgetStore(const QString &path);

// The folder new stores are offered in: the user's data folder for this program, made with mode 0700.
[[nodiscard]] QString storesFolder();

} // namespace perennial
