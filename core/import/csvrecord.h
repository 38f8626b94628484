// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace perennial {

// Why a record is set aside instead of read.
enum class CsvReject {
    None,
    SurplusCells,  // more cells than the header, and not just empty ones
    UnclosedQuote, // a quote was opened and never closed
    Torn,          // the file ends in the middle of the record
    TooLong,       // beyond CsvLimits
};

// The reject as a whole sentence for people.
[[nodiscard]] QString describe(CsvReject reject);

struct CsvLimits
{
    static constexpr size_t RecordBytes = 16 * 1024 * 1024;
    static constexpr size_t Cells = 100'000;
    static constexpr size_t RawBytes = 4096; // of a record's text, for the table of rejected rows
};

// One record of a CSV file. Cells and raw text live in the reader's buffer until its next next().
class CsvRecord
{
public:
    [[nodiscard]] size_t size() const { return m_spans.size(); }
    // Cells that are missing at the end read as empty.
    [[nodiscard]] std::string_view cell(size_t i) const
    {
        if (i >= m_spans.size())
            return {};
        const Span span = m_spans[i];
        const char *from = span.isUnescaped ? m_unescaped.data() : m_base;
        return {from + span.begin, span.length};
    }
    [[nodiscard]] std::string_view operator[](size_t i) const { return cell(i); }

    // Line of the file on which the record starts, from 1; blank lines and preamble count.
    [[nodiscard]] qint64 line() const { return m_line; }
    // The how-manieth record of the file it is, from 1; the header counts, blank lines do not.
    [[nodiscard]] qint64 ordinal() const { return m_ordinal; }

    [[nodiscard]] CsvReject reject() const { return m_reject; }
    [[nodiscard]] bool isRejected() const { return m_reject != CsvReject::None; }
    // A quote inside a quoted cell was not doubled and has been taken as text: worth a warning.
    [[nodiscard]] bool hasStrayQuote() const { return m_hasStrayQuote; }
    // Fewer cells than the header has: worth a warning.
    [[nodiscard]] bool hasMissingCells() const { return m_hasMissingCells; }

    // The record as it stands in the file, without its line end, cut after CsvLimits::RawBytes.
    [[nodiscard]] std::string_view raw() const { return m_raw; }

private:
    friend class CsvScanner;
    friend class CsvReader;

    struct Span
    {
        quint32 begin;
        quint32 length : 30;
        quint32 isEscaped : 1;   // holds doubled quotes (or backslashes) still to be resolved
        quint32 isUnescaped : 1; // begins in m_unescaped
    };

    void clear();
    void addCell(size_t begin, size_t end, bool isEscaped)
    {
        m_spans.push_back({quint32(begin), quint32(end - begin) & 0x3fffffff, isEscaped, false});
    }
    void setText(std::string_view text);
    void unescape(char escape);

    std::vector<Span> m_spans;
    const char *m_base = nullptr;
    std::string m_unescaped;
    std::string_view m_raw;
    qint64 m_line = 0;
    qint64 m_ordinal = 0;
    CsvReject m_reject = CsvReject::None;
    bool m_hasStrayQuote = false;
    bool m_hasMissingCells = false;
};

} // namespace perennial
