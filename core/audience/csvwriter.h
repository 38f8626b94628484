// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>

namespace perennial {

// Who opens the file next.
enum class CsvSafety {
    MarketingTool, // byte-exact cells, RFC 4180 quoting only
    Spreadsheet,   // an apostrophe before cells a spreadsheet would run as a formula
};

// True where a spreadsheet would take the cell for a formula: it begins with = + - @ tab or CR (OWASP CSV Injection),
// and is neither a number nor an E.164 phone.
[[nodiscard]] bool beginsLikeFormula(std::string_view cell);

// Builds CSV lines: comma, CRLF, quotes where RFC 4180 wants them. Counts what a spreadsheet would have run.
class CsvLineWriter
{
public:
    explicit CsvLineWriter(CsvSafety safety)
        : m_safety(safety)
    {
    }

    void addCell(std::string_view cell);
    // The finished line; valid until the next addCell.
    [[nodiscard]] std::string_view endLine();

    [[nodiscard]] qint64 formulaCells() const { return m_formulaCells; }

private:
    void addQuoted(std::string_view cell, bool guarded);

    CsvSafety m_safety;
    std::string m_line;
    bool m_finished = true;
    qint64 m_formulaCells = 0;
};

} // namespace perennial
