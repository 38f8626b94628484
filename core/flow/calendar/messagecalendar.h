// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/flow/document/flowdoc.h"
#include "core/flow/replay/messagespacing.h"
#include "core/flow/replay/traffic.h"
#include "core/segment/columns/profiletable.h"

#include <array>

namespace perennial {

// Several flows over the same time: each is replayed by itself, and the messages that reach people (e-mail, SMS, push)
// are laid side by side, as docs/flow-semantics.md says under "Several flows".

struct CalendarSetting
{
    Instant from; // [from, to)
    Instant to;
    QTimeZone zone = QTimeZone::utc(); // of the calendar's days; each flow keeps its own clocks
};

// What one flow sends by itself.
struct FlowLoad
{
    QString name;
    std::optional<Error> failed; // it cannot be replayed: nothing of it is counted, the others are
    std::array<Traffic, PersonalChannels> sent;
    bool hasSpacing = true; // false: it sends marketing with neither a cap nor smart sending of that channel

    [[nodiscard]] quint64 messages() const;
};

// Messages of a flow that its own caps or smart sending would keep back if they counted what the other flows send.
struct Collision
{
    size_t flow = 0;   // in MessageCalendar::flows
    size_t behind = 0; // the flow that had written to the person last
    Skipped why{};     // SmartSending or Cap
    Traffic kept;      // what would be kept back
};

// The long weekend of sales: Thursday to Monday around the Friday after the fourth Thursday in November.
struct SaleWeekend
{
    static constexpr int Days = 5;
    static constexpr size_t LeastWeeks = 4; // before it, to say what is usual
    static constexpr size_t MostCounted = 5;

    qint64 thursday = 0; // days since 1970; Friday is the day after, Monday four days after
    std::array<quint64, PersonalChannels> sent{};
    std::optional<double> usual;                        // messages on the same five weekdays: the median of up to eight
                                                        // weeks before; nothing where the range holds fewer than
                                                        // four
    std::array<ProfileSet, MostCounted> peopleBy;       // who got 1, 2, 3, 4, and 5 or more in it
    std::vector<std::pair<size_t, Traffic>> late;       // by flow: marketing to journeys begun in it, sent in the
                                                        // seven days after it
    std::vector<std::pair<size_t, Traffic>> collisions; // by flow: what would be kept back in it

    [[nodiscard]] quint64 messages() const;
};

// A message on a day.
struct DayMessage
{
    quint32 person = 0; // their place in the table
    quint16 flow = 0;   // its place in MessageCalendar::flows
    MessageChannel channel{};

    friend auto operator<=>(const DayMessage &, const DayMessage &) = default;
};

struct MessageCalendar
{
    static constexpr size_t MostCounted = 10;
    static constexpr size_t MostFlows = 10'000;

    Instant from;
    Instant to;
    QTimeZone zone = QTimeZone::utc();
    qint64 firstDay = 0; // since 1970
    int days = 0;
    quint32 profiles = 0;                               // in the table
    std::vector<FlowLoad> flows;                        // as they were given
    std::vector<std::vector<DayMessage>> messagesOfDay; // by person
    // Whose fullest seven days held 1, 2, …, and 10 or more messages; each person in one of them.
    std::array<ProfileSet, MostCounted> peopleByWeek;
    std::vector<Collision> collisions;     // the most messages first
    std::vector<SaleWeekend> saleWeekends; // that lie whole in the range, the newest first

    [[nodiscard]] quint64 messagesOn(int day) const;
    [[nodiscard]] quint64 messagesOn(int day, MessageChannel channel) const;
    // Who got that many or more on a day, of all channels or of one.
    [[nodiscard]] ProfileSet peopleOn(int day, size_t atLeast = 1,
                                      std::optional<MessageChannel> channel = std::nullopt) const;
    // Who got one from a flow by a channel.
    [[nodiscard]] ProfileSet peopleOfFlow(int day, size_t flow, MessageChannel channel) const;
};

// Errors of a single flow stand at it (FlowLoad::failed). Stops soon after it is asked to.
[[nodiscard]] Result<MessageCalendar> calendarOf(const std::vector<FlowDoc> &flows,
                                                 const std::shared_ptr<const ProfileTable> &table,
                                                 const CalendarSetting &setting, const Progress &progress);

} // namespace perennial
