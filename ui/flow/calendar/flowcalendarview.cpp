// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/flowcalendarview.h"

#include "core/workspace/workspace.h"
#include "ui/flow/calendar/calendarfacts.h"
#include "ui/flow/calendar/calendarwords.h"
#include "ui/flow/calendar/collisiontable.h"
#include "ui/flow/calendar/salecard.h"
#include "ui/flow/calendar/weektable.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

FlowCalendarView::FlowCalendarView(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_feed(workspace)
{
    setObjectName(QStringLiteral("flowCalendar"));
    auto *column = parts::column(this, 0);
    column->addWidget(makeTop());
    column->addWidget(m_stack = new QStackedWidget(this), 1); // after the top: Tab goes down the page
    m_empty = new EmptyState(QStringLiteral("calendar"), tr("No flows yet"),
                             tr("Here several flows stand side by side: how many messages go out on each day, who gets "
                                "how many, and where they collide."),
                             this);
    QPushButton *ready = m_empty->addButton(tr("Look at the ready flows"), Look::Primary);
    ready->setObjectName(QStringLiteral("calendarReady"));
    connect(ready, &QPushButton::clicked, this, &FlowCalendarView::readyFlowsRequested);
    m_stack->addWidget(m_body = makeBody());
    m_stack->addWidget(m_empty);
    connectFeed();
    setBusy(false);
    showFlows();
    showCalendar();
}

FlowCalendarView::~FlowCalendarView()
{
    hide();
}

void FlowCalendarView::connectFeed()
{
    connect(&m_feed, &CalendarFeed::answered, this, &FlowCalendarView::setCalendar);
    connect(&m_feed, &CalendarFeed::progressed, this, [this](double share) {
        m_busy->setText(tr("Laying the flows side by side … %1").arg(format::share(share)));
    });
    connect(&m_feed, &CalendarFeed::failed, this, [this](const Error &error) {
        forget();
        if (error.kind != ErrorKind::Stopped)
            parts::showText(m_leftOut, error.message);
    });
    connect(&m_workspace, &Workspace::tableChanged, this, &FlowCalendarView::ask);
    connect(&m_workspace, &Workspace::storeChanged, this, [this] {
        forget();
        m_without.clear();
        setCalendar({});
    });
    connect(m_reach, &QComboBox::currentIndexChanged, this, &FlowCalendarView::ask);
    connect(m_channel, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_weeks->setChannel(index > 0 ? std::optional(static_cast<MessageChannel>(index - 1)) : std::nullopt);
    });
    connect(m_weeks, &WeekTable::dayChosen, this, [this](int day) { m_facts->show(m_told, day); });
    connect(m_facts, &CalendarFacts::dayWanted, m_weeks, &WeekTable::showDay);
    connect(m_facts, &CalendarFacts::peopleChosen, this, &FlowCalendarView::peopleChosen);
    connect(m_sale, &SaleCard::peopleChosen, this, &FlowCalendarView::peopleChosen);
    connect(m_collisions, &CollisionTable::peopleChosen, this, &FlowCalendarView::peopleChosen);
}

void FlowCalendarView::setFlows(const std::vector<FlowDoc> &flows)
{
    if (m_flows == flows)
        return;
    m_flows = flows;
    showFlows();
    ask();
}

void FlowCalendarView::showFlows()
{
    showChosenFlows();
    m_choices->setVisible(!m_flows.empty());
    m_stack->setCurrentWidget(m_flows.empty() ? static_cast<QWidget *>(m_empty) : m_body);
}

std::vector<FlowDoc> FlowCalendarView::chosenFlows() const
{
    std::vector<FlowDoc> flows;
    std::ranges::copy_if(m_flows, std::back_inserter(flows),
                         [this](const FlowDoc &flow) { return !m_without.contains(flow.name); });
    return flows;
}

void FlowCalendarView::showStart()
{
    m_weeks->setFocus(Qt::OtherFocusReason);
}

void FlowCalendarView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void FlowCalendarView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_feed.isBusy())
        forget();
}

// What was asked for is asked for anew when it is wanted again.
void FlowCalendarView::forget()
{
    m_feed.forget();
    m_asked.reset();
    setBusy(false);
}

void FlowCalendarView::stopOrAgain()
{
    if (!m_feed.isBusy())
        return ask();
    forget();
    m_busyLine->show();
    m_busy->setText(tr("Stopped: what stands here was counted before."));
    m_stop->setText(tr("Count again"));
}

void FlowCalendarView::ask()
{
    if (!isVisible())
        return;
    if (m_flows.empty())
        return forget();
    if (!m_workspace.table()) {
        m_busyLine->show();
        m_stop->hide();
        m_busy->setText(tr("The store is still being read."));
        return;
    }
    Asked asked{chosenFlows(), m_reach->currentIndex(), m_workspace.table()};
    if (m_asked == asked)
        return;
    m_asked = std::move(asked);
    const QTimeZone zone = m_workspace.homeZone();
    const auto range = rangeOf(static_cast<ReplayReach>(m_reach->currentIndex()), zone, m_workspace);
    setBusy(true);
    m_feed.ask(m_asked->flows, {range.from, range.to, zone});
}

void FlowCalendarView::setCalendar(const CalendarPointer &calendar)
{
    m_told = calendar;
    setBusy(false);
    showCalendar();
}

void FlowCalendarView::showCalendar()
{
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(m_workspace.homeZone()).date();
    const QDate chosen = m_weeks->chosenDate();
    m_weeks->setCalendar(m_told, today);
    m_facts->show(m_told, -1);
    m_weeks->showDate(chosen);
    m_sale->setCalendar(m_told);
    m_collisions->setCalendar(m_told);
    showNotes();
}

void FlowCalendarView::showNotes()
{
    QStringList leftOut;
    size_t counted = 0;
    if (m_told) {
        for (const FlowLoad &flow : m_told->calendar.flows) {
            counted += flow.failed ? 0 : 1;
            if (flow.failed)
                leftOut.append(tr("“%1” is left out: %2").arg(flow.name, flow.failed->message));
        }
    }
    parts::showText(m_leftOut, leftOut.join(u'\n'));
    const bool any = m_told && !m_told->calendar.collisions.empty();
    m_collisions->setVisible(any);
    m_collisionWords->setText(
        !m_told ? QString()
        : any   ? tr("Each flow as it sends by itself. These messages would be kept back if its caps and its smart "
                       "sending counted what the other flows send.")
        : counted < 2
            ? tr("With a second flow you see here where the two write to the same people.")
            : tr("No flow writes too soon after another one: caps and smart sending would keep nothing back."));
}

void FlowCalendarView::showChosenFlows()
{
    const size_t chosen = chosenFlows().size();
    m_which->setValue(chosen == m_flows.size() ? tr("all flows")
                                               : tr("%1 of %2 flows")
                                                     .arg(format::count(static_cast<qint64>(chosen)),
                                                          format::count(static_cast<qint64>(m_flows.size()))));
}

void FlowCalendarView::setBusy(bool busy)
{
    m_busyLine->setVisible(busy);
    m_stop->show();
    m_stop->setText(tr("Stop"));
    m_busy->setText(tr("Laying the flows side by side …"));
}

} // namespace perennial
