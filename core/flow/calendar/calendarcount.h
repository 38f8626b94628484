// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/calendar/messagecalendar.h"
#include "core/flow/calendar/saleweekends.h"
#include "core/flow/replay/everybody.h"
#include "core/flow/replay/personreplay.h"

namespace perennial {

// A message that a flow sends a person by itself.
struct PlannedMessage
{
    qint64 at = 0;
    qint64 began = 0; // the journey
    size_t flow = 0;  // among those that are counted
    const MessageNode *message = nullptr;

    [[nodiscard]] bool isMarketing() const { return message->messageClass == MessageClass::Marketing; }
    [[nodiscard]] size_t channel() const { return static_cast<size_t>(message->channel); }
};

// Writes down what one flow sends.
class MessageCollector final : public FlowObserver
{
public:
    MessageCollector(const BoundFlow &flow, size_t place, std::vector<PlannedMessage> &into);
    void sent(const JourneyState &journey, qint64 now) override;

private:
    const BoundFlow &m_flow;
    size_t m_place;
    std::vector<PlannedMessage> &m_into;
};

// Counts, person by person, what several flows send. For one thread.
class CalendarCount
{
public:
    // The flows in their order, over so many people that there could be.
    CalendarCount(BoundFlows flows, quint32 profiles, const CalendarSetting &setting);

    void run(quint32 person);
    // Takes what another thread counted, which is worth nothing then.
    void add(CalendarCount &other);
    [[nodiscard]] MessageCalendar take();

private:
    struct Lane
    {
        std::unique_ptr<BoundFlow> flow;
        std::unique_ptr<MessageCollector> collector;
        std::unique_ptr<PersonReplay> replay;
        std::unique_ptr<MessageSpacing> spacing;
    };

    void countDays(quint32 person);
    void countFullestWeek(quint32 person);
    void countWeekends(quint32 person);
    void keepApart(quint32 person);
    void keepBack(quint32 person, const PlannedMessage &message, const SpacingRefusal &refusal);
    void count(Traffic &traffic, quint32 person, qint64 now) const;
    [[nodiscard]] Traffic &collision(size_t flow, size_t behind, Skipped why);

    const ZoneClock &m_clock;
    DayRange m_days;
    quint32 m_profiles = 0;
    std::vector<WeekendSpan> m_weekends;
    std::unique_ptr<std::vector<PlannedMessage>> m_messages; // of the person at hand, by time
    std::vector<Lane> m_lanes;
    SentMessages m_sent; // to the person at hand, by all flows
    MessageCalendar m_calendar;
};

} // namespace perennial
