// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/boundflow.h"
#include "core/flow/replay/journeystate.h"
#include "core/segment/moments/personreach.h"

#include <array>

namespace perennial {

// Decides about the messages to one person after the other, and remembers those that were sent. For one thread.
class SendingDesk
{
public:
    explicit SendingDesk(const BoundFlow &flow);

    // Before anything of another person.
    void begin(quint32 person);
    // The end of the quiet hours that a message has to wait for.
    [[nodiscard]] std::optional<qint64> heldUntil(const MessageNode &message, quint32 person, qint64 now) const;
    // Nothing: it is sent, and counts from now on.
    [[nodiscard]] std::optional<Skipped> decide(const MessageNode &message, quint32 person, qint64 now);

private:
    static constexpr size_t Channels = 3; // e-mail, SMS, push
    struct Sent
    {
        qint64 at;
        bool isMarketing;
    };

    [[nodiscard]] bool isQuietFor(const MessageNode &message, quint32 person, qint64 now) const;
    [[nodiscard]] std::optional<Skipped> unreached(const MessageNode &message, quint32 person, qint64 now);
    [[nodiscard]] bool hadOneLately(MessageChannel channel, quint32 person, qint64 now);
    [[nodiscard]] bool isCapped(const MessageNode &message, quint32 person, qint64 now);
    [[nodiscard]] int count(size_t channel, quint32 person, const TimeRange &range, bool marketingOnly);

    const BoundFlow &m_flow;
    std::array<PersonReach, Channels> m_reach;
    std::array<const EventColumn *, Channels> m_received{};
    std::array<PersonRun, Channels> m_runs;
    std::array<std::vector<Sent>, Channels> m_sent;
};

} // namespace perennial
