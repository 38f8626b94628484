// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QIODevice>

#include <memory>
#include <string_view>

namespace perennial {

class Inflater;

// The bytes of an input file, gzip already unpacked.
class RawInput
{
public:
    // Refuses what is missing, a folder, unreadable or empty.
    [[nodiscard]] static Result<RawInput> open(const QString &path);
    [[nodiscard]] static RawInput fromBytes(std::string_view bytes);

    RawInput(RawInput &&) noexcept;
    RawInput &operator=(RawInput &&) noexcept;
    ~RawInput();

    // Fills up to `max` bytes; 0 at the end.
    [[nodiscard]] Result<size_t> read(char *to, size_t max);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] bool isCompressed() const { return m_inflater != nullptr; }
    // Bytes of the file as it lies on the disk, for the progress.
    [[nodiscard]] qint64 bytesDone() const { return m_bytesDone; }
    [[nodiscard]] qint64 bytesTotal() const { return m_bytesTotal; }

private:
    RawInput(std::unique_ptr<QIODevice> device, const QString &path);
    [[nodiscard]] Result<size_t> readDevice(char *to, size_t max);
    [[nodiscard]] Result<size_t> readInflated(char *to, size_t max);

    QString m_path;
    std::unique_ptr<QIODevice> m_device;
    std::unique_ptr<Inflater> m_inflater;
    qint64 m_bytesDone = 0;
    qint64 m_bytesTotal = 0;
};

} // namespace perennial
