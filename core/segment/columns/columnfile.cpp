// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columnfile.h"

#include "core/base/atomicfile.h"
#include "core/base/parallel.h"

#include <QFile>

#include <xxhash.h>

#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace perennial {

namespace {

// Grows with every change of what is written, here or in columnarchive.h.
constexpr quint32 FormatNumber = 6;
constexpr quint32 ByteOrderMark = 0x01020304;
constexpr quint64 Alignment = 64;
constexpr char Magic[8] = {'P', 'E', 'R', 'N', 'C', 'O', 'L', 'S'};

struct FileHeader
{
    char magic[8];
    quint32 format;
    quint32 byteOrder;
    quint64 fileSize;
    quint64 sectionCount;
    quint64 headSize;
    quint64 tableChecksum;
    quint64 headChecksum;
    quint64 checksum; // of all before it
};
static_assert(sizeof(FileHeader) == Alignment);

struct SectionEntry
{
    quint64 offset;
    quint64 size;
    quint64 elementSize;
    quint64 checksum;
};

quint64 checksumOf(const void *bytes, size_t size)
{
    return XXH3_64bits(bytes, size);
}

quint64 aligned(quint64 offset)
{
    return (offset + Alignment - 1) / Alignment * Alignment;
}

quint64 headerChecksum(const FileHeader &header)
{
    return checksumOf(&header, offsetof(FileHeader, checksum));
}

std::vector<SectionEntry> layOut(std::span<const ColumnSection> sections, quint64 headSize)
{
    std::vector<SectionEntry> entries;
    quint64 end = sizeof(FileHeader) + sections.size() * sizeof(SectionEntry) + headSize;
    for (const ColumnSection &section : sections) {
        entries.push_back({aligned(end), section.bytes.size(), section.elementSize, 0});
        end = entries.back().offset + section.bytes.size();
    }
    std::vector<std::function<void()>> tasks;
    for (size_t i = 0; i < entries.size(); ++i)
        tasks.emplace_back(
            [&, i] { entries[i].checksum = checksumOf(sections[i].bytes.data(), sections[i].bytes.size()); });
    runInParallel(tasks);
    return entries;
}

FileHeader headerFor(std::span<const SectionEntry> entries, const QByteArray &head)
{
    FileHeader header{};
    std::ranges::copy(Magic, header.magic);
    header.format = FormatNumber;
    header.byteOrder = ByteOrderMark;
    header.fileSize = entries.empty() ? sizeof(FileHeader) + static_cast<quint64>(head.size())
                                      : entries.back().offset + entries.back().size;
    header.sectionCount = entries.size();
    header.headSize = static_cast<quint64>(head.size());
    header.tableChecksum = checksumOf(entries.data(), entries.size_bytes());
    header.headChecksum = checksumOf(head.constData(), header.headSize);
    header.checksum = headerChecksum(header);
    return header;
}

// In pieces, because the file gathers what it is given before it writes.
Result<void> writeBytes(AtomicFile &file, const void *bytes, size_t size)
{
    constexpr size_t piece = 1 << 20;
    std::string_view rest(static_cast<const char *>(bytes), size);
    while (!rest.empty()) {
        if (const auto written = file.write(rest.substr(0, piece)); !written)
            return written;
        rest.remove_prefix(std::min(piece, rest.size()));
    }
    return {};
}

} // namespace

Result<void> writeColumnFile(const QString &path, const QByteArray &head, std::span<const ColumnSection> sections)
{
    const auto entries = layOut(sections, static_cast<quint64>(head.size()));
    const FileHeader header = headerFor(entries, head);
    auto file = AtomicFile::open(path);
    if (!file)
        return failure(file.error());
    auto written = writeBytes(*file, &header, sizeof(header));
    if (written)
        written = writeBytes(*file, entries.data(), entries.size() * sizeof(SectionEntry));
    if (written)
        written = writeBytes(*file, head.constData(), header.headSize);
    quint64 end = sizeof(FileHeader) + entries.size() * sizeof(SectionEntry) + header.headSize;
    constexpr char blank[Alignment] = {};
    for (size_t i = 0; written && i < entries.size(); ++i) {
        written = writeBytes(*file, blank, entries[i].offset - end);
        if (written)
            written = writeBytes(*file, sections[i].bytes.data(), entries[i].size);
        end = entries[i].offset + entries[i].size;
    }
    return written ? file->commit(AtomicFile::Sync::No) : written;
}

