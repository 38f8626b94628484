// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"

#include "core/sqlite/database.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<void> verify(const QString &path)
{
    const auto copy = Database::open(path, Database::Mode::ReadOnly);
    if (!copy)
        return failure(copy.error());
    const auto findings = checkIntegrity(*copy);
    if (!findings)
        return failure(findings.error());
    if (!findings->isEmpty())
        return failure(ErrorKind::Unreadable, tr("The backup did not pass its check, so nothing was changed."), path,
                       findings->first());
    return {};
}

} // namespace

Result<QStringList> checkIntegrity(const Database &database)
{
    auto statement = database.prepare("PRAGMA integrity_check");
    if (!statement)
        return failure(statement.error());
    QStringList findings;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return findings;
        if (const QString finding = statement->text(0); finding != QLatin1String("ok"))
            findings.append(finding);
    }
}

Result<QString> backUp(Database &database)
{
    const auto version = database.integer("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    const QString path = QStringLiteral("%1.backup-v%2").arg(database.path()).arg(*version);
    const QString unfinished = path + QStringLiteral(".unfinished");
    QFile::remove(unfinished);
    // VACUUM INTO fills a file that exists and is empty, so it can be private from its first byte.
    if (const auto made = Database::open(unfinished, Database::Mode::Create); !made)
        return failure(made.error());
    auto copy = database.prepare("VACUUM INTO ?1");
    if (!copy)
        return failure(copy.error());
    copy->bind(1, unfinished);
    if (const auto copied = copy->run(); !copied)
        return failure(copied.error());
    if (const auto verified = verify(unfinished); !verified)
        return failure(verified.error());
    if (std::rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(path).constData()) != 0)
        return failure(ErrorKind::Disk, tr("The backup could not be put in place, so nothing was changed."), path);
    return path;
}

} // namespace perennial
