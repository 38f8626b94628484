// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace perennial {

namespace {

constexpr size_t BufferSize = 1 << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString wordFailure(int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return tr("The disk is full, so the file was not written. What stood there before is unchanged.");
    case EACCES:
    case EPERM:
    case EROFS:
        return tr("You may not write here. Choose another folder.");
    case ENOENT:
        return tr("The folder does not exist.");
    default:
        return tr("The file could not be written: %1.").arg(QString::fromLocal8Bit(std::strerror(code)));
    }
}

} // namespace

AtomicFile::AtomicFile(QString path, QString unfinished, int descriptor)
    : m_path(std::move(path))
    , m_unfinished(std::move(unfinished))
    , m_descriptor(descriptor)
{
    m_buffer.reserve(BufferSize);
}

AtomicFile::AtomicFile(AtomicFile &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_unfinished(std::move(other.m_unfinished))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_buffer(std::move(other.m_buffer))
{
}

AtomicFile::~AtomicFile()
{
    if (m_descriptor < 0)
        return;
    ::close(m_descriptor);
    QFile::remove(m_unfinished);
}

namespace {

bool isDatabase(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(16).startsWith("SQLite format 3");
}

// One itself, or its "-wal", "-shm", …
bool belongsToDatabase(const QString &path)
{
    return isDatabase(path) || (path.contains(u'-') && isDatabase(path.section(u'-', 0, -2)));
}

} // namespace

Result<AtomicFile> AtomicFile::open(const QString &path)
{
    const QFileInfo named(path);
    if (named.isDir())
        return failure(ErrorKind::Refused, tr("This is a folder. Give the file a name."), path);
    if (named.exists() && !named.isFile())
        return failure(ErrorKind::Refused, tr("This is a device or a pipe, not a file. Choose another name."), path);
    const QFileInfo target(named.exists() ? named.canonicalFilePath() : path);
    if (belongsToDatabase(target.absoluteFilePath()))
        return failure(ErrorKind::Refused, tr("This file belongs to a store. Choose another name."), path);
    const QString unfinished = QStringLiteral("%1/.%2.%3.unfinished")
                                   .arg(target.absolutePath(), target.fileName())
                                   .arg(QCoreApplication::applicationPid());
    QFile::remove(unfinished);
    const int descriptor =
        ::open(QFile::encodeName(unfinished).constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return failure(errno == ENOSPC ? ErrorKind::Disk : ErrorKind::Refused, wordFailure(errno), path);
    return AtomicFile(target.filePath(), unfinished, descriptor);
}

Result<void> AtomicFile::write(std::string_view bytes)
{
    m_buffer.append(bytes);
    return m_buffer.size() < BufferSize ? Result<void>() : flush();
}

Result<void> AtomicFile::flush()
{
    std::string_view rest = m_buffer;
    while (!rest.empty()) {
        const ssize_t written = ::write(m_descriptor, rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return writeFailure(errno);
        rest.remove_prefix(static_cast<size_t>(written));
    }
    m_buffer.clear();
    return {};
}

Result<void> AtomicFile::commit(Sync sync)
{
    if (const auto flushed = flush(); !flushed)
        return flushed;
    if (sync == Sync::Yes && ::fsync(m_descriptor) != 0)
        return writeFailure(errno);
    if (std::rename(QFile::encodeName(m_unfinished).constData(), QFile::encodeName(m_path).constData()) != 0)
        return writeFailure(errno);
    ::close(std::exchange(m_descriptor, -1));
    return {};
}

tl::unexpected<Error> AtomicFile::writeFailure(int code) const
{
    return failure(ErrorKind::Disk, wordFailure(code), m_path);
}

} // namespace perennial
