// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/daysandhours.h"

#include "core/segment/document/phrases.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int DayWidth = 32;
constexpr int HoursOfDay = 24;

std::optional<int> hourOf(const QComboBox &box)
{
    const QVariant hour = box.currentData();
    return hour.isValid() ? std::optional(hour.toInt()) : std::nullopt;
}

void chooseHour(QComboBox &box, std::optional<int> hour)
{
    box.setCurrentIndex(hour ? box.findData(*hour) : 0);
}

} // namespace

DaysAndHours::DaysAndHours(QWidget *parent)
    : QWidget(parent)
    , m_open(new QToolButton(this))
    , m_body(new QWidget(this))
    , m_note(new Label({}, TextSize::Caption, Ink::Muted, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    column->addWidget(m_open, 0, Qt::AlignLeading);
    column->addWidget(m_body);
    auto *lines = new QVBoxLayout(m_body);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(size::Unit);
    lines->addWidget(makeDays());
    lines->addWidget(makeHours());
    lines->addWidget(m_note);
    m_note->setWordWrap(true);
    m_open->setObjectName(QStringLiteral("onlyOn"));
    m_open->setCheckable(true);
    m_open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_open->setIconSize({size::IconSmall, size::IconSmall});
    setLook(m_open, Look::Quiet);
    connect(m_open, &QToolButton::clicked, this, &DaysAndHours::toggleBody);
    take({});
}

QWidget *DaysAndHours::makeDays()
{
    auto *box = new QWidget(m_body);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Gap);
    for (int day = 1; day <= 7; ++day) {
        auto *button = new QToolButton(box);
        button->setObjectName(QStringLiteral("weekday%1").arg(day));
        button->setText(QLocale().standaloneDayName(day, QLocale::ShortFormat));
        button->setFont(fontFor(TextSize::Caption));
        button->setAccessibleName(QLocale().standaloneDayName(day, QLocale::LongFormat));
        button->setToolTip(button->accessibleName());
        button->setCheckable(true);
        button->setFixedSize(DayWidth, size::CompactRow);
        connect(button, &QToolButton::clicked, this, [this, day](bool on) { toggleDay(day, on); });
        row->addWidget(button);
        m_days[static_cast<size_t>(day) - 1] = button;
    }
    row->addStretch(1);
    return box;
}

QWidget *DaysAndHours::makeHours()
{
    auto *box = new QWidget(m_body);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    const auto add = [&](const QString &word, const QString &name, const char *id, int first) {
        auto *label = new Label(word, TextSize::Body, Ink::Muted, box);
        auto *hours = new QComboBox(box);
        hours->setObjectName(QLatin1String(id));
        hours->setAccessibleName(name);
        hours->addItem(tr("any hour"));
        for (int hour = first; hour < first + HoursOfDay; ++hour)
            hours->addItem(hourWords(hour), hour);
        label->setBuddy(hours);
        connect(hours, &QComboBox::activated, this, &DaysAndHours::readHours);
        row->addWidget(label);
        row->addWidget(hours, 1);
        return hours;
    };
    m_from = add(tr("from", "an hour of the day"), tr("From hour"), "fromHour", 0);
    m_to = add(tr("to", "an hour of the day"), tr("To hour"), "toHour", 1);
    return box;
}

void DaysAndHours::take(const Window &window)
{
    m_window.weekdays = window.weekdays;
    m_window.fromHour = window.fromHour;
    m_window.toHour = window.toHour;
    for (int day = 1; day <= 7; ++day)
        m_days[static_cast<size_t>(day) - 1]->setChecked(std::ranges::count(m_window.weekdays, day) > 0);
    chooseHour(*m_from, m_window.fromHour);
    chooseHour(*m_to, m_window.toHour);
    toggleBody(m_window != Window());
}

void DaysAndHours::giveTo(Window &window) const
{
    window.weekdays = m_window.weekdays;
    window.fromHour = m_window.fromHour;
    window.toHour = m_window.toHour;
}

// Closing takes away what was said.
void DaysAndHours::toggleBody(bool open)
{
    m_open->setChecked(open);
    m_open->setText(open ? tr("only on") : tr("only on certain days or hours …"));
    m_open->setIcon(icon(open ? QStringLiteral("close") : QStringLiteral("clock"), Ink::Muted));
    m_open->setToolTip(open ? tr("Any day and hour again") : QString());
    m_open->setAccessibleName(open ? tr("Only on certain days or hours: remove") : tr("Only on certain days or hours"));
    m_body->setVisible(open);
    showNote();
    if (open || m_window == Window())
        return;
    take({});
    Q_EMIT changed();
}

void DaysAndHours::toggleDay(int day, bool on)
{
    std::erase(m_window.weekdays, day);
    if (on)
        m_window.weekdays.push_back(day);
    std::ranges::sort(m_window.weekdays);
    showNote();
    Q_EMIT changed();
}

void DaysAndHours::readHours()
{
    m_window.fromHour = hourOf(*m_from);
    m_window.toHour = hourOf(*m_to);
    showNote();
    Q_EMIT changed();
}

void DaysAndHours::showNote()
{
    const bool overMidnight = m_window.fromHour && m_window.toHour && *m_window.fromHour >= *m_window.toHour;
    m_note->setText(overMidnight ? tr("Over midnight. What is after it belongs to the day that has begun.")
                                 : QString());
    m_note->setVisible(overMidnight);
}

} // namespace perennial
