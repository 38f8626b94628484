// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/sendingdesk.h"

#include <algorithm>

namespace perennial {

SendingDesk::SendingDesk(const BoundFlow &flow)
    : m_flow(flow)
    , m_reach{PersonReach(*flow.table, Channel::Email), PersonReach(*flow.table, Channel::Sms),
              PersonReach(*flow.table, Channel::Push)}
    , m_spacing(flow)
{
}

void SendingDesk::begin(quint32)
{
    for (auto &sent : m_sent)
        sent.clear();
}

bool SendingDesk::isQuietFor(const MessageNode &message, quint32 person, qint64 now) const
{
    const QuietHours &quiet = m_flow.written.sending.quiet;
    const bool covers = quiet.on && message.messageClass == MessageClass::Marketing &&
                        std::ranges::find(quiet.channels, message.channel) != quiet.channels.end();
    return covers && isQuiet(quiet, now, m_flow.zones.zoneOf(quiet.clock, person, now));
}

std::optional<qint64> SendingDesk::heldUntil(const MessageNode &message, quint32 person, qint64 now) const
{
    const QuietHours &quiet = m_flow.written.sending.quiet;
    if (quiet.then != WhenQuiet::Wait || !isQuietFor(message, person, now))
        return std::nullopt;
    return nextClock(now + 1, quiet.to, {}, m_flow.zones.zoneOf(quiet.clock, person, now));
}

std::optional<Skipped> SendingDesk::decide(const MessageNode &message, quint32 person, qint64 now)
{
    if (isQuietFor(message, person, now))
        return Skipped::QuietHours;
    if (!isPersonal(message.channel))
        return std::nullopt;
    if (const auto reason = unreached(message, person, now))
        return reason;
    if (const auto refusal = m_spacing.refusal(message, person, now, m_sent))
        return refusal->why;
    m_sent[static_cast<size_t>(message.channel)].push_back({now, message.messageClass == MessageClass::Marketing});
    return std::nullopt;
}

std::optional<Skipped> SendingDesk::unreached(const MessageNode &message, quint32 person, qint64 now)
{
    PersonReach &reach = m_reach[static_cast<size_t>(message.channel)];
    if (!reach.hasAddress(person))
        return Skipped::NoAddress;
    if (reach.isSuppressed(person, now))
        return Skipped::Suppressed;
    if (message.messageClass == MessageClass::Marketing && reach.consent(person, now) != ConsentState::Subscribed)
        return Skipped::NoConsent;
    return std::nullopt;
}

} // namespace perennial
