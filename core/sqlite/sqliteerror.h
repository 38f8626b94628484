// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

struct sqlite3;

namespace perennial {

// SQLite's last failure on `handle` as one of ours: a full disk, a foreign file and a busy store read differently.
[[nodiscard]] Error sqliteError(sqlite3 *handle, const QString &path);
[[nodiscard]] Error sqliteError(int code, const QString &detail, const QString &path);

} // namespace perennial
