// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/calendar/messagecalendar.h"

#include "core/flow/calendar/calendarcount.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace perennial {

namespace {

// What stands at a flow that is not counted; nothing: it can be replayed.
std::optional<Error> whyNot(const FlowDoc &flow, const std::shared_ptr<const ProfileTable> &table,
                            const Progress &progress)
{
    const auto bound = BoundFlow::bind(flow, table, {AskedIn::Flow, nullptr, progress.stopToken()});
    return bound ? std::nullopt : std::optional(bound.error());
}

// All flows in their order, with the counts of those that were counted.
std::vector<FlowLoad> laidOut(std::vector<FlowLoad> all, std::vector<FlowLoad> counted,
                              const std::vector<size_t> &places)
{
    for (size_t i = 0; i < places.size(); ++i) {
        counted[i].name = all[places[i]].name;
        all[places[i]] = std::move(counted[i]);
    }
    return all;
}

void rename(MessageCalendar &calendar, const std::vector<size_t> &places)
{
    for (Collision &collision : calendar.collisions) {
        collision.flow = places[collision.flow];
        collision.behind = places[collision.behind];
    }
    for (auto &day : calendar.messagesOfDay) {
        for (DayMessage &message : day)
            message.flow = static_cast<quint16>(places[message.flow]);
    }
    for (SaleWeekend &weekend : calendar.saleWeekends) {
        for (auto *flows : {&weekend.late, &weekend.collisions}) {
            for (auto &[flow, traffic] : *flows)
                flow = places[flow];
            std::ranges::sort(*flows, {}, &std::pair<size_t, Traffic>::first);
        }
    }
}

} // namespace

quint64 FlowLoad::messages() const
{
    quint64 all = 0;
    for (const Traffic &channel : sent)
        all += channel.count;
    return all;
}

quint64 SaleWeekend::messages() const
{
    return std::accumulate(sent.begin(), sent.end(), quint64(0));
}

quint64 MessageCalendar::messagesOn(int day) const
{
    return messagesOfDay[static_cast<size_t>(day)].size();
}

quint64 MessageCalendar::messagesOn(int day, MessageChannel channel) const
{
    quint64 messages = 0;
    for (const FlowLoad &flow : flows) {
        const Traffic &sent = flow.sent[static_cast<size_t>(channel)];
        messages += sent.perDay.empty() ? 0 : sent.perDay[static_cast<size_t>(day)];
    }
    return messages;
}

ProfileSet MessageCalendar::peopleOn(int day, size_t atLeast, std::optional<MessageChannel> channel) const
{
    ProfileSet people(profiles);
    size_t messages = 0;
    std::optional<quint32> person;
    for (const DayMessage &message : messagesOfDay[static_cast<size_t>(day)]) {
        if (channel && message.channel != *channel)
            continue;
        messages = person == message.person ? messages + 1 : 1;
        person = message.person;
        if (messages == atLeast)
            people.add(message.person);
    }
    return people;
}

ProfileSet MessageCalendar::peopleOfFlow(int day, size_t flow, MessageChannel channel) const
{
    ProfileSet people(profiles);
    for (const DayMessage &message : messagesOfDay[static_cast<size_t>(day)]) {
        if (message.flow == flow && message.channel == channel)
            people.add(message.person);
    }
    return people;
}

Result<MessageCalendar> calendarOf(const std::vector<FlowDoc> &flows, const std::shared_ptr<const ProfileTable> &table,
                                   const CalendarSetting &setting, const Progress &progress)
{
    if (setting.from >= setting.to)
        return failure(ErrorKind::Usage,
                       QCoreApplication::translate("perennial", "The calendar ends before it begins."));
    std::vector<FlowLoad> all;
    std::vector<const FlowDoc *> counted;
    std::vector<size_t> places; // of those in `flows`
    if (flows.size() > MessageCalendar::MostFlows)
        return failure(ErrorKind::Usage,
                       QCoreApplication::translate("perennial", "At most %1 flows fit into a calendar.")
                           .arg(MessageCalendar::MostFlows));
    for (const FlowDoc &flow : flows) {
        FlowLoad &load = all.emplace_back();
        load.name = flow.name;
        load.failed = whyNot(flow, table, progress);
        if (load.failed)
            continue;
        places.push_back(all.size() - 1);
        counted.push_back(&flow);
    }
    auto bound = boundForThreads(counted, table, progress);
    if (!bound)
        return failure(bound.error());
    auto workers = replayEverybody<CalendarCount>(std::move(*bound), *table, progress, [&](BoundFlows mine) {
        return CalendarCount(std::move(mine), table->profileCount(), setting);
    });
    if (!workers)
        return failure(workers.error());
    for (size_t i = 1; i < workers->size(); ++i)
        workers->front().add((*workers)[i]);
    MessageCalendar calendar = workers->front().take();
    rename(calendar, places);
    calendar.flows = laidOut(std::move(all), std::move(calendar.flows), places);
    return calendar;
}

} // namespace perennial
