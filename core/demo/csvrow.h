// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string_view>

namespace perennial {

// Appends one CSV record to a text, cell by cell: quotes where RFC 4180 wants them, ends with LF.
class CsvRow
{
public:
    explicit CsvRow(QByteArray &text)
        : m_text(text)
    {
    }
    CsvRow(const CsvRow &) = delete;
    CsvRow &operator=(const CsvRow &) = delete;
    ~CsvRow() { m_text += '\n'; }

    CsvRow &operator<<(std::string_view cell);
    CsvRow &operator<<(qint64 number);
    CsvRow &cents(qint64 amount);
    // With the apostrophe that keeps a spreadsheet from taking it for a number, where it looks like one.
    CsvRow &guarded(std::string_view cell);
    CsvRow &skip(int cells);

private:
    void begin();

    QByteArray &m_text;
    bool m_first = true;
};

} // namespace perennial
