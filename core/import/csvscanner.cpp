// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/csvscanner.h"

#include <algorithm>

namespace perennial {

CsvScanner::CsvScanner(const CsvDialect &dialect)
    : m_delimiter(dialect.delimiter)
    , m_marks(dialect.delimiter, dialect.backslashEscapes)
{
}

void CsvScanner::setText(const char *base, size_t size, bool isAtEnd)
{
    m_base = base;
    m_size = size;
    m_isTextAtEnd = isAtEnd;
    m_marks.setText(base, size);
}

void CsvScanner::shift(size_t bytes)
{
    for (size_t *offset : {&m_start, &m_at, &m_cell, &m_contentEnd, &m_end, &m_next})
        *offset -= std::min(*offset, bytes);
}

void CsvScanner::begin(size_t at, CsvRecord &record, size_t maxBytes)
{
    record.clear();
    m_start = at;
    m_maxBytes = maxBytes;
    m_end = at;
    m_next = at;
    m_lineEnds = 0;
    m_cellsOnFirstLine = 0;
    m_cellsWithoutQuote = 0;
    m_sawOpeningStray = false;
    m_sawDoubling = false;
    m_sawBackslash = false;
    m_isInQuotes = false;
    openCell(at);
}

CsvScanner::Step CsvScanner::advance(CsvRecord &record)
{
    const size_t limit = std::min(m_size, m_start + m_maxBytes + 1);
    for (;;) {
        const size_t at = m_marks.next(m_at);
        if (at >= limit)
            return stop(record, limit);
        const Step step = m_isInQuotes ? readQuoted(at, record) : readPlain(at, record);
        if (step != Step::Continue)
            return step;
    }
}

CsvScanner::Step CsvScanner::stop(CsvRecord &record, size_t limit)
{
    m_at = std::max(m_at, limit);
    if (limit > m_start + m_maxBytes)
        return Step::TooLong;
    if (!m_isTextAtEnd)
        return Step::NeedMore;
    m_end = m_next = m_size;
    if (m_isInQuotes)
        return Step::Unclosed;
    addCell(m_size, record);
    return Step::Complete;
}

CsvScanner::Step CsvScanner::readPlain(size_t at, CsvRecord &record)
{
    const char c = m_base[at];
    if (c == m_delimiter) {
        addCell(at, record);
        openCell(at + 1);
        return record.size() < CsvLimits::Cells ? Step::Continue : Step::TooLong;
    }
    if (c == '\n' || c == '\r')
        return endRecord(at, record);
    m_isInQuotes = c == '"' && at == m_cell;
    m_at = at + 1;
    return Step::Continue;
}

CsvScanner::Step CsvScanner::endRecord(size_t at, CsvRecord &record)
{
    const int next = m_base[at] == '\r' ? peek(at + 1) : EndOfText;
    if (next == Unknown) {
        m_at = at;
        return Step::NeedMore;
    }
    addCell(at, record);
    m_end = at;
    m_next = at + (next == '\n' ? 2 : 1);
    return Step::Complete;
}

CsvScanner::Step CsvScanner::readQuoted(size_t at, CsvRecord &record)
{
    const char c = m_base[at];
    if (c == '"')
        return readQuote(at, record);
    if (c == '\\' && c != m_delimiter)
        return readBackslash(at);
    if (c == '\r' && peek(at + 1) == Unknown) {
        m_at = at;
        return Step::NeedMore;
    }
    if (c == '\n' || (c == '\r' && peek(at + 1) != '\n'))
        countLineEnd(at, record);
    m_at = at + 1;
    return Step::Continue;
}

CsvScanner::Step CsvScanner::readBackslash(size_t at)
{
    const int next = peek(at + 1);
    m_at = next == Unknown ? at : at + (next == '"' ? 2 : 1);
    m_isEscaped |= next == '"';
    m_sawBackslash |= next == '"';
    return next == Unknown ? Step::NeedMore : Step::Continue;
}

// A quote inside quotes: doubled it is text, before a delimiter or record end it closes the cell, else it is a stray.
// Who leaves one quote undoubled does not double the others: after a stray, `""` before the cell's end is text and
// close.
CsvScanner::Step CsvScanner::readQuote(size_t at, CsvRecord &record)
{
    const int next = peek(at + 1);
    const int afterNext = next == '"' && m_hasStray ? peek(at + 2) : EndOfText;
    if (next == Unknown || afterNext == Unknown) {
        m_at = at;
        return Step::NeedMore;
    }
    if (next == '"' && m_hasStray && endsCell(afterNext)) {
        closeQuotes(at + 1, at + 2);
    } else if (next == '"') {
        m_isEscaped = true;
        m_sawDoubling = true;
        m_at = at + 2;
    } else if (endsCell(next)) {
        closeQuotes(at, at + 1);
    } else {
        return readStray(at, record);
    }
    return Step::Continue;
}

CsvScanner::Step CsvScanner::readStray(size_t at, CsvRecord &record)
{
    const bool isOpening = looksLikeOpening(at);
    record.m_hasStrayQuote = true;
    m_hasStray = true;
    m_sawOpeningStray |= isOpening;
    m_at = at + 1;
    return isOpening && m_hasLineEnd ? Step::Suspect : Step::Continue;
}

// Quotes in a row stand for one: `,"""text` opens a cell whose text begins with a quote.
bool CsvScanner::looksLikeOpening(size_t at) const
{
    while (at > m_cell + 1 && m_base[at - 1] == '"')
        --at;
    const char before = m_base[at - 1];
    return at > m_cell + 1 && (before == m_delimiter || before == '\n' || before == '\r');
}

int CsvScanner::peek(size_t at) const
{
    if (at < m_size)
        return static_cast<unsigned char>(m_base[at]);
    return m_isTextAtEnd ? EndOfText : Unknown;
}

bool CsvScanner::endsCell(int next) const
{
    return next == m_delimiter || next == '\n' || next == '\r' || next == EndOfText;
}

void CsvScanner::countLineEnd(size_t at, const CsvRecord &record)
{
    if (m_lineEnds == 0) {
        m_cellsOnFirstLine = record.size() + 1;
        m_cellsWithoutQuote = m_cellsOnFirstLine + size_t(std::count(m_base + m_cell, m_base + at, m_delimiter));
    }
    ++m_lineEnds;
    m_hasLineEnd = true;
}

void CsvScanner::closeQuotes(size_t contentEnd, size_t next)
{
    m_isInQuotes = false;
    m_isQuoted = true;
    m_contentEnd = contentEnd;
    m_at = next;
}

void CsvScanner::addCell(size_t end, CsvRecord &record)
{
    if (m_isQuoted)
        record.addCell(m_cell + 1 - m_start, m_contentEnd - m_start, m_isEscaped);
    else
        record.addCell(m_cell - m_start, end - m_start, false);
}

void CsvScanner::openCell(size_t at)
{
    m_cell = at;
    m_at = at;
    m_isQuoted = false;
    m_isEscaped = false;
    m_hasStray = false;
    m_hasLineEnd = false;
}

} // namespace perennial
