// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/messagespacing.h"

#include <algorithm>

namespace perennial {

std::optional<int> smartHours(const SmartSending &smart, MessageChannel channel)
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

bool SpacingRefusal::counts(const SentMessage &message, size_t ofChannel) const
{
    return (!channel || static_cast<size_t>(*channel) == ofChannel) && message.at >= within.from &&
           message.at <= within.to && (message.isMarketing || why == Skipped::SmartSending);
}

MessageSpacing::MessageSpacing(const BoundFlow &flow)
    : m_flow(flow)
{
    if (flow.written.sending.countsReceived)
        m_received = {flow.table->metric(QStringLiteral("Received Email")),
                      flow.table->metric(QStringLiteral("Received SMS")), nullptr};
}

std::optional<SpacingRefusal> MessageSpacing::refusal(const MessageNode &message, quint32 person, qint64 now,
                                                      const SentMessages &sent)
{
    if (message.messageClass != MessageClass::Marketing || !isPersonal(message.channel))
        return std::nullopt;
    const SendingRules &rules = m_flow.written.sending;
    if (const auto hours = smartHours(rules.smart, message.channel); hours && message.smartSending) {
        const SpacingRefusal asked{Skipped::SmartSending, {now - *hours * Instant::HourMs, now}, message.channel};
        if (count(asked, person, sent) > 0)
            return asked;
    }
    for (const FrequencyCap &cap : rules.caps) {
        if (cap.channel && *cap.channel != message.channel)
            continue;
        const qint64 after = shiftedBack(now, cap.per.n, cap.per.unit, m_flow.zone());
        const SpacingRefusal asked{Skipped::Cap, {after + 1, now}, cap.channel};
        if (count(asked, person, sent) >= cap.most)
            return asked;
    }
    return std::nullopt;
}

int MessageSpacing::count(const SpacingRefusal &asked, quint32 person, const SentMessages &sent)
{
    int messages = 0;
    for (size_t channel = 0; channel < PersonalChannels; ++channel) {
        if (asked.channel && static_cast<size_t>(*asked.channel) != channel)
            continue;
        messages += static_cast<int>(std::ranges::count_if(
            sent[channel], [&](const SentMessage &message) { return asked.counts(message, channel); }));
        if (const EventColumn *received = m_received[channel]) {
            EventColumn::Run run = m_runs[channel].of(*received, person);
            if (run.begin < run.end)
                run = received->within(run, asked.within.from, asked.within.to);
            messages += static_cast<int>(run.end - run.begin);
        }
    }
    return messages;
}

} // namespace perennial
