// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/sqliteerror.h"

#include <QCoreApplication>

#include <sqlite3.h>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct Wording
{
    ErrorKind kind;
    QString message;
};

Wording wordingFor(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {ErrorKind::Disk, tr("The disk is full. Nothing was changed; free some space and try again.")};
    case SQLITE_IOERR:
        return {ErrorKind::Disk,
                tr("The disk reported an error or is full. Check its free space and try again; nothing was changed.")};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::Refused, tr("The store is being written by another program. Try again when it is done.")};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorKind::Refused, tr("The store cannot be used where it lies: the file or its folder is read-only. "
                                       "Copy it to a folder you may write to.")};
    case SQLITE_CANTOPEN:
        return {ErrorKind::Refused,
                tr("The store cannot be opened. Check that the file and its folder are there and may be read.")};
    case SQLITE_NOTADB:
        return {ErrorKind::Unreadable, tr("This file is not a Perennial store.")};
    case SQLITE_CORRUPT:
        return {ErrorKind::Unreadable,
                tr("The store file is damaged. It was not written to; restore the newest backup.")};
    case SQLITE_NOMEM:
        return {ErrorKind::Memory, tr("There is not enough memory for this.")};
    case SQLITE_INTERRUPT:
        return {ErrorKind::Stopped, tr("Stopped. Nothing was changed.")};
    case SQLITE_TOOBIG:
        return {ErrorKind::Invalid, tr("A value is too large to be stored.")};
    default:
        return {ErrorKind::Internal, tr("The store could not do that.")};
    }
}

} // namespace

Error sqliteError(int code, const QString &detail, const QString &path)
{
    const Wording wording = wordingFor(code);
    return {wording.kind, wording.message, path, QStringLiteral("SQLite %1: %2").arg(code).arg(detail)};
}

Error sqliteError(sqlite3 *handle, const QString &path)
{
    if (!handle)
        return sqliteError(SQLITE_NOMEM, {}, path);
    return sqliteError(sqlite3_extended_errcode(handle), QString::fromUtf8(sqlite3_errmsg(handle)), path);
}

} // namespace perennial
