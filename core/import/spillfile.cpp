// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/spillfile.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

tl::unexpected<Error> diskFailure(int code, const QString &folder)
{
    const QString reason = QString::fromLocal8Bit(std::strerror(code));
    if (code == ENOSPC || code == EDQUOT)
        return failure(ErrorKind::Disk,
                       tr("The disk is full. Events that do not come person by person are sorted in a file beside the "
                          "store, which needs room as well. Nothing was changed; free some space and try again."),
                       folder, reason);
    return failure(
        ErrorKind::Disk,
        tr("The events could not be sorted on the disk beside the store: %1. Nothing was changed.").arg(reason), folder,
        reason);
}

// Some file systems know no file without a name; there it loses its name at once.
int openNamelessFile(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
#ifdef O_TMPFILE
    const int nameless = ::open(path.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (nameless >= 0)
        return nameless;
#endif
    QByteArray name = path + "/.perennial-XXXXXX";
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(name.constData());
    return named;
}

} // namespace

SpillFile::SpillFile(SpillFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_folder(std::move(other.m_folder))
    , m_size(other.m_size)
{
}

SpillFile::~SpillFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<SpillFile> SpillFile::open(const QString &folder)
{
    const int descriptor = openNamelessFile(folder);
    if (descriptor < 0)
        return diskFailure(errno, folder);
    return SpillFile(descriptor, folder);
}

Result<void> SpillFile::append(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(m_descriptor, bytes.data(), bytes.size(), m_size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return diskFailure(errno, m_folder);
        m_size += written;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> SpillFile::read(qint64 offset, std::span<char> into) const
{
    while (!into.empty()) {
        const ssize_t count = ::pread(m_descriptor, into.data(), into.size(), offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return diskFailure(count < 0 ? errno : EIO, m_folder);
        offset += count;
        into = into.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

} // namespace perennial
