// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/calendar/messagecalendar.h"

#include <numeric>

namespace perennial {

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
    return peopleOfDay[static_cast<size_t>(day)].size();
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

ProfileSet MessageCalendar::peopleOn(int day, size_t atLeast) const
{
    const std::vector<quint32> &messages = peopleOfDay[static_cast<size_t>(day)];
    ProfileSet people(profiles);
    for (size_t i = 0; i + atLeast <= messages.size(); ++i) {
        if (messages[i] == messages[i + atLeast - 1])
            people.add(messages[i]);
    }
    return people;
}

} // namespace perennial