ColumnFile::ColumnFile(const std::byte *data, size_t size)
    : m_data(data, size)
{
}

ColumnFile::~ColumnFile()
{
    ::munmap(const_cast<std::byte *>(m_data.data()), m_data.size());
}

void ColumnFile::releasePages() const
{
    ::madvise(const_cast<std::byte *>(m_data.data()), m_data.size(), MADV_DONTNEED);
}

std::shared_ptr<const ColumnFile> ColumnFile::open(const QString &path, QString &reason)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat status = {};
    const bool ours = descriptor >= 0 && ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
                      status.st_uid == ::geteuid() && status.st_size >= qint64(sizeof(FileHeader));
    const auto size = static_cast<size_t>(ours ? status.st_size : 0);
    void *data = ours ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : MAP_FAILED;
    if (descriptor >= 0)
        ::close(descriptor);
    if (data == MAP_FAILED) {
        reason = QStringLiteral("there is none that can be read");
        return nullptr;
    }
    ::madvise(data, size, MADV_WILLNEED);
    const std::shared_ptr<ColumnFile> file(new ColumnFile(static_cast<const std::byte *>(data), size));
    reason = file->readParts();
    return reason.isEmpty() ? file : nullptr;
}

QString ColumnFile::readParts()
{
    FileHeader header;
    std::memcpy(&header, m_data.data(), sizeof(header));
    if (!std::ranges::equal(header.magic, Magic) || header.byteOrder != ByteOrderMark || header.format != FormatNumber)
        return QStringLiteral("it is of another format");
    if (header.checksum != headerChecksum(header) || header.fileSize != m_data.size())
        return QStringLiteral("it is not complete");
    const quint64 room = m_data.size() - sizeof(header);
    if (header.sectionCount > room / sizeof(SectionEntry) ||
        header.headSize > room - header.sectionCount * sizeof(SectionEntry))
        return QStringLiteral("its parts overlap");
    const auto *table = m_data.data() + sizeof(header);
    std::vector<SectionEntry> entries(header.sectionCount);
    std::memcpy(entries.data(), table, entries.size() * sizeof(SectionEntry));
    const auto *head = table + entries.size() * sizeof(SectionEntry);
    if (header.tableChecksum != checksumOf(table, entries.size() * sizeof(SectionEntry)) ||
        header.headChecksum != checksumOf(head, header.headSize))
        return QStringLiteral("its head is damaged");
    m_head = QByteArrayView(reinterpret_cast<const char *>(head), static_cast<qsizetype>(header.headSize));
    std::vector<quint64> checksums;
    auto end = static_cast<quint64>(head - m_data.data()) + header.headSize;
    for (const SectionEntry &entry : entries) {
        if (entry.offset != aligned(end) || entry.offset > m_data.size() || entry.size > m_data.size() - entry.offset ||
            entry.elementSize == 0 || entry.size % entry.elementSize != 0)
            return QStringLiteral("its parts overlap");
        m_sections.push_back({m_data.subspan(entry.offset, entry.size), entry.elementSize});
        checksums.push_back(entry.checksum);
        end = entry.offset + entry.size;
    }
    if (end != m_data.size() || !isBlankOutside() || !matchesChecksums(checksums))
        return QStringLiteral("its columns are damaged");
    return {};
}

bool ColumnFile::isBlankOutside() const
{
    const auto *end = reinterpret_cast<const std::byte *>(m_head.end());
    for (const ColumnSection &section : m_sections) {
        if (!std::all_of(end, section.bytes.data(), [](std::byte b) { return b == std::byte(0); }))
            return false;
        end = section.bytes.data() + section.bytes.size();
    }
    return true;
}

bool ColumnFile::matchesChecksums(std::span<const quint64> checksums) const
{
    std::atomic<bool> allMatch = true;
    std::vector<std::function<void()>> tasks;
    for (size_t i = 0; i < checksums.size(); ++i)
        tasks.emplace_back([&, i] {
            if (allMatch && checksumOf(m_sections[i].bytes.data(), m_sections[i].bytes.size()) != checksums[i])
                allMatch = false;
        });
    runInParallel(tasks);
    return allMatch;
}

} // namespace perennial
