// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/momentfield.h"

#include "core/segment/document/phrases.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QDateEdit>
#include <QDateTime>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTimeEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int DayLength = 10; // of "2026-01-31"

QDateTime written(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs);
}

} // namespace

MomentField::MomentField(const QString &name, const QString &objectName, QTimeZone zone, QWidget *parent)
    : QWidget(parent)
    , m_zone(std::move(zone))
    , m_day(new QDateEdit(this))
    , m_hasTime(new QToolButton(this))
    , m_clock(new QWidget(this))
{
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(size::Gap);
    auto *row = new QHBoxLayout;
    row->setSpacing(size::Gap);
    row->addWidget(m_day, 1);
    row->addWidget(m_hasTime);
    lines->addLayout(row);
    lines->addWidget(makeClock());
    m_day->setObjectName(objectName);
    m_day->setAccessibleName(name);
    m_day->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_day->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    m_hasTime->setObjectName(objectName + QStringLiteral("HasTime"));
    m_hasTime->setCheckable(true);
    m_hasTime->setIcon(icon(QStringLiteral("clock"), Ink::Muted));
    m_hasTime->setIconSize({size::IconSmall, size::IconSmall});
    m_hasTime->setFixedSize(size::Control, size::Control);
    m_hasTime->setToolTip(tr("At a time of that day"));
    m_hasTime->setAccessibleName(tr("%1: at a time", "the day of a field").arg(name));
    setLook(m_hasTime, Look::Quiet);
    m_time->setObjectName(objectName + QStringLiteral("Time"));
    m_time->setAccessibleName(tr("%1: time", "the day of a field").arg(name));
    m_offset->setObjectName(objectName + QStringLiteral("Offset"));
    setFocusProxy(m_day);
    connect(m_day, &QDateEdit::dateChanged, this, &MomentField::readDay);
    connect(m_time, &QTimeEdit::timeChanged, this, &MomentField::readTime);
    connect(m_hasTime, &QToolButton::clicked, this, &MomentField::toggleTime);
}

QWidget *MomentField::makeClock()
{
    auto *row = new QHBoxLayout(m_clock);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_time = new QTimeEdit(m_clock);
    m_time->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_time->setDisplayFormat(QStringLiteral("HH:mm"));
    m_offset = new Label({}, TextSize::Caption, Ink::Muted, m_clock);
    row->addWidget(m_time);
    row->addWidget(m_offset, 1);
    return m_clock;
}

void MomentField::setText(const QString &text)
{
    const QSignalBlocker quietDay(m_day), quietTime(m_time);
    m_text = text;
    const QDate day = QDate::fromString(text.left(DayLength), Qt::ISODate);
    m_day->setDate(day.isValid() ? day : QDate::currentDate());
    if (text.size() > DayLength)
        m_time->setTime(written(text).time());
    showClock();
}

void MomentField::showClock()
{
    const QString clock = clockWords(m_text);
    m_hasTime->setChecked(!clock.isEmpty());
    m_hasTime->setVisible(m_zone.isValid() || !clock.isEmpty());
    m_offset->setText(clock.mid(clock.indexOf(u' ') + 1));
    m_clock->setVisible(!clock.isEmpty());
}

// By the clocks of the zone; where none is known, as far from UTC as it is written.
QString MomentField::moment() const
{
    const QTimeZone zone = m_zone.isValid() ? m_zone : QTimeZone(written(m_text).offsetFromUtc());
    const QDateTime at(m_day->date(), m_time->time(), zone);
    return at.toOffsetFromUtc(at.offsetFromUtc()).toString(Qt::ISODate);
}

void MomentField::readDay()
{
    const QString day = m_day->date().toString(Qt::ISODate);
    if (!m_text.startsWith(day))
        tell(m_text.size() > DayLength ? moment() : day);
}

void MomentField::readTime()
{
    tell(moment());
}

void MomentField::toggleTime(bool on)
{
    tell(on ? moment() : m_day->date().toString(Qt::ISODate));
    if (on)
        m_time->setFocus();
}

void MomentField::tell(const QString &text)
{
    m_text = text;
    showClock();
    Q_EMIT textChanged();
}

} // namespace perennial
