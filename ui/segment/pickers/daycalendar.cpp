// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/daycalendar.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QDateEdit>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QSignalBlocker>
#include <QTableView>
#include <QTextCharFormat>
#include <QToolButton>

namespace perennial {

namespace {

constexpr int Width = 248;
constexpr int LeastColumn = 24;

// The arrow of a menu would stand on the month's name.
void openMonthsWithoutArrow(QToolButton &button)
{
    QMenu *months = button.menu();
    button.setMenu(nullptr);
    QObject::connect(&button, &QToolButton::clicked, months,
                     [&button, months] { months->popup(button.mapToGlobal(QPoint(0, button.height()))); });
}

} // namespace

DayCalendar::DayCalendar(QWidget *parent)
    : QCalendarWidget(parent)
{
    setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    setHorizontalHeaderFormat(QCalendarWidget::SingleLetterDayNames);
    setAccessibleName(tr("Calendar"));
    dress();
    connect(this, &QCalendarWidget::selectionChanged, this, [this] {
        if (m_field)
            m_field->setDate(selectedDate());
    });
}

// Qt's calendar has arrows, colours and nameless parts of its own.
void DayCalendar::dress()
{
    const Tokens &tokens = Tokens::current();
    QTextCharFormat plain, head;
    plain.setForeground(tokens.text);
    head.setBackground(tokens.card);
    for (int day = Qt::Monday; day <= Qt::Sunday; ++day)
        setWeekdayTextFormat(static_cast<Qt::DayOfWeek>(day), plain);
    setHeaderTextFormat(head);
    const auto part = [this](const char *name) { return findChild<QToolButton *>(QLatin1String(name)); };
    const auto turn = [&](const char *name, const char *iconName, const QString &words) {
        QToolButton *button = part(name);
        button->setIcon(icon(QLatin1String(iconName), Ink::Muted)); // turns around from right to left by itself
        button->setIconSize({size::IconSmall, size::IconSmall});
        button->setFixedSize(size::CompactRow, size::CompactRow);
        button->setAccessibleName(words);
        button->setToolTip(words);
    };
    turn("qt_calendar_prevmonth", "chevron-left", tr("Month before"));
    turn("qt_calendar_nextmonth", "chevron-right", tr("Month after"));
    openMonthsWithoutArrow(*part("qt_calendar_monthbutton"));
    for (const char *name :
         {"qt_calendar_prevmonth", "qt_calendar_nextmonth", "qt_calendar_monthbutton", "qt_calendar_yearbutton"})
        setLook(part(name), Look::Quiet);
    findChild<QWidget *>(QStringLiteral("qt_calendar_navigationbar"))->setBackgroundRole(QPalette::Base);
    auto *days = findChild<QTableView *>(QStringLiteral("qt_calendar_calendarview"));
    days->setAccessibleName(tr("Days"));
    days->horizontalHeader()->setMinimumSectionSize(LeastColumn);
    setFixedWidth(Width);
    findChild<QWidget *>(QStringLiteral("qt_calendar_yearedit"))->setAccessibleName(tr("Year"));
}

void DayCalendar::serve(QDateEdit *field)
{
    field->installEventFilter(this);
    connect(field, &QDateEdit::dateChanged, this, [this, field] {
        if (field == m_field)
            turnTo(field);
    });
}

void DayCalendar::turnTo(QDateEdit *field)
{
    m_field = field;
    const QSignalBlocker quiet(this);
    setSelectedDate(field->date());
}

bool DayCalendar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        if (auto *field = qobject_cast<QDateEdit *>(watched))
            turnTo(field);
    }
    return QCalendarWidget::eventFilter(watched, event);
}

} // namespace perennial
