// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/storelock.h"

#include <QCoreApplication>
#include <QFile>

#include <chrono>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QByteArray ownerOf(int descriptor)
{
    char text[32] = {};
    const ssize_t length = ::pread(descriptor, text, sizeof text - 1, 0);
    return QByteArray(text, length > 0 ? static_cast<qsizetype>(length) : 0).trimmed();
}

tl::unexpected<Error> ownedByAnother(int descriptor, const QString &storePath)
{
    const QString owner = QString::fromLatin1(ownerOf(descriptor));
    return failure(
        ErrorKind::Refused,
        tr("The store is open for writing in another program (process %1). Close it there, or wait until it is done.")
            .arg(owner.isEmpty() ? tr("unknown") : owner),
        storePath);
}

// Who writes now and then, as a run that is being sent does, is gone within this; who imports is not.
constexpr std::chrono::milliseconds LongestWait{700};
constexpr std::chrono::milliseconds BetweenTries{5};

bool lockSoon(int descriptor)
{
    const auto began = std::chrono::steady_clock::now();
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() - began > LongestWait)
            return false;
        std::this_thread::sleep_for(BetweenTries);
    }
    return true;
}

} // namespace

Result<std::unique_ptr<StoreLock>> StoreLock::take(const QString &storePath)
{
    const QByteArray path = QFile::encodeName(storePath + QStringLiteral("-lock"));
    const int descriptor = ::open(path.constData(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0 && errno == ENOENT)
        return failure(ErrorKind::NotFound, tr("The folder of this store does not exist."), storePath);
    if (descriptor < 0)
        return failure(ErrorKind::Refused, tr("The store cannot be written: the file or its folder is read-only."),
                       storePath, QString::fromLocal8Bit(strerror(errno)));
    std::unique_ptr<StoreLock> lock(new StoreLock(descriptor));
    if (!lockSoon(descriptor))
        return ownedByAnother(descriptor, storePath);
    const QByteArray owner = QByteArray::number(::getpid()) + '\n';
    // Only a courtesy for the message another program shows; the lock holds without it.
    if (::ftruncate(descriptor, 0) == 0)
        std::ignore = ::pwrite(descriptor, owner.constData(), static_cast<size_t>(owner.size()), 0);
    return lock;
}

StoreLock::~StoreLock()
{
    ::close(m_descriptor);
}

} // namespace perennial
