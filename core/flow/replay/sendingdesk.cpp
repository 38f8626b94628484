// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/sendingdesk.h"

#include <algorithm>

namespace perennial {

namespace {

// Of those that reach a person by an address.
bool isPersonal(MessageChannel channel)
{
    return channel == MessageChannel::Email || channel == MessageChannel::Sms || channel == MessageChannel::Push;
}

std::optional<int> hoursOf(const SmartSending &smart, MessageChannel channel)
{
    switch (channel) {
    case MessageChannel::Email:
        return smart.emailHours;
    case MessageChannel::Sms:
        return smart.smsHours;
    case MessageChannel::Push:
        return smart.pushHours;
    default:
        return std::nullopt;
    }
}

} // namespace

SendingDesk::SendingDesk(const BoundFlow &flow)
    : m_flow(flow)
    , m_reach{PersonReach(*flow.table, Channel::Email), PersonReach(*flow.table, Channel::Sms),
              PersonReach(*flow.table, Channel::Push)}
{
    if (flow.written.sending.countsReceived)
        m_received = {flow.table->metric(QStringLiteral("Received Email")),
                      flow.table->metric(QStringLiteral("Received SMS")), nullptr};
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
    const bool isMarketing = message.messageClass == MessageClass::Marketing;
    if (isMarketing && message.smartSending && hadOneLately(message.channel, person, now))
        return Skipped::SmartSending;
    if (isMarketing && isCapped(message, person, now))
        return Skipped::Cap;
    m_sent[static_cast<size_t>(message.channel)].push_back({now, isMarketing});
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

bool SendingDesk::hadOneLately(MessageChannel channel, quint32 person, qint64 now)
{
    const auto hours = hoursOf(m_flow.written.sending.smart, channel);
    return hours && count(static_cast<size_t>(channel), person, {now - *hours * Instant::HourMs, now}, false) > 0;
}

bool SendingDesk::isCapped(const MessageNode &message, quint32 person, qint64 now)
{
    return std::ranges::any_of(m_flow.written.sending.caps, [&](const FrequencyCap &cap) {
        if (cap.channel && *cap.channel != message.channel)
            return false;
        const TimeRange range{shiftedBack(now, cap.per.n, cap.per.unit, m_flow.zone()) + 1, now};
        int messages = 0;
        for (size_t channel = 0; channel < Channels; ++channel) {
            if (!cap.channel || static_cast<size_t>(*cap.channel) == channel)
                messages += count(channel, person, range, true);
        }
        return messages >= cap.most;
    });
}

int SendingDesk::count(size_t channel, quint32 person, const TimeRange &range, bool marketingOnly)
{
    const auto counts = [&](const Sent &sent) {
        return sent.at >= range.from && sent.at <= range.to && (sent.isMarketing || !marketingOnly);
    };
    auto messages = static_cast<int>(std::ranges::count_if(m_sent[channel], counts));
    if (const EventColumn *received = m_received[channel]) {
        EventColumn::Run run = m_runs[channel].of(*received, person);
        if (run.begin < run.end)
            run = received->within(run, range.from, range.to);
        messages += static_cast<int>(run.end - run.begin);
    }
    return messages;
}

} // namespace perennial
