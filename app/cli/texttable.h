// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace perennial {

// Columns of text for a terminal: texts to the left, numbers to the right, two blanks between.
class TextTable
{
public:
    // A column whose title begins with '>' is one of numbers.
    explicit TextTable(const QStringList &titles);

    void add(const QStringList &cells);
    [[nodiscard]] QString toText() const;

private:
    [[nodiscard]] QString line(const QStringList &cells, const std::vector<qsizetype> &widths) const;

    QStringList m_titles;
    std::vector<bool> m_numbers;
    std::vector<QStringList> m_rows;
};

} // namespace perennial
