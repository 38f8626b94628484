// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/csvscanner.h"
#include "core/import/textsource.h"

#include <optional>

namespace perennial {

// Reads a CSV text record by record, however large it is, and mends or sets aside what is broken:
// a broken record costs itself and not its neighbours. A plain value for one thread; several readers may run at once.
class CsvReader
{
public:
    static constexpr size_t ChunkBytes = 1024 * 1024;

    // Reads from the source's present position on. The chunk size has no influence on what is read.
    explicit CsvReader(TextSource source, const CsvDialect &dialect, size_t chunkBytes = ChunkBytes);

    // The number of cells the header has. From then on records with surplus, missing or torn-off cells are told;
    // before, records come as they are. 0 takes it back.
    void setExpectedCells(size_t cells) { m_expected = cells; }

    // The next record, good or rejected; false at the end of the file and after error().
    [[nodiscard]] bool next(CsvRecord &record);

    // Set when the input failed on the way (a cut gzip file, a disk error): what was read before is good.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

    [[nodiscard]] const TextSource &source() const { return m_source; }
    [[nodiscard]] const CsvDialect &dialect() const { return m_dialect; }
    [[nodiscard]] qint64 bytesDone() const { return m_source.bytesDone(); }
    [[nodiscard]] qint64 bytesTotal() const { return m_source.bytesTotal(); }

private:
    [[nodiscard]] bool skipLineEnds();
    void skipSepLine();
    void readRecord(CsvRecord &record);
    void complete(CsvRecord &record);
    void judgeWidth(CsvRecord &record);
    void rejectUnclosed(CsvRecord &record);
    void rejectTooLong(CsvRecord &record);
    void reject(CsvRecord &record, CsvReject why, size_t end);
    void skipLine();
    [[nodiscard]] bool isFiller(const CsvRecord &record) const;

    // A line with surplus cells begins a row too: one that is rejected for itself.
    enum class Width { Exact, OrMore };
    [[nodiscard]] std::optional<size_t> findFittingLine(size_t from, size_t to, Width allowed);
    [[nodiscard]] std::optional<size_t> nextLine(size_t from) const;
    [[nodiscard]] bool fits(size_t line, Width allowed, size_t &budget);
    [[nodiscard]] size_t lineLength(size_t line);
    [[nodiscard]] bool probe(size_t line, size_t maxBytes, Width allowed);
    [[nodiscard]] bool isHurried() const;
    [[nodiscard]] size_t width() const { return m_expected > 0 ? m_expected : m_dialect.commonCells; }

    bool fill();
    void makeRoom(size_t bytes);
    void showText();
    [[nodiscard]] std::string_view text() const { return {m_buffer.data(), m_size}; }
    [[nodiscard]] qint64 countLineEnds(size_t from, size_t to) const;

    TextSource m_source;
    CsvDialect m_dialect;
    size_t m_chunkBytes;
    size_t m_expected = 0;
    CsvScanner m_scanner;
    CsvScanner m_probe;
    CsvRecord m_probeRecord;
    std::optional<Error> m_error;

    std::vector<char> m_buffer;
    size_t m_size = 0;
    size_t m_start = 0; // of the record under way
    bool m_isAtEnd = false;
    bool m_isSepLineAhead;
    std::string m_rejectedText;
    qint64 m_line = 1;
    qint64 m_ordinal = 0;
    qint64 m_consumedBytes = 0;
    qint64 m_rereadBytes = 0; // read ahead in vain, looking for a closing quote
};

} // namespace perennial
