// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columncache.h"

#include "core/base/parallel.h"
#include "core/segment/columns/columnarchive.h"
#include "core/segment/columns/columnchecks.h"

#include <QDateTime>
#include <QDir>
#include <QLoggingCategory>
#include <QMutex>
#include <QStandardPaths>
#include <QUuid>

#include <sys/stat.h>

#include <fcntl.h>

#include <new>

namespace perennial {

namespace {

// Silent unless asked for: QT_LOGGING_RULES="perennial.columns.info=true".
Q_LOGGING_CATEGORY(columnsLog, "perennial.columns", QtWarningMsg)

constexpr auto Ending = ".columns";

std::optional<ColumnCache::Found> readColumns(const QString &path)
{
    QString reason;
    ColumnCache::Found found{{}, ColumnFile::open(path, reason)};
    if (!found.file) {
        qCInfo(columnsLog) << "No kept columns:" << reason;
        return std::nullopt;
    }
    ColumnReader reader(found.file);
    reader(found.columns);
    if (reader.isSound() && reader.isAtEnd())
        runInParallel(reader.tasks());
    if (!reader.isSound() || !reader.isAtEnd() || !areSound(found.columns)) {
        qCInfo(columnsLog) << "No kept columns: they make no sense";
        return std::nullopt;
    }
    return found;
}

void noteUse(const QString &path)
{
    ::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), nullptr, AT_SYMLINK_NOFOLLOW);
}

// Other modes than the last folder's are the user's business.
bool makeFolder(const QString &folder)
{
    const QFileInfo info(folder);
    return info.isDir() || (QDir().mkpath(info.absolutePath()) &&
                            ::mkdir(QFile::encodeName(info.absoluteFilePath()).constData(), 0700) == 0);
}

} // namespace

QString ColumnCache::defaultFolder()
{
    if (qEnvironmentVariableIsSet("PERENNIAL_CACHE_DIR"))
        return qEnvironmentVariable("PERENNIAL_CACHE_DIR");
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
           QStringLiteral("/perennial/columns");
}

ColumnCache::ColumnCache(QString folder, qint64 mostBytes)
    : m_folder(std::move(folder))
    , m_mostBytes(mostBytes)
{
}

// A store says what its id is; only a UUID, as ours are, may name a file.
QString ColumnCache::pathOf(const QString &storeId) const
{
    const QUuid id(storeId);
    if (m_folder.isEmpty() || id.isNull())
        return {};
    return QDir(m_folder).filePath(id.toString(QUuid::WithoutBraces) + QLatin1String(Ending));
}

std::optional<ColumnCache::Found> ColumnCache::find(const QString &storeId) const
{
    const QString path = pathOf(storeId);
    if (path.isEmpty())
        return std::nullopt;
    try {
        auto found = readColumns(path);
        if (found)
            noteUse(path);
        return found;
    } catch (const std::bad_alloc &) {
        // What lies about its sizes must not keep anybody from building.
        qCInfo(columnsLog) << "No kept columns: there is not enough memory for them";
        return std::nullopt;
    }
}

void ColumnCache::keep(const TableColumns &columns) const
{
    const QString path = pathOf(columns.mark.storeId);
    // Without a stamp nobody could tell which copy of the store this was.
    if (path.isEmpty() || columns.mark.revision.stamp == 0)
        return;
    // Threads of one program would write into one unfinished file.
    static QMutex writing;
    const QMutexLocker locker(&writing);
    if (!makeFolder(m_folder)) {
        qCInfo(columnsLog) << "Columns are not kept: their folder cannot be made.";
        return;
    }
    ColumnWriter writer;
    writer(columns);
    if (const auto written = writeColumnFile(path, writer.head(), writer.sections()); !written) {
        qCInfo(columnsLog) << "Columns are not kept:" << written.error().message;
        return;
    }
    makeRoom(path);
}

// What programs left unfinished that were killed goes too, once it is a day old.
void ColumnCache::makeRoom(const QString &newest) const
{
    const QDir folder(m_folder);
    const QDateTime yesterday = QDateTime::currentDateTimeUtc().addDays(-1);
    for (const QFileInfo &file :
         folder.entryInfoList({QStringLiteral(".*.columns.*.unfinished")}, QDir::Files | QDir::Hidden)) {
        if (file.lastModified() < yesterday)
            QFile::remove(file.filePath());
    }
    qint64 room = m_mostBytes - QFileInfo(newest).size();
    for (const QFileInfo &file :
         folder.entryInfoList({QLatin1Char('*') + QLatin1String(Ending)}, QDir::Files, QDir::Time)) {
        if (file.fileName() == QFileInfo(newest).fileName())
            continue;
        room -= file.size();
        if (room < 0)
            QFile::remove(file.filePath());
    }
}

} // namespace perennial
