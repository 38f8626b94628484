// SPDX-License-Identifier: GPL-3.0-or-later
// How the page of the calendar is put together.
#include "ui/flow/calendar/calendarfacts.h"
#include "ui/flow/calendar/calendarwords.h"
#include "ui/flow/calendar/collisiontable.h"
#include "ui/flow/calendar/flowcalendarview.h"
#include "ui/flow/calendar/salecard.h"
#include "ui/flow/calendar/weektable.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/segment/pickers/picklist.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"
#include "ui/widgets/tokens.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int FactsLeast = 280;
constexpr int FactsMost = 400;
constexpr int WeeksHeight = 480;
constexpr int MostLines = 14;

} // namespace

QWidget *FlowCalendarView::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(size::PageMargin - size::Unit, 2 * size::Unit, size::PageMargin, 2 * size::Unit);
    row->setSpacing(size::Unit);
    auto *back = new QToolButton(top);
    back->setObjectName(QStringLiteral("calendarBack"));
    back->setIcon(icon(QStringLiteral("chevron-left")));
    back->setAccessibleName(tr("All flows"));
    back->setToolTip(back->accessibleName());
    setLook(back, Look::Quiet);
    row->addWidget(back);
    row->addWidget(new Label(tr("Calendar"), TextSize::Title, Ink::Text, top));
    row->addStretch(1);
    row->addWidget(m_choices = makeChoices());
    connect(back, &QToolButton::clicked, this, &FlowCalendarView::backRequested);
    return top;
}

QWidget *FlowCalendarView::makeChoices()
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_which = new PickerPill(
        tr("Which flows count"), [this] { return makeFlowPicker(); }, line);
    m_which->setObjectName(QStringLiteral("calendarFlows"));
    m_channel = new QComboBox(line);
    m_channel->setObjectName(QStringLiteral("calendarChannel"));
    m_channel->setAccessibleName(tr("Which messages the days show"));
    m_channel->addItem(tr("All channels"));
    for (size_t channel = 0; channel < PersonalChannels; ++channel)
        m_channel->addItem(calendarwords::channel(static_cast<MessageChannel>(channel)));
    m_reach = new QComboBox(line);
    m_reach->setObjectName(QStringLiteral("calendarReach"));
    m_reach->setAccessibleName(tr("Over which time"));
    m_reach->addItems(reachNames());
    m_reach->setCurrentIndex(static_cast<int>(ReplayReach::TwoYears));
    row->addWidget(m_which);
    row->addWidget(m_channel);
    row->addWidget(m_reach);
    return line;
}

Picker *FlowCalendarView::makeFlowPicker()
{
    auto *picker = new ListPicker(tr("Flows"));
    std::vector<PickItem> items;
    QStringList chosen;
    for (const FlowDoc &flow : m_flows) {
        items.push_back({.id = flow.name, .text = flow.name, .detail = {}, .section = {}, .iconName = {}});
        if (!m_without.contains(flow.name))
            chosen.append(flow.name);
    }
    picker->list().model().setCheckable(true);
    picker->list().model().setChecked(chosen);
    picker->list().setTall(std::min(MostLines, static_cast<int>(items.size())));
    picker->list().setItems(std::move(items));
    connect(&picker->list(), &PickList::toggled, this, [this](const QStringList &names) {
        m_without.clear();
        for (const FlowDoc &flow : m_flows) {
            if (!names.contains(flow.name))
                m_without.insert(flow.name);
        }
        showChosenFlows();
        ask();
    });
    return picker;
}

QWidget *FlowCalendarView::makeBusy()
{
    m_busyLine = new QWidget(this);
    auto *row = new QHBoxLayout(m_busyLine);
    row->setContentsMargins(0, 0, 0, 0);
    m_busy = new Label({}, TextSize::Caption, Ink::Muted, m_busyLine);
    m_busy->setObjectName(QStringLiteral("calendarBusy"));
    m_stop = new QPushButton(tr("Stop"), m_busyLine);
    m_stop->setObjectName(QStringLiteral("stopCalendar"));
    setLook(m_stop, Look::Quiet);
    row->addWidget(m_busy);
    row->addWidget(m_stop);
    row->addStretch(1);
    connect(m_stop, &QPushButton::clicked, this, &FlowCalendarView::stopOrAgain);
    return m_busyLine;
}

QWidget *FlowCalendarView::makeBody()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(size::PageMargin, 0, size::PageMargin, size::PageMargin);
    column->setSpacing(2 * size::Unit);
    column->addWidget(makeBusy());
    m_leftOut = new Label({}, TextSize::Body, Ink::Warn, content);
    m_leftOut->setObjectName(QStringLiteral("calendarLeftOut"));
    m_leftOut->setWordWrap(true);
    m_leftOut->hide();
    column->addWidget(m_leftOut);

    auto *row = new QHBoxLayout;
    row->setSpacing(2 * size::Unit);
    auto *days = new Card(content);
    days->body()->addWidget(m_weeks = new WeekTable(days), 1);
    m_weeks->setMinimumHeight(WeeksHeight);
    auto *facts = new Card(content);
    facts->setMinimumWidth(FactsLeast);
    facts->setMaximumWidth(FactsMost);
    m_facts = new CalendarFacts;
    facts->body()->addWidget(parts::scrolling(m_facts, facts), 1);
    row->addWidget(days, 5);
    row->addWidget(facts, 3);
    column->addLayout(row, 1);

    auto *sale = new Card(content);
    sale->body()->addWidget(m_sale = new SaleCard(sale));
    column->addWidget(sale);
    column->addWidget(makeCollisions());
    return parts::scrolling(content, this);
}

QWidget *FlowCalendarView::makeCollisions()
{
    auto *card = new Card(tr("Where flows collide"), this);
    m_collisionWords = new Label({}, TextSize::Body, Ink::Muted, card);
    m_collisionWords->setObjectName(QStringLiteral("collisionWords"));
    m_collisionWords->setWordWrap(true);
    card->body()->addWidget(m_collisionWords);
    card->body()->addWidget(m_collisions = new CollisionTable(card));
    return card;
}

} // namespace perennial
