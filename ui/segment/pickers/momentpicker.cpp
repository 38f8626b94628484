// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/momentpicker.h"

#include "core/segment/document/window.h"
#include "ui/segment/pickers/daycalendar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QDateEdit>
#include <QDateTime>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

MomentPicker::MomentPicker(const std::optional<Instant> &asOf, const QTimeZone &zone, QWidget *parent)
    : Picker(parent)
    , m_zone(zone)
    , m_day(new QDateEdit(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::Gap, size::Gap, size::Gap, size::Gap);
    auto *words = new Label(tr("Count as if it were the end of this day:"), TextSize::Body, Ink::Muted, this);
    column->addWidget(words);
    const Instant shown = asOf.value_or(Instant::now());
    m_day->setObjectName(QStringLiteral("asOfDay"));
    m_day->setAccessibleName(tr("As of the end of"));
    m_day->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_day->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    m_day->setMaximumDate(QDate::currentDate());
    m_day->setDate(QDateTime::fromMSecsSinceEpoch(shown.ms, zone).date());
    column->addWidget(m_day);
    auto *calendar = new DayCalendar(this);
    calendar->setMaximumDate(m_day->maximumDate());
    calendar->serve(m_day);
    calendar->turnTo(m_day);
    column->addWidget(calendar);
    auto *row = new QHBoxLayout;
    auto *now = new QPushButton(tr("Back to now"), this);
    auto *use = new QPushButton(tr("Show this day"), this);
    now->setObjectName(QStringLiteral("asOfNow"));
    use->setObjectName(QStringLiteral("asOfUse"));
    setLook(now, Look::Quiet);
    row->addWidget(now);
    row->addStretch(1);
    row->addWidget(use);
    column->addLayout(row);
    setFocusProxy(m_day);
    connect(use, &QPushButton::clicked, this, &MomentPicker::take);
    connect(now, &QPushButton::clicked, this, [this] {
        Q_EMIT committed();
        Q_EMIT chosen(std::nullopt);
    });
}

void MomentPicker::take()
{
    const qint64 end = startOfDayMs(m_day->date().addDays(1), m_zone) - 1;
    Q_EMIT committed();
    Q_EMIT chosen(Instant{end});
}

} // namespace perennial
