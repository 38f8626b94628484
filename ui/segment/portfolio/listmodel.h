// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/listshelf.h"
#include "ui/segment/portfolio/namedelegate.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace perennial {

// A list as the table shows it.
struct ListLine
{
    SavedList list;
    QString segment;  // its name when it was frozen
    QString sentence; // what the segment said then; else the list's note
};

[[nodiscard]] ListLine lineOf(const SavedList &list);
// "Lapsed buyers v7, as of 3 Nov 2026 London"
[[nodiscard]] QString madeFrom(const ListLine &line, const QTimeZone &zone);

class ListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, CountColumn, OriginColumn, CreatedColumn, ColumnCount };
    enum Role { SentenceRole = NameDelegate::SentenceRole, ListIdRole, SortRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(std::vector<ListLine> lines);
    void setZone(const QTimeZone &zone) { m_zone = zone; }
    void remove(ListId id);
    [[nodiscard]] const std::vector<ListLine> &lines() const { return m_lines; }
    [[nodiscard]] const ListLine *line(ListId id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void renamed(perennial::ListId id, const QString &name);

private:
    [[nodiscard]] QString text(const ListLine &line, int column) const;
    [[nodiscard]] QVariant sortKey(const ListLine &line, int column) const;
    [[nodiscard]] int rowOf(ListId id) const;

    std::vector<ListLine> m_lines;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace perennial
