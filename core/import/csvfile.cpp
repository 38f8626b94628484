// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/csvfile.h"

#include "core/import/bytescan.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {
namespace {

constexpr std::size_t SampleRecords = 50;

[[nodiscard]] bool isBlank(const CsvSampleRecord &record)
{
    return record.reject == CsvReject::None &&
           std::all_of(record.cells.begin(), record.cells.end(),
                       [](const QString &cell) { return cell.trimmed().isEmpty(); });
}

// Why no header can be found at all, as a sentence; empty when there may be one.
[[nodiscard]] QString obstacleToHeader(const std::vector<CsvSampleRecord> &records, const TextSource &source)
{
    if (source.headIsWhole() && records.size() < SampleRecords && std::all_of(records.begin(), records.end(), isBlank))
        return QCoreApplication::translate("perennial", "The file holds blank lines only: there is nothing to import.");
    const bool isOneLine = !source.headIsWhole() && findLineEnd(source.head(), 0) == source.head().size();
    if (isOneLine || (!records.empty() && records.front().reject == CsvReject::TooLong))
        return QCoreApplication::translate(
                   "perennial",
                   "The file's first line is longer than %1 MB or has more than %2 columns: that is too long "
                   "for a header. Perhaps the line ends were lost.")
            .arg(TextSource::HeadBytes >> 20)
            .arg(CsvLimits::Cells);
    return {};
}

// The header is looked for in a copy of the head, so that the source itself need not go back: it may be a pipe.
[[nodiscard]] Result<CsvHeader> learnHeader(const TextSource &source, const CsvDialect &dialect,
                                            const HeaderScore &score)
{
    auto head = TextSource::fromBytes(source.head(), source.name());
    if (!head)
        return failure(std::move(head.error()));
    CsvReader reader(std::move(*head), dialect);
    const auto records = readSample(reader, int(SampleRecords));
    if (const QString obstacle = obstacleToHeader(records, source); !obstacle.isEmpty())
        return failure(ErrorKind::Unreadable, obstacle, source.name());
    return findHeader(records, score);
}

} // namespace

Result<CsvFile> openCsvFile(const QString &path, const HeaderScore &score)
{
    auto source = TextSource::open(path);
    if (!source)
        return failure(std::move(source.error()));
    return openCsvFile(std::move(*source), score);
}

Result<CsvFile> openCsvFile(TextSource source, const HeaderScore &score)
{
    const CsvDialect dialect = detectDialect(source.head(), source.headIsWhole());
    auto header = learnHeader(source, dialect, score);
    if (!header)
        return failure(std::move(header.error()));
    CsvFile file{CsvReader(std::move(source), dialect), std::move(*header)};
    for (CsvRecord record; record.line() < file.header.line && file.reader.next(record);) {
    }
    file.reader.setExpectedCells(size_t(file.header.names.size()));
    return file;
}

} // namespace perennial
