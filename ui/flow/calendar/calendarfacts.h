// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/calendar/calendarfeed.h"

#include <QWidget>

class QVBoxLayout;

namespace perennial {

// What a calendar says of one day, or of the whole time: each number leads to its people.
class CalendarFacts : public QWidget
{
    Q_OBJECT

public:
    explicit CalendarFacts(QWidget *parent = nullptr);

    // `day` -1: the whole time. Null: nothing.
    void show(const CalendarPointer &calendar, int day);

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    void dayWanted(int day);

private:
    void showDay(int day);
    void showWhole();
    // How many of a flow by a channel, and who they were sent to.
    void showFlows(const std::function<quint64(const Traffic &)> &messages,
                   const std::function<ProfileSet(size_t, size_t)> &people);
    void showPersons();
    void addHeading(const QString &text);
    void addText(const QString &text);
    // A line with a bar; a click does what is given.
    void add(const QString &words, quint64 count, double share, std::function<void()> clicked);
    void choose(const QString &title, const ProfileSet &people);

    CalendarPointer m_told;
    QVBoxLayout *m_column;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_lines = nullptr;
};

} // namespace perennial
