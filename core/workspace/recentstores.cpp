// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/recentstores.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace perennial {

namespace {

constexpr qsizetype MostStores = 10;
const QString Key = QStringLiteral("stores/recent");

void write(const QStringList &paths) { QSettings().setValue(Key, paths.mid(0, MostStores)); }

QStringList written() { return QSettings().value(Key).toStringList(); }

} // namespace

QStringList recentStores()
{
    QStringList present;
    for (const QString &path : written()) {
        if (QFileInfo::exists(path))
            present.append(path);
    }
    return present;
}

void rememberStore(const QString &path)
{
    QStringList paths = written();
    paths.removeAll(path);
    paths.prepend(path);
    write(paths);
}

void forgetStore(const QString &path)
{
    QStringList paths = written();
    paths.removeAll(path);
    write(paths);
}

QString storesFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return folder;
}

} // namespace perennial
