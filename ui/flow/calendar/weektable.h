// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/calendar/weekmodel.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace perennial {

// A day: its number on a ground that is the stronger the more is sent.
class DayDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

// The weeks of a calendar: arrows walk from day to day, Escape leaves them all.
class WeekTable : public QTableView
{
    Q_OBJECT

public:
    explicit WeekTable(QWidget *parent = nullptr);

    void setCalendar(const CalendarPointer &calendar, const QDate &today);
    void setChannel(std::optional<MessageChannel> channel) { m_model->setChannel(channel); }
    void showDay(int day);
    // Of the day that is chosen; invalid: none.
    [[nodiscard]] QDate chosenDate() const;
    // Nothing where it lies outside.
    void showDate(const QDate &date);
    [[nodiscard]] const WeekModel &weeks() const { return *m_model; }

Q_SIGNALS:
    // -1: none.
    void dayChosen(int day);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    WeekModel *m_model;
    bool m_isFilling = false;
};

} // namespace perennial
