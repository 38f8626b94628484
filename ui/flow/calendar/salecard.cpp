// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/salecard.h"

#include "ui/flow/calendar/calendarwords.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace perennial {

SaleCard::SaleCard(QWidget *parent)
    : QWidget(parent)
    , m_years(new QComboBox(this))
    , m_none(new Label({}, TextSize::Body, Ink::Muted, this))
    , m_column(parts::column(this, size::Unit))
{
    setObjectName(QStringLiteral("saleCard"));
    auto *head = new QHBoxLayout;
    head->setSpacing(size::Unit);
    head->addWidget(new Label(tr("Ready for Black Friday?"), TextSize::Section, Ink::Text, this), 1);
    m_years->setObjectName(QStringLiteral("saleYear"));
    m_years->setAccessibleName(tr("Which Black Friday"));
    head->addWidget(m_years);
    m_column->addLayout(head);
    m_none->setObjectName(QStringLiteral("saleNone"));
    m_none->setWordWrap(true);
    m_column->addWidget(m_none);
    connect(m_years, &QComboBox::currentIndexChanged, this, &SaleCard::showWeekend);
    setCalendar({});
}

void SaleCard::setCalendar(const CalendarPointer &calendar)
{
    m_told = calendar;
    {
        const QSignalBlocker quiet(m_years);
        const QString chosen = m_years->currentText();
        m_years->clear();
        if (m_told) {
            for (const SaleWeekend &weekend : m_told->calendar.saleWeekends)
                m_years->addItem(calendarwords::date(weekend.thursday + 1));
        }
        m_years->setCurrentIndex(std::max(0, m_years->findText(chosen)));
    }
    m_years->setVisible(m_years->count() > 0);
    m_years->setEnabled(m_years->count() > 1);
    showWeekend();
}

void SaleCard::showWeekend()
{
    delete m_lines;
    m_lines = nullptr;
    const bool none = m_years->count() == 0;
    parts::showText(m_none, none && m_told
                                ? tr("No Black Friday lies whole in this time. Choose a longer one to see what "
                                     "these flows would have done on the last one.")
                                : QString());
    if (none)
        return;
    m_lines = new QWidget(this);
    parts::column(m_lines, size::Unit);
    m_column->addWidget(m_lines);
    const MessageCalendar &calendar = m_told->calendar;
    const SaleWeekend &weekend = calendar.saleWeekends[static_cast<size_t>(std::max(0, m_years->currentIndex()))];
    for (const SaleCheck &check : checksOf(weekend, calendar))
        add(check);
    m_lines->show();
}

QWidget *SaleCard::makeMark(CheckState state, QWidget *line) const
{
    switch (state) {
    case CheckState::Fine: {
        auto *mark = new IconLabel(QStringLiteral("check"), size::IconSmall, Ink::Ok, line);
        mark->setAccessibleName(tr("Fine"));
        return mark;
    }
    case CheckState::Look: {
        auto *mark = new IconLabel(QStringLiteral("warning"), size::IconSmall, Ink::Warn, line);
        mark->setAccessibleName(tr("Look at this"));
        return mark;
    }
    case CheckState::Told:
        break;
    }
    return new IconLabel(QStringLiteral("info"), size::IconSmall, Ink::Muted, line);
}

void SaleCard::add(const SaleCheck &check)
{
    auto *line = new QWidget(m_lines);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    row->addWidget(makeMark(check.state, line), 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    auto *words = new Label(check.words, TextSize::Body, Ink::Text, line);
    words->setWordWrap(true);
    texts->addWidget(words);
    if (!check.detail.isEmpty()) {
        auto *detail = new Label(check.detail, TextSize::Caption, Ink::Muted, line);
        detail->setWordWrap(true);
        texts->addWidget(detail);
    }
    row->addLayout(texts, 1);
    if (check.people.size() > 0 && check.people.count() > 0) {
        auto *people = new LinkButton("salePeople", calendarwords::people(check.people.count()), line);
        people->setAccessibleName(tr("%1: %2", "what is counted: its number").arg(check.title, people->text()));
        row->addWidget(people, 0, Qt::AlignTop);
        connect(people, &QAbstractButton::clicked, this,
                [this, check] { Q_EMIT peopleChosen(check.title, m_told->idsOf(check.people)); });
    }
    m_lines->layout()->addWidget(line);
}

} // namespace perennial
