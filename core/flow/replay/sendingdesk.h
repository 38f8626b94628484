// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/messagespacing.h"
#include "core/segment/moments/personreach.h"

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
    [[nodiscard]] bool isQuietFor(const MessageNode &message, quint32 person, qint64 now) const;
    [[nodiscard]] std::optional<Skipped> unreached(const MessageNode &message, quint32 person, qint64 now);

    const BoundFlow &m_flow;
    std::array<PersonReach, PersonalChannels> m_reach;
    MessageSpacing m_spacing;
    SentMessages m_sent;
};

} // namespace perennial
