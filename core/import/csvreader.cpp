// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/csvreader.h"

#include <algorithm>
#include <cstring>

namespace perennial {
namespace {

constexpr size_t Slack = MarkFinder::BlockBytes;
// How far a line is read on to learn whether it begins a record of the right width.
constexpr size_t ProbeBytes = 64 * 1024;
// Every row of a file may open a quote that nothing closes, and each of them is read far ahead in vain. When this has
// cost several times the file, records in it are taken to be this short, so that a hopeless file still ends soon.
constexpr size_t HurriedBytes = 1024;
constexpr qint64 PatientBytes = 64 * 1024 * 1024;

[[nodiscard]] bool isBlank(std::string_view cell)
{
    return cell.find_first_not_of(" \t\x1a") == std::string_view::npos;
}

// Surplus cells do not count when they are empty.
[[nodiscard]] bool hasWidth(const CsvRecord &record, size_t width)
{
    for (size_t i = width; i < record.size(); ++i) {
        if (!isBlank(record[i]))
            return false;
    }
    return record.size() >= width;
}

[[nodiscard]] bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

} // namespace

CsvReader::CsvReader(TextSource source, const CsvDialect &dialect, size_t chunkBytes)
    : m_source(std::move(source))
    , m_dialect(dialect)
    , m_chunkBytes(chunkBytes)
    , m_scanner(dialect)
    , m_probe(dialect)
    , m_buffer(2 * chunkBytes + Slack)
    , m_isSepLineAhead(dialect.hasSepLine)
{
    showText();
}

bool CsvReader::next(CsvRecord &record)
{
    if (m_isSepLineAhead)
        skipSepLine();
    do {
        if (!skipLineEnds())
            return false;
        readRecord(record);
    } while (isFiller(record));
    record.m_ordinal = ++m_ordinal;
    return true;
}

void CsvReader::skipSepLine()
{
    m_isSepLineAhead = false;
    skipLine();
}

// Blank lines between records are no records.
bool CsvReader::skipLineEnds()
{
    for (;;) {
        if (m_start == m_size && !fill())
            return false;
        const char c = m_buffer[m_start];
        if (!isLineEnd(c))
            return true;
        if (c == '\r' && m_start + 1 == m_size)
            fill();
        const bool isCrLf = c == '\r' && m_start + 1 < m_size && m_buffer[m_start + 1] == '\n';
        m_start += isCrLf ? 2 : 1;
        ++m_line;
    }
}

// A lone line of blanks, or the Ctrl-Z old programs end files with, is no row of a table with several columns.
bool CsvReader::isFiller(const CsvRecord &record) const
{
    return m_expected > 1 && record.size() == 1 && isBlank(record[0]) && record.reject() != CsvReject::TooLong;
}

void CsvReader::readRecord(CsvRecord &record)
{
    record.m_line = m_line;
    m_scanner.begin(m_start, record, isHurried() ? HurriedBytes : CsvLimits::RecordBytes);
    size_t tried = 0;
    for (;;) {
        switch (m_scanner.advance(record)) {
        case CsvScanner::Step::NeedMore:
            fill();
            break;
        case CsvScanner::Step::Complete:
            return complete(record);
        case CsvScanner::Step::Unclosed:
            return rejectUnclosed(record);
        case CsvScanner::Step::TooLong:
            return rejectTooLong(record);
        case CsvScanner::Step::Suspect: {
            const size_t here = m_scanner.position() - m_start;
            const auto line = width() > 0 ? findFittingLine(tried, here, Width::OrMore) : std::nullopt;
            if (line)
                return reject(record, CsvReject::UnclosedQuote, *line);
            tried = here - 1;
            break;
        }
        case CsvScanner::Step::Continue:
            Q_UNREACHABLE();
        }
    }
}

void CsvReader::complete(CsvRecord &record)
{
    record.m_base = m_buffer.data() + m_start;
    // Quotes that happen to close some lines later have swallowed records, if these read well without them.
    if (m_scanner.lineEnds() > 0 && width() > 1 && !hasWidth(record, width())) {
        if (const auto line = findFittingLine(0, m_scanner.recordEnd() - m_start, Width::Exact))
            return reject(record, CsvReject::UnclosedQuote, *line);
    }
    record.setText(text().substr(m_start, m_scanner.recordEnd() - m_start));
    record.unescape(m_dialect.backslashEscapes ? '\\' : '"');
    judgeWidth(record);
    m_line += m_scanner.lineEnds() + (m_scanner.isAtTextEnd() ? 0 : 1);
    m_consumedBytes += qint64(m_scanner.nextRecord() - m_start);
    m_start = m_scanner.nextRecord();
}

void CsvReader::judgeWidth(CsvRecord &record)
{
    if (m_expected == 0 || record.size() == m_expected)
        return;
    if (record.size() < m_expected) {
        record.m_hasMissingCells = true;
        if (m_scanner.isAtTextEnd())
            record.m_reject = CsvReject::Torn;
        else if (m_scanner.sawOpeningStray())
            record.m_reject = CsvReject::UnclosedQuote;
    } else if (hasWidth(record, m_expected)) {
        record.m_spans.resize(m_expected);
    } else {
        record.m_reject = CsvReject::SurplusCells;
    }
}

void CsvReader::rejectUnclosed(CsvRecord &record)
{
    const auto line = findFittingLine(0, m_size - m_start, Width::OrMore);
    const bool isTorn = !line && !isLineEnd(m_buffer[m_size - 1]);
    reject(record, isTorn ? CsvReject::Torn : CsvReject::UnclosedQuote, line.value_or(m_size - m_start));
}

void CsvReader::rejectTooLong(CsvRecord &record)
{
    if (m_scanner.isInQuotes()) {
        if (const auto line = findFittingLine(0, m_scanner.position() - m_start, Width::OrMore))
            return reject(record, CsvReject::UnclosedQuote, *line);
    }
    reject(record, CsvReject::TooLong, m_scanner.position() - m_start);
    skipLine();
}

// Sets aside the text up to `end` (from the record's start); the next record starts there.
void CsvReader::reject(CsvRecord &record, CsvReject why, size_t end)
{
    const std::string_view rejected = text().substr(m_start, end);
    const size_t last = rejected.find_last_not_of("\r\n");
    m_rejectedText = rejected.substr(0, std::min(last == rejected.npos ? 0 : last + 1, CsvLimits::RawBytes + 4));
    record.clear();
    record.setText(m_rejectedText);
    record.m_reject = why;
    m_line += countLineEnds(m_start, m_start + end);
    m_consumedBytes += qint64(end);
    m_rereadBytes += qint64(m_scanner.position() - m_start) - qint64(end);
    m_start += end;
}

// Passes over the rest of a line without keeping it.
void CsvReader::skipLine()
{
    for (;;) {
        m_start = findLineEnd(text(), m_start);
        if (m_start < m_size || !fill())
            break;
    }
    if (m_start == m_size)
        return;
    if (m_buffer[m_start] == '\r' && m_start + 1 == m_size)
        fill();
    m_start += text().substr(m_start).starts_with("\r\n") ? 2 : 1;
    ++m_line;
}

// The first line that starts after `from` and before `to` and reads as a record of the right width; offsets from the
// record's start. Without a known width any line will do.
std::optional<size_t> CsvReader::findFittingLine(size_t from, size_t to, Width allowed)
{
    size_t budget = CsvLimits::RecordBytes;
    auto line = nextLine(from);
    while (line && *line < to && !fits(*line, allowed, budget))
        line = nextLine(*line);
    return line && *line < to ? line : std::nullopt;
}

std::optional<size_t> CsvReader::nextLine(size_t from) const
{
    const size_t end = findLineEnd(text(), m_start + from);
    if (end == m_size)
        return std::nullopt;
    return end + (text().substr(end).starts_with("\r\n") ? 2 : 1) - m_start;
}

// Looks at the line alone first, which mostly tells; then on to where the quotes open at its end are closed.
bool CsvReader::fits(size_t line, Width allowed, size_t &budget)
{
    if (width() == 0 || probe(line, lineLength(line), allowed))
        return true;
    if (!m_probe.isInQuotes() || isHurried())
        return false;
    const bool doesFit = probe(line, std::clamp(budget, HurriedBytes, ProbeBytes), allowed);
    budget -= std::min(budget, m_probe.position() - m_start - line);
    return doesFit;
}

// With its line end, as far as a probe looks.
size_t CsvReader::lineLength(size_t line)
{
    for (;;) {
        const size_t length = findLineEnd(text(), m_start + line) - m_start - line + 1;
        const bool isWhole = m_start + line + length <= m_size;
        if (isWhole || length >= ProbeBytes || !fill())
            return std::min(length, ProbeBytes);
    }
}

// Does a line have the right number of cells: as a record of `maxBytes` at most, as the first line of one whose last
// cell goes on, or if the quote that is open at its end was no quote (it may be broken in the same way)?
bool CsvReader::probe(size_t line, size_t maxBytes, Width allowed)
{
    m_probe.begin(m_start + line, m_probeRecord, maxBytes);
    auto step = m_probe.advance(m_probeRecord);
    while (step == CsvScanner::Step::NeedMore) {
        fill();
        step = m_probe.advance(m_probeRecord);
    }
    m_rereadBytes += qint64(m_probe.position() - m_start - line);
    if (m_probe.cellsOnFirstLine() == width() || m_probe.cellsWithoutQuote() == width())
        return true;
    m_probeRecord.m_base = m_buffer.data() + m_start + line;
    const bool isWider = allowed == Width::OrMore && m_probeRecord.size() > width();
    return step == CsvScanner::Step::Complete && (isWider || hasWidth(m_probeRecord, width()));
}

bool CsvReader::isHurried() const
{
    return m_rereadBytes > PatientBytes + 4 * m_consumedBytes;
}

qint64 CsvReader::countLineEnds(size_t from, size_t to) const
{
    qint64 count = 0;
    const std::string_view part = text().substr(0, to);
    for (size_t end = findLineEnd(part, from); end < to; end = findLineEnd(part, end)) {
        end += part.substr(end).starts_with("\r\n") ? 2 : 1;
        ++count;
    }
    return count;
}

// Appends more text; false at the end. Offsets into the buffer may shift with m_start.
bool CsvReader::fill()
{
    if (m_isAtEnd)
        return false;
    const auto more = m_source.read(m_chunkBytes);
    if (!more)
        m_error = more.error();
    m_isAtEnd = !more || more->empty();
    if (!m_isAtEnd) {
        makeRoom(more->size());
        std::memcpy(m_buffer.data() + m_size, more->data(), more->size());
        m_size += more->size();
    }
    showText();
    return !m_isAtEnd;
}

void CsvReader::makeRoom(size_t bytes)
{
    if (m_size + bytes + Slack <= m_buffer.size())
        return;
    std::memmove(m_buffer.data(), m_buffer.data() + m_start, m_size - m_start);
    m_scanner.shift(m_start);
    m_probe.shift(m_start);
    m_size -= m_start;
    m_start = 0;
    if (m_size + bytes + Slack > m_buffer.size())
        m_buffer.resize(2 * m_buffer.size());
}

void CsvReader::showText()
{
    m_scanner.setText(m_buffer.data(), m_size, m_isAtEnd);
    m_probe.setText(m_buffer.data(), m_size, m_isAtEnd);
}

} // namespace perennial
