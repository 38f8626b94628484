// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/texttable.h"

#include <algorithm>

namespace perennial {

TextTable::TextTable(const QStringList &titles)
{
    for (const QString &title : titles) {
        m_numbers.push_back(title.startsWith(QLatin1Char('>')));
        m_titles.append(m_numbers.back() ? title.mid(1) : title);
    }
}

void TextTable::add(const QStringList &cells)
{
    Q_ASSERT(cells.size() == m_titles.size());
    m_rows.push_back(cells);
}

QString TextTable::toText() const
{
    std::vector<qsizetype> widths;
    for (qsizetype column = 0; column < m_titles.size(); ++column) {
        qsizetype width = m_titles.at(column).size();
        for (const QStringList &row : m_rows)
            width = std::max(width, row.at(column).size());
        widths.push_back(width);
    }
    QString text = line(m_titles, widths);
    for (const QStringList &row : m_rows)
        text += line(row, widths);
    return text;
}

QString TextTable::line(const QStringList &cells, const std::vector<qsizetype> &widths) const
{
    QString text;
    for (size_t column = 0; column < widths.size(); ++column) {
        const QString &cell = cells.at(static_cast<qsizetype>(column));
        if (column > 0)
            text += QLatin1String("  ");
        text += m_numbers[column] ? cell.rightJustified(widths[column]) : cell.leftJustified(widths[column]);
    }
    while (text.endsWith(QLatin1Char(' ')))
        text.chop(1);
    return text + QLatin1Char('\n');
}

} // namespace perennial
