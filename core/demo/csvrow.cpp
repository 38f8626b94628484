// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/csvrow.h"

namespace perennial {

void CsvRow::begin()
{
    if (!m_first)
        m_text += ',';
    m_first = false;
}

CsvRow &CsvRow::operator<<(std::string_view cell)
{
    begin();
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_text.append(cell.data(), static_cast<qsizetype>(cell.size()));
        return *this;
    }
    m_text += '"';
    for (const char c : cell) {
        if (c == '"')
            m_text += '"';
        m_text += c;
    }
    m_text += '"';
    return *this;
}

CsvRow &CsvRow::operator<<(qint64 number)
{
    begin();
    m_text += QByteArray::number(number);
    return *this;
}

CsvRow &CsvRow::cents(qint64 amount)
{
    begin();
    m_text += QByteArray::number(amount / 100) + '.';
    m_text += static_cast<char>('0' + amount / 10 % 10);
    m_text += static_cast<char>('0' + amount % 10);
    return *this;
}

CsvRow &CsvRow::guarded(std::string_view cell)
{
    begin();
    if (!cell.empty() && (cell.front() == '+' || (cell.front() >= '0' && cell.front() <= '9')))
        m_text += '\'';
    m_text.append(cell.data(), static_cast<qsizetype>(cell.size()));
    return *this;
}

CsvRow &CsvRow::skip(int cells)
{
    while (cells-- > 0)
        begin();
    return *this;
}

} // namespace perennial
