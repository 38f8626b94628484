// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/bytescan.h"
#include "core/import/csvdialect.h"
#include "core/import/csvrecord.h"

namespace perennial {

// Cuts one record at a time into cells, in a text that may still grow: it stops where it needs more and goes on there.
// It knows quotes and line ends, but not what is a right record: that is the reader's.
class CsvScanner
{
public:
    enum class Step {
        Continue, // only within advance()
        NeedMore, // append to the text, setText(), advance() again
        Complete, // the record is done; the next one starts at nextRecord()
        Suspect,  // a quote at the start of what looks like a cell of a later line; advance() again takes it as text
        Unclosed, // the text ends inside quotes
        TooLong,
    };

    explicit CsvScanner(const CsvDialect &dialect);

    // The text must be readable for MarkFinder::BlockBytes beyond its size; what was scanned must not change.
    void setText(const char *base, size_t size, bool isAtEnd);
    // The text has lost `bytes` at its front; setText() follows.
    void shift(size_t bytes);

    // Starts a record at an offset of the text; it may have `maxBytes` at most.
    void begin(size_t at, CsvRecord &record, size_t maxBytes = CsvLimits::RecordBytes);
    [[nodiscard]] Step advance(CsvRecord &record);

    // Valid after Complete, as offsets of the text.
    [[nodiscard]] size_t recordEnd() const { return m_end; }
    [[nodiscard]] size_t nextRecord() const { return m_next; }
    // Ended by the end of the text and not by a line end.
    [[nodiscard]] bool isAtTextEnd() const { return m_end == m_next; }

    [[nodiscard]] size_t position() const { return m_at; }
    [[nodiscard]] bool isInQuotes() const { return m_isInQuotes; }
    // Line ends passed inside quotes so far, and the cells there were when the first of them came (0 without one).
    [[nodiscard]] qint64 lineEnds() const { return m_lineEnds; }
    [[nodiscard]] size_t cellsOnFirstLine() const { return m_cellsOnFirstLine; }
    // The same if the quote that was open then had been plain text.
    [[nodiscard]] size_t cellsWithoutQuote() const { return m_cellsWithoutQuote; }
    // One of the stray quotes stood where a cell would begin.
    [[nodiscard]] bool sawOpeningStray() const { return m_sawOpeningStray; }
    [[nodiscard]] bool sawDoubling() const { return m_sawDoubling; }
    [[nodiscard]] bool sawBackslash() const { return m_sawBackslash; }

private:
    static constexpr int EndOfText = -1;
    static constexpr int Unknown = -2;

    [[nodiscard]] int peek(size_t at) const;
    [[nodiscard]] bool endsCell(int next) const;
    [[nodiscard]] Step stop(CsvRecord &record, size_t limit);
    [[nodiscard]] Step readPlain(size_t at, CsvRecord &record);
    [[nodiscard]] Step readQuoted(size_t at, CsvRecord &record);
    [[nodiscard]] Step readBackslash(size_t at);
    [[nodiscard]] Step readQuote(size_t at, CsvRecord &record);
    [[nodiscard]] Step readStray(size_t at, CsvRecord &record);
    [[nodiscard]] Step endRecord(size_t at, CsvRecord &record);
    [[nodiscard]] bool looksLikeOpening(size_t at) const;
    void countLineEnd(size_t at, const CsvRecord &record);
    void closeQuotes(size_t contentEnd, size_t next);
    void addCell(size_t end, CsvRecord &record);
    void openCell(size_t at);

    char m_delimiter;
    MarkFinder m_marks;
    const char *m_base = nullptr;
    size_t m_size = 0;
    bool m_isTextAtEnd = false;

    size_t m_start = 0;
    size_t m_maxBytes = 0;
    size_t m_at = 0;
    size_t m_cell = 0;
    size_t m_contentEnd = 0;
    size_t m_end = 0;
    size_t m_next = 0;
    qint64 m_lineEnds = 0;
    size_t m_cellsOnFirstLine = 0;
    size_t m_cellsWithoutQuote = 0;
    bool m_isInQuotes = false;
    bool m_isQuoted = false;
    bool m_isEscaped = false;
    bool m_hasStray = false;
    bool m_hasLineEnd = false;
    bool m_sawOpeningStray = false;
    bool m_sawDoubling = false;
    bool m_sawBackslash = false;
};

} // namespace perennial
