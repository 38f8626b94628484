// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/schedulefield.h"

#include "core/connect/schedule/schedule.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace perennial {

namespace {

enum Every { ByHand, Hourly, Daily, Weekly };

constexpr int RunsShown = 3;

} // namespace

ScheduleField::ScheduleField(const QTimeZone &home, QWidget *parent)
    : QWidget(parent)
    , m_every(new QComboBox(this))
    , m_weekday(new QComboBox(this))
    , m_time(new QTimeEdit(QTime(10, 0), this))
    , m_zone(new QComboBox(this))
    , m_next(new Label({}, TextSize::Caption, Ink::Muted, this))
{
    m_every->setObjectName(QStringLiteral("every"));
    m_every->setAccessibleName(tr("Runs"));
    m_every->addItems({tr("By hand"), tr("Every hour"), tr("Every day"), tr("Every week")});
    m_weekday->setAccessibleName(tr("Day of the week"));
    for (int day = 1; day <= 7; ++day)
        m_weekday->addItem(QLocale().standaloneDayName(day));
    m_time->setObjectName(QStringLiteral("scheduleTime"));
    m_time->setAccessibleName(tr("Time"));
    m_time->setDisplayFormat(QStringLiteral("HH:mm"));
    m_zone->setObjectName(QStringLiteral("scheduleZone"));
    m_zone->setAccessibleName(tr("Time zone"));
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(id));
    m_zone->setCurrentText(QString::fromLatin1(home.id()));
    m_zone->lineEdit()->setAccessibleName(tr("Time zone"));
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_zone->setMinimumContentsLength(18);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    auto *row = new QHBoxLayout;
    for (QWidget *part : {static_cast<QWidget *>(m_every), static_cast<QWidget *>(m_weekday),
                          static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_zone)})
        row->addWidget(part);
    row->addStretch(1);
    column->addLayout(row);
    m_next->setObjectName(QStringLiteral("nextRuns"));
    m_next->setWordWrap(true);
    column->addWidget(m_next);
    setFocusProxy(m_every);
    connect(m_every, &QComboBox::currentIndexChanged, this, &ScheduleField::note);
    connect(m_weekday, &QComboBox::currentIndexChanged, this, &ScheduleField::note);
    connect(m_time, &QTimeEdit::timeChanged, this, &ScheduleField::note);
    connect(m_zone, &QComboBox::currentTextChanged, this, &ScheduleField::note);
    note();
}

void ScheduleField::setText(const QString &text)
{
    const auto schedule = Schedule::parse(text);
    if (!schedule) {
        m_every->setCurrentIndex(ByHand);
        return;
    }
    const Instant next = schedule->next(Instant::now());
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(next.ms, schedule->zone());
    m_time->setTime(local.time());
    m_weekday->setCurrentIndex(local.date().dayOfWeek() - 1);
    m_every->setCurrentIndex(schedule->every() == Schedule::Every::Hour  ? Hourly
                             : schedule->every() == Schedule::Every::Day ? Daily
                                                                         : Weekly);
    if (schedule->every() != Schedule::Every::Hour)
        m_zone->setCurrentText(QString::fromLatin1(schedule->zone().id()));
}

QString ScheduleField::text() const
{
    constexpr std::array Days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const QString time = m_time->time().toString(QStringLiteral("HH:mm"));
    const QString zone = m_zone->currentText().trimmed();
    switch (m_every->currentIndex()) {
    case Hourly:
        return QStringLiteral("hourly :%1").arg(m_time->time().minute(), 2, 10, QLatin1Char('0'));
    case Daily:
        return QStringLiteral("daily %1 %2").arg(time, zone);
    case Weekly:
        return QStringLiteral("weekly %1 %2 %3")
            .arg(QLatin1String(Days.at(static_cast<size_t>(m_weekday->currentIndex()))), time, zone);
    default:
        return {};
    }
}

void ScheduleField::note()
{
    const int every = m_every->currentIndex();
    m_weekday->setVisible(every == Weekly);
    m_time->setVisible(every != ByHand);
    m_time->setDisplayFormat(every == Hourly ? QStringLiteral("':'mm") : QStringLiteral("HH:mm"));
    m_zone->setVisible(every == Daily || every == Weekly);
    m_next->setVisible(every != ByHand);
    if (every != ByHand) {
        const auto schedule = Schedule::parse(text());
        QStringList runs;
        for (const Instant at : schedule ? schedule->next(Instant::now(), RunsShown) : std::vector<Instant>())
            runs.append(format::dateTime(at, schedule->zone()));
        m_next->setText(schedule ? tr("Next: %1. While Perennial is closed, “perennial-cli sync --timer” has it done.")
                                       .arg(runs.join(QStringLiteral("; ")))
                                 : schedule.error().message);
    }
    Q_EMIT changed();
}

} // namespace perennial
