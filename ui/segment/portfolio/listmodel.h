// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/listshelf.h"
#include "ui/segment/portfolio/linemodel.h"
#include "ui/segment/portfolio/namedelegate.h"

#include <QTimeZone>

namespace perennial {

// A list as the table shows it.
struct ListLine
{
    SavedList list;
    QString segment;  // its name when it was frozen
    QString sentence; // what the segment said then; else the list's note
};

[[nodiscard]] inline ListId idOf(const ListLine &line)
{
    return line.list.id;
}
[[nodiscard]] inline QString &nameOf(ListLine &line)
{
    return line.list.name;
}
[[nodiscard]] inline const QString &nameOf(const ListLine &line)
{
    return line.list.name;
}

[[nodiscard]] ListLine lineOf(const SavedList &list);
// "Lapsed buyers v7, as of 3 Nov 2026 London"
[[nodiscard]] QString madeFrom(const ListLine &line, const QTimeZone &zone);

class ListModel : public LineModel<ListLine>
{
    Q_OBJECT

public:
    enum Column { NameColumn, CountColumn, OriginColumn, CreatedColumn, ColumnCount };
    enum Role { SentenceRole = NameDelegate::SentenceRole, ListIdRole, SortRole };

    using LineModel::LineModel;

    void setZone(const QTimeZone &zone) { m_zone = zone; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void renamed(perennial::ListId id, const QString &name);

protected:
    void noteRenamed(const ListLine &line) override { Q_EMIT renamed(line.list.id, line.list.name); }

private:
    [[nodiscard]] QString text(const ListLine &line, int column) const;
    [[nodiscard]] QVariant sortKey(const ListLine &line, int column) const;

    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace perennial
