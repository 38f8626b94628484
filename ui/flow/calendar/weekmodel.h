// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/calendar/calendarfeed.h"

#include <QAbstractTableModel>
#include <QDate>

#include <set>

namespace perennial {

// A calendar as weeks, the newest first: a row a week, a column a day, from the first day of the locale's week.
class WeekModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        DayRole = Qt::UserRole + 1, // its place in the calendar; -1: outside its range
        ShadeRole,                  // 0 to 1: against the fullest day
        MarkRole,                   // "Black Friday", "Today"; empty: an ordinary day
        MonthRole,                  // begins a month: its name
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setCalendar(const CalendarPointer &calendar, const QDate &today);
    // Nothing: all channels together.
    void setChannel(std::optional<MessageChannel> channel);
    [[nodiscard]] QModelIndex indexOfDay(int day) const;
    [[nodiscard]] int dayOf(const QModelIndex &index) const; // -1: none
    [[nodiscard]] QDate dateOf(int day) const;
    [[nodiscard]] quint64 messagesOn(int day) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void measure();
    [[nodiscard]] QDate dateAt(int row, int column) const;
    [[nodiscard]] QString markOf(qint64 day) const;
    [[nodiscard]] QString toldOf(int day) const;

    CalendarPointer m_told;
    QDate m_today;
    QDate m_lastWeek; // the first day of the newest week
    int m_weeks = 0;
    std::optional<MessageChannel> m_channel;
    std::vector<quint64> m_messages; // by day
    quint64 m_most = 0;
    std::set<qint64> m_blackFridays;
};

} // namespace perennial
