// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/calendar/calendarcount.h"

#include <algorithm>

namespace perennial {

namespace {

Traffic &ofFlow(std::vector<std::pair<size_t, Traffic>> &flows, size_t flow)
{
    const auto known = std::ranges::find(flows, flow, &std::pair<size_t, Traffic>::first);
    return known != flows.end() ? known->second : flows.emplace_back(flow, Traffic()).second;
}

void takeFlows(std::vector<std::pair<size_t, Traffic>> &flows, std::vector<std::pair<size_t, Traffic>> &more)
{
    for (auto &[flow, traffic] : more)
        ofFlow(flows, flow).take(traffic);
}

void takeWeekend(SaleWeekend &weekend, SaleWeekend &other)
{
    std::ranges::transform(weekend.sent, other.sent, weekend.sent.begin(), std::plus<>());
    for (size_t i = 0; i < weekend.peopleBy.size(); ++i)
        weekend.peopleBy[i] |= other.peopleBy[i];
    takeFlows(weekend.late, other.late);
    takeFlows(weekend.collisions, other.collisions);
}

std::optional<double> usualOf(const MessageCalendar &calendar, qint64 thursday)
{
    constexpr int weeks = 8;
    std::vector<double> before;
    for (int week = 1; week <= weeks; ++week) {
        const qint64 first = thursday - 7 * week - calendar.firstDay;
        if (first < 0)
            break;
        double messages = 0;
        for (qint64 day = first; day < first + SaleWeekend::Days; ++day)
            messages += static_cast<double>(calendar.messagesOn(static_cast<int>(day)));
        before.push_back(messages);
    }
    if (before.size() < SaleWeekend::LeastWeeks)
        return std::nullopt;
    std::ranges::sort(before);
    const size_t half = before.size() / 2;
    return before.size() % 2 != 0 ? before[half] : (before[half - 1] + before[half]) / 2;
}

bool hasSpacing(const FlowDoc &flow)
{
    return std::ranges::all_of(flow.nodes, [&](const FlowNode &node) {
        const auto *message = node.as<MessageNode>();
        if (!message || message->messageClass != MessageClass::Marketing || !isPersonal(message->channel))
            return true;
        const bool isCapped = std::ranges::any_of(flow.sending.caps, [&](const FrequencyCap &cap) {
            return !cap.channel || *cap.channel == message->channel;
        });
        return isCapped || (message->smartSending && smartHours(flow.sending.smart, message->channel));
    });
}

} // namespace

MessageCollector::MessageCollector(const BoundFlow &flow, size_t place, std::vector<PlannedMessage> &into)
    : m_flow(flow)
    , m_place(place)
    , m_into(into)
{
}

void MessageCollector::sent(const JourneyState &journey, qint64 now)
{
    const auto *message = m_flow.nodes[static_cast<size_t>(journey.node)].written->as<MessageNode>();
    if (isPersonal(message->channel))
        m_into.push_back({now, journey.way.start, m_place, message});
}

CalendarCount::CalendarCount(BoundFlows flows, quint32 profiles, const CalendarSetting &setting)
    : m_clock(ZoneClock::of(setting.zone))
    , m_days(DayRange::of(m_clock, setting.from.ms, setting.to.ms))
    , m_profiles(profiles)
    , m_weekends(saleWeekendsIn(m_clock, setting.from.ms, setting.to.ms))
    , m_messages(std::make_unique<std::vector<PlannedMessage>>())
{
    for (auto &flow : flows) {
        Lane lane;
        lane.flow = std::move(flow);
        lane.collector = std::make_unique<MessageCollector>(*lane.flow, m_lanes.size(), *m_messages);
        lane.replay = std::make_unique<PersonReplay>(*lane.flow, setting.from.ms, setting.to.ms, *lane.collector);
        lane.spacing = std::make_unique<MessageSpacing>(*lane.flow);
        FlowLoad load;
        load.hasSpacing = hasSpacing(lane.flow->written);
        m_calendar.flows.push_back(std::move(load));
        m_lanes.push_back(std::move(lane));
    }
    m_calendar.from = setting.from;
    m_calendar.to = setting.to;
    m_calendar.zone = setting.zone;
    m_calendar.firstDay = m_days.first;
    m_calendar.days = m_days.count;
    m_calendar.profiles = profiles;
    m_calendar.messagesOfDay.resize(static_cast<size_t>(m_days.count));
    m_calendar.peopleByWeek.fill(ProfileSet(m_profiles));
    for (const WeekendSpan &span : m_weekends) {
        SaleWeekend &weekend = m_calendar.saleWeekends.emplace_back();
        weekend.thursday = span.thursday;
        weekend.peopleBy.fill(ProfileSet(m_profiles));
    }
}

void CalendarCount::run(quint32 person)
{
    m_messages->clear();
    for (Lane &lane : m_lanes)
        lane.replay->run(person);
    if (m_messages->empty())
        return;
    std::ranges::stable_sort(*m_messages, {}, &PlannedMessage::at);
    countDays(person);
    countFullestWeek(person);
    countWeekends(person);
    keepApart(person);
}

void CalendarCount::count(Traffic &traffic, quint32 person, qint64 now) const
{
    traffic.add(person, m_profiles, m_days.placeOf(m_clock, now), m_days.count);
}

void CalendarCount::countDays(quint32 person)
{
    for (const PlannedMessage &message : *m_messages) {
        count(m_calendar.flows[message.flow].sent[message.channel()], person, message.at);
        m_calendar.messagesOfDay[m_days.placeOf(m_clock, message.at)].push_back(
            {person, static_cast<quint16>(message.flow), message.message->channel});
    }
}

void CalendarCount::countFullestWeek(quint32 person)
{
    constexpr qint64 week = 7 * Instant::DayMs;
    size_t most = 0, first = 0;
    for (size_t last = 0; last < m_messages->size(); ++last) {
        while ((*m_messages)[first].at <= (*m_messages)[last].at - week)
            ++first;
        most = std::max(most, last - first + 1);
    }
    m_calendar.peopleByWeek[std::min(most, MessageCalendar::MostCounted) - 1].add(person);
}

void CalendarCount::countWeekends(quint32 person)
{
    constexpr qint64 after = 7 * Instant::DayMs;
    for (size_t i = 0; i < m_weekends.size(); ++i) {
        const auto [thursday, from, to] = m_weekends[i];
        SaleWeekend &weekend = m_calendar.saleWeekends[i];
        size_t messages = 0;
        for (const PlannedMessage &message : *m_messages) {
            if (message.at >= from && message.at < to) {
                ++weekend.sent[message.channel()];
                ++messages;
            }
            const bool beganIn = message.began >= from && message.began < to;
            if (message.isMarketing() && beganIn && message.at >= to && message.at < to + after)
                count(ofFlow(weekend.late, message.flow), person, message.at);
        }
        if (messages > 0)
            weekend.peopleBy[std::min(messages, SaleWeekend::MostCounted) - 1].add(person);
    }
}

void CalendarCount::keepApart(quint32 person)
{
    for (auto &sent : m_sent)
        sent.clear();
    for (const PlannedMessage &message : *m_messages) {
        const auto refusal = m_lanes[message.flow].spacing->refusal(*message.message, person, message.at, m_sent);
        if (refusal)
            keepBack(person, message, *refusal);
        else
            m_sent[message.channel()].push_back({message.at, message.isMarketing(), message.flow});
    }
}

void CalendarCount::keepBack(quint32 person, const PlannedMessage &message, const SpacingRefusal &refusal)
{
    const SentMessage *last = nullptr; // of another flow: its own alone would have let the message pass
    for (size_t channel = 0; channel < m_sent.size(); ++channel) {
        for (const SentMessage &sent : m_sent[channel]) {
            if (sent.flow != message.flow && refusal.counts(sent, channel) && (!last || sent.at >= last->at))
                last = &sent;
        }
    }
    if (!last)
        return;
    count(collision(message.flow, last->flow, refusal.why), person, message.at);
    for (size_t i = 0; i < m_weekends.size(); ++i) {
        if (message.at >= m_weekends[i].from && message.at < m_weekends[i].to)
            count(ofFlow(m_calendar.saleWeekends[i].collisions, message.flow), person, message.at);
    }
}

Traffic &CalendarCount::collision(size_t flow, size_t behind, Skipped why)
{
    for (Collision &known : m_calendar.collisions) {
        if (known.flow == flow && known.behind == behind && known.why == why)
            return known.kept;
    }
    return m_calendar.collisions.emplace_back(Collision{flow, behind, why, {}}).kept;
}

void CalendarCount::add(CalendarCount &other)
{
    MessageCalendar &more = other.m_calendar;
    for (size_t i = 0; i < m_calendar.flows.size(); ++i) {
        for (size_t channel = 0; channel < PersonalChannels; ++channel)
            m_calendar.flows[i].sent[channel].take(more.flows[i].sent[channel]);
    }
    for (size_t day = 0; day < m_calendar.messagesOfDay.size(); ++day) {
        auto &messages = m_calendar.messagesOfDay[day];
        messages.insert(messages.end(), more.messagesOfDay[day].begin(), more.messagesOfDay[day].end());
        std::vector<DayMessage>().swap(more.messagesOfDay[day]);
    }
    for (size_t i = 0; i < m_calendar.peopleByWeek.size(); ++i)
        m_calendar.peopleByWeek[i] |= more.peopleByWeek[i];
    for (Collision &theirs : more.collisions)
        collision(theirs.flow, theirs.behind, theirs.why).take(theirs.kept);
    for (size_t i = 0; i < m_calendar.saleWeekends.size(); ++i)
        takeWeekend(m_calendar.saleWeekends[i], more.saleWeekends[i]);
}

MessageCalendar CalendarCount::take()
{
    std::ranges::sort(m_calendar.collisions, std::greater(), [](const Collision &one) { return one.kept.count; });
    for (SaleWeekend &weekend : m_calendar.saleWeekends)
        weekend.usual = usualOf(m_calendar, weekend.thursday);
    for (auto &messages : m_calendar.messagesOfDay)
        std::ranges::sort(messages);
    return std::move(m_calendar);
}

} // namespace perennial
