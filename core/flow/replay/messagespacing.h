// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/boundflow.h"
#include "core/flow/replay/journeystate.h"
#include "core/segment/moments/personrun.h"

#include <array>

namespace perennial {

// Those that reach a person by an address: e-mail, SMS, push, by MessageChannel.
inline constexpr size_t PersonalChannels = 3;

[[nodiscard]] inline bool isPersonal(MessageChannel channel)
{
    return static_cast<size_t>(channel) < PersonalChannels;
}

struct SentMessage
{
    qint64 at = 0;
    bool isMarketing = false;
    size_t flow = 0; // where messages of several are laid together
};

// What one person was sent so far, by channel and by time.
using SentMessages = std::array<std::vector<SentMessage>, PersonalChannels>;

// Why a message may not follow those before it, and which of them count for that.
struct SpacingRefusal
{
    Skipped why{};                         // SmartSending or Cap
    TimeRange within;                      // both ends included
    std::optional<MessageChannel> channel; // nothing: every personal one

    [[nodiscard]] bool counts(const SentMessage &message, size_t ofChannel) const;
};

// The smart sending and the caps of a flow. For one thread.
class MessageSpacing
{
public:
    explicit MessageSpacing(const BoundFlow &flow);

    // `sent`: what the person was sent before. Nothing: the message may go.
    [[nodiscard]] std::optional<SpacingRefusal> refusal(const MessageNode &message, quint32 person, qint64 now,
                                                        const SentMessages &sent);

private:
    [[nodiscard]] int count(const SpacingRefusal &asked, quint32 person, const SentMessages &sent);

    const BoundFlow &m_flow;
    std::array<const EventColumn *, PersonalChannels> m_received{};
    std::array<PersonRun, PersonalChannels> m_runs;
};

// In how many hours smart sending allows one message of a channel; nothing: it does not look.
[[nodiscard]] std::optional<int> smartHours(const SmartSending &smart, MessageChannel channel);

} // namespace perennial
