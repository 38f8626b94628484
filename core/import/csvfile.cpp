// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/csvfile.h"

namespace perennial {
namespace {

constexpr int SampleRecords = 50;

// The header is looked for in a copy of the head, so that the source itself need not go back: it may be a pipe.
[[nodiscard]] Result<CsvHeader> learnHeader(const TextSource &source, const CsvDialect &dialect,
                                            const HeaderScore &score)
{
    auto head = TextSource::fromBytes(source.head(), source.name());
    if (!head)
        return failure(std::move(head.error()));
    CsvReader reader(std::move(*head), dialect);
    return findHeader(readSample(reader, SampleRecords), score);
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
