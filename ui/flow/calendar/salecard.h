// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/calendar/salecheck.h"

#include <QWidget>

class QComboBox;
class QVBoxLayout;

namespace perennial {

class Label;

// How ready the flows are for Black Friday: what they would have done on the last one, as a list to go through.
class SaleCard : public QWidget
{
    Q_OBJECT

public:
    explicit SaleCard(QWidget *parent = nullptr);

    void setCalendar(const CalendarPointer &calendar); // null: none

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);

private:
    void showWeekend();
    [[nodiscard]] QWidget *makeMark(CheckState state, QWidget *line) const;
    void add(const SaleCheck &check);

    CalendarPointer m_told;
    QComboBox *m_years;
    Label *m_none;
    QWidget *m_lines = nullptr;
    QVBoxLayout *m_column;
};

} // namespace perennial
