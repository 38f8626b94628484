// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/daypicker.h"

#include "ui/segment/pickers/daycalendar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int UsualMonths = 3;

}

DayPicker::DayPicker(const QString &words, const QDate &now, QWidget *parent)
    : Picker(parent)
    , m_day(new QDateEdit(now.isValid() ? now : QDate::currentDate().addMonths(UsualMonths), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::Gap, size::Gap, size::Gap, size::Gap);
    column->addWidget(new Label(words, TextSize::Body, Ink::Muted, this));
    m_day->setObjectName(QStringLiteral("day"));
    m_day->setAccessibleName(words);
    m_day->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_day->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    column->addWidget(m_day);
    auto *calendar = new DayCalendar(this);
    calendar->serve(m_day);
    calendar->turnTo(m_day);
    column->addWidget(calendar);
    auto *row = new QHBoxLayout;
    auto *none = new QPushButton(tr("No date"), this);
    auto *use = new QPushButton(tr("Set this day"), this);
    none->setObjectName(QStringLiteral("noDay"));
    use->setObjectName(QStringLiteral("useDay"));
    setLook(none, Look::Quiet);
    row->addWidget(none);
    row->addStretch(1);
    row->addWidget(use);
    column->addLayout(row);
    setFocusProxy(m_day);
    connect(use, &QPushButton::clicked, this, [this] { choose(m_day->date()); });
    connect(none, &QPushButton::clicked, this, [this] { choose({}); });
}

void DayPicker::choose(const QDate &day)
{
    Q_EMIT committed();
    Q_EMIT chosen(day);
}

} // namespace perennial
