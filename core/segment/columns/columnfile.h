// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace perennial {

// Flat arrays in one file, to be mapped and used as they lie there. Header, table of sections, head (bytes that say
// what the sections mean), sections at multiples of 64 bytes; each part with an XXH3 checksum.

struct ColumnSection
{
    std::span<const std::byte> bytes;
    quint64 elementSize = 1;
};

// Whole or not at all, mode 0600. Not synced: what a power cut leaves of it does not match its checksums.
[[nodiscard]] Result<void> writeColumnFile(const QString &path, const QByteArray &head,
                                           std::span<const ColumnSection> sections);

// Such a file, mapped and whole: nothing of it is to be had before every checksum was found right. That it may be
// hostile nonetheless is for the reader of its sections to consider.
class ColumnFile
{
public:
    // Null where there is none, or one that is not ours, of this format, of this machine's byte order, complete and as
    // it was written; `reason` then says which.
    [[nodiscard]] static std::shared_ptr<const ColumnFile> open(const QString &path, QString &reason);
    ColumnFile(const ColumnFile &) = delete;
    ColumnFile &operator=(const ColumnFile &) = delete;
    ~ColumnFile();

    [[nodiscard]] QByteArrayView head() const { return m_head; }
    [[nodiscard]] const std::vector<ColumnSection> &sections() const { return m_sections; }
    // Lets the pages go that were read so far; they come back when they are asked for.
    void releasePages() const;

private:
    ColumnFile(const std::byte *data, size_t size);
    [[nodiscard]] QString readParts();
    [[nodiscard]] bool matchesChecksums(std::span<const quint64> checksums) const;
    [[nodiscard]] bool isBlankOutside() const;

    std::span<const std::byte> m_data;
    QByteArrayView m_head;
    std::vector<ColumnSection> m_sections;
};

} // namespace perennial
