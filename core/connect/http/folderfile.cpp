// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/folderfile.h"

#include "core/base/atomicfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace perennial {

namespace {

constexpr int Created = 201;
constexpr int NoRoom = 507; // RFC 4918: Insufficient Storage

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

std::string_view bytesOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<size_t>(bytes.size())};
}

Result<void> appendPart(AtomicFile &into, const QUrl &part)
{
    constexpr qint64 ChunkBytes = 1 << 20;
    QFile file(part.toLocalFile());
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Disk, tr("A part of the file is gone, or cannot be read: %1.").arg(file.fileName()));
    while (!file.atEnd()) {
        const QByteArray bytes = file.read(ChunkBytes);
        if (bytes.isEmpty() && file.error() != QFileDevice::NoError)
            return failure(ErrorKind::Disk, tr("A part of the file cannot be read: %1.").arg(file.errorString()));
        if (const auto written = into.write(bytesOf(bytes)); !written)
            return written;
    }
    return {};
}

Result<void> put(const HttpRequest &request)
{
    auto file = AtomicFile::open(request.url.toLocalFile());
    if (!file)
        return failure(file.error());
    return file->write(bytesOf(request.body)).and_then([&] { return file->commit(); });
}

Result<void> putTogether(const HttpRequest &request, int parts)
{
    const bool isDone = parts > 0 && !QFileInfo::exists(partOf(request.url, parts).toLocalFile()) &&
                        QFileInfo::exists(request.url.toLocalFile());
    if (!isDone) {
        auto file = AtomicFile::open(request.url.toLocalFile());
        if (!file)
            return failure(file.error());
        if (const auto written = file->write(bytesOf(request.body)); !written)
            return written;
        for (int part = 1; part <= parts; ++part) {
            if (const auto added = appendPart(*file, partOf(request.url, part)); !added)
                return added;
        }
        if (const auto committed = file->commit(); !committed)
            return committed;
    }
    for (int part = parts; part > 0; --part)
        QFile::remove(partOf(request.url, part).toLocalFile());
    return {};
}

} // namespace

QUrl partOf(const QUrl &file, int number)
{
    return QUrl::fromLocalFile(QStringLiteral("%1.part-%2").arg(file.toLocalFile()).arg(number));
}

HttpResponse writeToFolder(const HttpRequest &request)
{
    const auto parts = std::ranges::find(request.headers, QByteArray("Parts"), &HttpHeader::name);
    const auto done = request.method == "POST" && parts != request.headers.end()
                          ? putTogether(request, parts->value.toInt())
                          : put(request);
    HttpResponse response;
    response.status = done ? Created : NoRoom;
    if (!done)
        response.body = done.error().message.toUtf8();
    return response;
}

} // namespace perennial
