// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/calendarfacts.h"

#include "ui/flow/calendar/calendarwords.h"
#include "ui/segment/answer/barrow.h"
#include "ui/segment/answer/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

struct Days
{
    int fullest = 0;
    quint64 most = 0;
    quint64 usual = 0; // the median
    quint64 all = 0;
};

Days daysOf(const MessageCalendar &calendar)
{
    Days days;
    std::vector<quint64> messages;
    for (int day = 0; day < calendar.days; ++day) {
        messages.push_back(calendar.messagesOn(day));
        days.all += messages.back();
        if (messages.back() > days.most) {
            days.most = messages.back();
            days.fullest = day;
        }
    }
    const auto half = messages.begin() + static_cast<qsizetype>(messages.size() / 2);
    std::nth_element(messages.begin(), half, messages.end());
    days.usual = messages.empty() ? 0 : *half;
    return days;
}

double shareOf(quint64 part, quint64 whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

} // namespace

CalendarFacts::CalendarFacts(QWidget *parent)
    : QWidget(parent)
    , m_column(parts::column(this, 0))
{
}

void CalendarFacts::show(const CalendarPointer &calendar, int day)
{
    m_told = calendar;
    if (m_body) {
        m_body->hide();
        m_body->deleteLater();
        m_body = nullptr;
    }
    if (!m_told)
        return;
    m_body = new QWidget(this);
    m_lines = parts::column(m_body, size::Gap);
    m_column->addWidget(m_body);
    if (day >= 0)
        showDay(day);
    else
        showWhole();
    m_lines->addStretch(1);
    m_body->show();
}

void CalendarFacts::choose(const QString &title, const ProfileSet &people)
{
    Q_EMIT peopleChosen(title, m_told->idsOf(people));
}

void CalendarFacts::addHeading(const QString &text)
{
    if (m_lines->count() > 1)
        m_lines->addSpacing(size::Unit);
    m_lines->addWidget(parts::heading(text, m_body));
}

void CalendarFacts::addText(const QString &text)
{
    auto *label = new Label(text, TextSize::Caption, Ink::Muted, m_body);
    label->setWordWrap(true);
    m_lines->addWidget(label);
}

void CalendarFacts::add(const QString &words, quint64 count, double share, std::function<void()> clicked)
{
    auto *row = new BarRow(m_body);
    row->setFact(words, static_cast<qint64>(count), share);
    row->setObjectName(QStringLiteral("fact-") + words);
    m_lines->addWidget(row);
    connect(row, &QAbstractButton::clicked, this, [clicked = std::move(clicked)] { clicked(); });
}

void CalendarFacts::showFlows(const std::function<quint64(const Traffic &)> &messages,
                              const std::function<ProfileSet(size_t, size_t)> &people)
{
    quint64 all = 0;
    struct Line
    {
        QString words;
        quint64 count;
        size_t flow;
        size_t channel;
    };
    std::vector<Line> lines;
    const std::vector<FlowLoad> &flows = m_told->calendar.flows;
    for (size_t flow = 0; flow < flows.size(); ++flow) {
        for (size_t channel = 0; channel < PersonalChannels; ++channel) {
            const quint64 count = messages(flows[flow].sent[channel]);
            const QString name = calendarwords::channel(static_cast<MessageChannel>(channel));
            all += count;
            if (count > 0)
                lines.push_back({tr("%1 · %2", "a flow, a channel").arg(flows[flow].name, name), count, flow, channel});
        }
    }
    std::ranges::stable_sort(lines, std::greater(), &Line::count);
    addHeading(tr("By flow"));
    for (const Line &line : lines)
        add(line.words, line.count, shareOf(line.count, all),
            [this, line, people] { choose(line.words, people(line.flow, line.channel)); });
}

void CalendarFacts::showDay(int day)
{
    const MessageCalendar &calendar = m_told->calendar;
    const QString date = calendarwords::longDate(calendar.firstDay + day);
    auto *title = new Label(date, TextSize::Section, Ink::Text, m_body);
    title->setWordWrap(true);
    title->setObjectName(QStringLiteral("calendarDay"));
    m_lines->addWidget(title);
    addText(calendarwords::messages(calendar.messagesOn(day)));
    if (calendar.messagesOn(day) == 0)
        return;
    const ProfileSet people = calendar.peopleOn(day), more = calendar.peopleOn(day, 2);
    addHeading(tr("People"));
    add(tr("Get a message"), people.count(), 1,
        [this, date, people] { choose(tr("%1: get a message").arg(date), people); });
    add(tr("Get two or more"), more.count(), shareOf(more.count(), people.count()),
        [this, date, more] { choose(tr("%1: get two or more messages").arg(date), more); });
    showFlows(
        [day](const Traffic &sent) -> quint64 {
            return sent.perDay.empty() ? 0 : sent.perDay[static_cast<size_t>(day)];
        },
        [this, day](size_t flow, size_t channel) {
            return m_told->calendar.peopleOfFlow(day, flow, static_cast<MessageChannel>(channel));
        });
}

void CalendarFacts::showWhole()
{
    const MessageCalendar &calendar = m_told->calendar;
    const Days days = daysOf(calendar);
    auto *title = new Label(
        tr("%1 – %2", "from a day to a day")
            .arg(calendarwords::date(calendar.firstDay), calendarwords::date(calendar.firstDay + calendar.days - 1)),
        TextSize::Section, Ink::Text, m_body);
    title->setObjectName(QStringLiteral("calendarDay"));
    m_lines->addWidget(title);
    addText(days.all == 0 ? tr("These flows would have sent nothing in this time.")
                          : tr("%1; %2 on a usual day. Days by the clocks of %3.")
                                .arg(calendarwords::messages(days.all), format::count(static_cast<qint64>(days.usual)),
                                     format::zoneName(calendar.zone)));
    if (days.all == 0)
        return;
    add(tr("Fullest day: %1").arg(calendarwords::date(calendar.firstDay + days.fullest)), days.most, -1,
        [this, day = days.fullest] { Q_EMIT dayWanted(day); });
    showFlows([](const Traffic &sent) { return sent.count; },
              [this](size_t flow, size_t channel) { return m_told->calendar.flows[flow].sent[channel].people; });
    showPersons();
}

void CalendarFacts::showPersons()
{
    const auto &weeks = m_told->calendar.peopleByWeek;
    quint64 all = 0;
    for (const ProfileSet &people : weeks)
        all += people.count();
    addHeading(tr("People by the messages in their fullest seven days"));
    for (size_t i = 0; i < weeks.size(); ++i) {
        const quint64 count = weeks[i].count();
        if (count == 0)
            continue;
        const bool isLast = i + 1 == weeks.size();
        const QString words = isLast ? tr("10 or more messages") : calendarwords::messages(i + 1);
        add(words, count, shareOf(count, all),
            [this, i, words] { choose(tr("%1 in seven days").arg(words), m_told->calendar.peopleByWeek[i]); });
    }
}

} // namespace perennial
