// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <vector>

namespace perennial {

// The dull part of a table of named things, a row each: finding a line, taking it out, renaming it in its first column.
// A line tells idOf() and nameOf().
template <class Line>
class LineModel : public QAbstractTableModel
{
public:
    using LineId = decltype(idOf(std::declval<const Line &>()));

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(std::vector<Line> lines)
    {
        beginResetModel();
        m_lines = std::move(lines);
        endResetModel();
    }

    void remove(LineId id)
    {
        const int row = rowOf(id);
        if (row < 0)
            return;
        beginRemoveRows({}, row, row);
        m_lines.erase(m_lines.begin() + row);
        endRemoveRows();
    }

    [[nodiscard]] const std::vector<Line> &lines() const { return m_lines; }
    [[nodiscard]] const Line *line(LineId id) const
    {
        const int row = rowOf(id);
        return row < 0 ? nullptr : &lineAt(row);
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (const Line &line : m_lines)
            names.append(nameOf(line));
        return names;
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
    }

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
        return index.column() == 0 ? flags | Qt::ItemIsEditable : flags;
    }

    bool setData(const QModelIndex &index, const QVariant &value, int role) override
    {
        const QString name = value.toString().trimmed();
        if (role != Qt::EditRole || index.column() != 0 || name.isEmpty())
            return false;
        Line &line = m_lines[static_cast<size_t>(index.row())];
        if (nameOf(line) == name)
            return false;
        nameOf(line) = name;
        Q_EMIT dataChanged(index, index);
        noteRenamed(line);
        return true;
    }

protected:
    [[nodiscard]] const Line &lineAt(int row) const { return m_lines[static_cast<size_t>(row)]; }

    [[nodiscard]] int rowOf(LineId id) const
    {
        const auto found = std::ranges::find_if(m_lines, [id](const Line &line) { return idOf(line) == id; });
        return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
    }

    // Changes a line and tells that these of its columns are others.
    template <class Change>
    void changeLine(LineId id, int firstColumn, int lastColumn, Change change)
    {
        const int row = rowOf(id);
        if (row < 0)
            return;
        change(m_lines[static_cast<size_t>(row)]);
        Q_EMIT dataChanged(index(row, firstColumn), index(row, lastColumn));
    }

    // The same with all of them, told once: a table that is sorted by it sorts once.
    template <class Change>
    void changeLines(int firstColumn, int lastColumn, Change change)
    {
        std::ranges::for_each(m_lines, change);
        if (!m_lines.empty())
            Q_EMIT dataChanged(index(0, firstColumn), index(rowCount() - 1, lastColumn));
    }

    virtual void noteRenamed(const Line &line) = 0;

private:
    std::vector<Line> m_lines;
};

} // namespace perennial
