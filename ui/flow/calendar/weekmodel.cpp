// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/weekmodel.h"

#include "core/flow/calendar/saleweekends.h"
#include "ui/flow/calendar/calendarwords.h"
#include "ui/widgets/format.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr int DaysOfWeek = 7;

QDate weekOf(const QDate &date)
{
    const int since = (date.dayOfWeek() - QLocale().firstDayOfWeek() + DaysOfWeek) % DaysOfWeek;
    return date.addDays(-since);
}

} // namespace

void WeekModel::setCalendar(const CalendarPointer &calendar, const QDate &today)
{
    beginResetModel();
    m_told = calendar;
    m_today = today;
    m_weeks = 0;
    m_blackFridays.clear();
    if (m_told) {
        const QDate first = calendarwords::dateOf(m_told->calendar.firstDay);
        const QDate last = first.addDays(m_told->calendar.days - 1);
        m_lastWeek = weekOf(last);
        m_weeks = static_cast<int>(weekOf(first).daysTo(m_lastWeek)) / DaysOfWeek + 1;
        for (int year = first.year(); year <= last.year(); ++year)
            m_blackFridays.insert(saleThursdayOf(year) + 1);
    }
    measure();
    endResetModel();
}

void WeekModel::setChannel(std::optional<MessageChannel> channel)
{
    m_channel = channel;
    measure();
    if (m_weeks > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_weeks - 1, DaysOfWeek - 1));
}

void WeekModel::measure()
{
    m_messages.clear();
    m_most = 0;
    if (!m_told)
        return;
    const MessageCalendar &calendar = m_told->calendar;
    for (int day = 0; day < calendar.days; ++day) {
        m_messages.push_back(m_channel ? calendar.messagesOn(day, *m_channel) : calendar.messagesOn(day));
        m_most = std::max(m_most, m_messages.back());
    }
}

QDate WeekModel::dateAt(int row, int column) const
{
    return m_lastWeek.addDays(column - DaysOfWeek * row);
}

QModelIndex WeekModel::indexOfDay(int day) const
{
    if (!m_told || day < 0 || day >= m_told->calendar.days)
        return {};
    const QDate date = calendarwords::dateOf(m_told->calendar.firstDay + day), week = weekOf(date);
    return index(static_cast<int>(week.daysTo(m_lastWeek)) / DaysOfWeek, static_cast<int>(week.daysTo(date)));
}

int WeekModel::dayOf(const QModelIndex &index) const
{
    if (!index.isValid() || !m_told)
        return -1;
    const qint64 day = QDate(1970, 1, 1).daysTo(dateAt(index.row(), index.column())) - m_told->calendar.firstDay;
    return day >= 0 && day < m_told->calendar.days ? static_cast<int>(day) : -1;
}

QDate WeekModel::dateOf(int day) const
{
    return m_told ? calendarwords::dateOf(m_told->calendar.firstDay + day) : QDate();
}

quint64 WeekModel::messagesOn(int day) const
{
    return day >= 0 && static_cast<size_t>(day) < m_messages.size() ? m_messages[static_cast<size_t>(day)] : 0;
}

int WeekModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_weeks;
}

int WeekModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : DaysOfWeek;
}

QString WeekModel::markOf(qint64 day) const
{
    if (m_blackFridays.contains(day))
        return tr("Black Friday");
    return calendarwords::dateOf(day) == m_today ? tr("Today") : QString();
}

QString WeekModel::toldOf(int day) const
{
    const MessageCalendar &calendar = m_told->calendar;
    const QString date = calendarwords::longDate(calendar.firstDay + day), mark = markOf(calendar.firstDay + day);
    const QString named = mark.isEmpty() ? date : tr("%1, %2").arg(date, mark);
    if (messagesOn(day) == 0)
        return tr("%1: %2").arg(named, calendarwords::messages(messagesOn(day)));
    const quint32 more = calendar.peopleOn(day, 2, m_channel).count();
    if (more == 0)
        return tr("%1: %2 to %3")
            .arg(named, calendarwords::messages(messagesOn(day)),
                 calendarwords::people(calendar.peopleOn(day, 1, m_channel).count()));
    return tr("%1: %2 to %3, %4 of them get two or more")
        .arg(named, calendarwords::messages(messagesOn(day)),
             calendarwords::people(calendar.peopleOn(day, 1, m_channel).count()), format::count(more));
}

QVariant WeekModel::data(const QModelIndex &index, int role) const
{
    const int day = dayOf(index);
    if (role == DayRole)
        return day;
    if (day < 0)
        return {};
    const qint64 since = m_told->calendar.firstDay + day;
    switch (role) {
    case Qt::DisplayRole:
        return messagesOn(day) > 0 ? format::count(static_cast<qint64>(messagesOn(day))) : QString();
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return toldOf(day);
    case ShadeRole:
        // By the root: the days of a sale would leave all others without colour.
        return m_most > 0 ? std::sqrt(static_cast<double>(messagesOn(day)) / static_cast<double>(m_most)) : 0.0;
    case MarkRole:
        return markOf(since);
    case MonthRole:
        return calendarwords::dateOf(since).day() == 1
                   ? QLocale().standaloneMonthName(calendarwords::dateOf(since).month(), QLocale::ShortFormat)
                   : QString();
    default:
        return {};
    }
}

QVariant WeekModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal) {
        const int weekday = (QLocale().firstDayOfWeek() - 1 + section) % DaysOfWeek + 1;
        if (role == Qt::DisplayRole)
            return QLocale().standaloneDayName(weekday, QLocale::ShortFormat);
        return role == Qt::AccessibleTextRole ? QLocale().standaloneDayName(weekday) : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const QDate first = dateAt(section, 0);
    return QLocale().toString(first,
                              role == Qt::DisplayRole ? QStringLiteral("d MMM yy") : QStringLiteral("d MMMM yyyy"));
}

Qt::ItemFlags WeekModel::flags(const QModelIndex &index) const
{
    return dayOf(index) < 0 ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace perennial
