// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCalendarWidget>
#include <QPointer>

class QDateEdit;

namespace perennial {

// A month to point at: it shows and sets the date of the field that had the focus last.
class DayCalendar : public QCalendarWidget
{
    Q_OBJECT

public:
    explicit DayCalendar(QWidget *parent = nullptr);

    void serve(QDateEdit *field);
    void turnTo(QDateEdit *field);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void dress();

    QPointer<QDateEdit> m_field;
};

} // namespace perennial
