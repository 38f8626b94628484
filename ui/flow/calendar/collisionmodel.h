// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/calendar/calendarfeed.h"

#include <QAbstractTableModel>

namespace perennial {

// What would be kept back: a row for a flow, the one it comes behind, and why.
class CollisionModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { FlowColumn, BehindColumn, WhyColumn, MessagesColumn, PeopleColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;

    void setCalendar(const CalendarPointer &calendar);
    [[nodiscard]] const Collision &collision(int row) const
    {
        return m_told->calendar.collisions[static_cast<size_t>(row)];
    }
    // "Win back behind Welcome".
    [[nodiscard]] QString titleOf(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    CalendarPointer m_told;
    std::vector<qint64> m_people; // of each row
};

} // namespace perennial
