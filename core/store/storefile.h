// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sqlite/database.h"

#include <QString>

namespace perennial {

// What can be said of a store's file before SQLite touches it (opening a WAL store writes beside it): that it is there,
// may be read, lies on a disk of this machine and says in its header that it is ours.
[[nodiscard]] Result<void> checkStoreFile(const QString &path);

// NFS, SMB and their like: SQLite's shared memory and locks do not hold across machines (sqlite.org/wal.html). `type`
// is what the system calls the file system, such as "nfs4" or "fuse.sshfs".
[[nodiscard]] bool isNetworkFileSystem(const QByteArray &type);

// How to read the file without changing it: in a folder that may not be written, a store that nobody has open is read
// as a file that never changes, because SQLite could not make its helper files there. One whose last changes are still
// in the log beside it is refused there.
[[nodiscard]] Result<Database::Mode> readingMode(const QString &path);

} // namespace perennial
