// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/storefile.h"

#include "core/store/schema.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<void> checkFile(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return failure(ErrorKind::NotFound, tr("There is no store at this path."), path);
    if (file.isDir())
        return failure(ErrorKind::Unreadable, tr("This is a folder, not a Perennial store."), path);
    if (!file.isReadable())
        return failure(ErrorKind::Refused, tr("You may not read this file."), path);
    // SQLite would take a zero-byte file for a fresh database.
    if (file.size() == 0)
        return failure(ErrorKind::Unreadable, tr("This file is empty, so it is not a Perennial store."), path);
    return {};
}

Result<void> checkHeader(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Refused, tr("You may not read this file."), path, file.errorString());
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith("SQLite format 3"))
        return failure(ErrorKind::Unreadable, tr("This file is not a Perennial store."), path);
    const auto application = qFromBigEndian<qint32>(header.constData() + 68);
    if (application != StoreApplicationId)
        return failure(ErrorKind::Unreadable, tr("This is a SQLite file, but not a Perennial store."), path);
    return {};
}

Result<void> checkPlace(const QString &path)
{
    if (!isNetworkFileSystem(QStorageInfo(QFileInfo(path).absolutePath()).fileSystemType()))
        return {};
    return failure(
        ErrorKind::Refused,
        tr("The store lies on a network drive, where it could be damaged. Copy it to a disk of this computer."), path);
}

} // namespace

Result<void> checkStoreFile(const QString &path)
{
    for (const auto check : {checkFile, checkPlace, checkHeader}) {
        if (const auto checked = check(path); !checked)
            return checked;
    }
    return {};
}

bool isNetworkFileSystem(const QByteArray &type)
{
    constexpr std::array Network{"nfs",       "nfs4",      "cifs",        "smb3",       "smbfs",
                                 "afs",       "ceph",      "glusterfs",   "fuse.sshfs", "fuse.glusterfs",
                                 "fuse.ceph", "fuse.s3fs", "fuse.rclone", "davfs",      "fuse.davfs2"};
    return std::ranges::any_of(Network, [&](const char *name) { return type == name; });
}

Result<Database::Mode> readingMode(const QString &path)
{
    // SQLite keeps its files beside what a link leads to.
    const QString file = QFileInfo(path).canonicalFilePath();
    const QFileInfo log(file + QStringLiteral("-wal"));
    const bool isIndexed = QFileInfo::exists(file + QStringLiteral("-shm"));
    if (QFileInfo(QFileInfo(file).absolutePath()).isWritable())
        return Database::Mode::ReadOnly;
    if (!log.exists() || (log.size() == 0 && !isIndexed))
        return Database::Mode::Immutable;
    if (isIndexed)
        return Database::Mode::ReadOnly;
    return failure(ErrorKind::Refused,
                   tr("The store was not closed properly, and its folder is read-only. Copy the store and the file "
                      "beside it that ends in -wal to a folder you may write to, and open it there."),
                   path);
}

} // namespace perennial
