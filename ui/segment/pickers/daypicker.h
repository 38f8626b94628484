// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/pickers/pickerpill.h"

#include <QDate>

class QDateEdit;

namespace perennial {

// A day, or none.
class DayPicker : public Picker
{
    Q_OBJECT

public:
    // An invalid day: none yet; it offers one in three months.
    DayPicker(const QString &words, const QDate &now, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QDate &day); // invalid: none

private:
    void choose(const QDate &day);

    QDateEdit *m_day;
};

} // namespace perennial
