// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/channel.h"

#include <QtGlobal>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace perennial {

class Database;

enum class ConsentWord : quint8 { Unknown, Subscribed, Unsubscribed, Never };

[[nodiscard]] std::string_view wordOf(ConsentWord state);
[[nodiscard]] std::string_view wordOf(Channel channel);
[[nodiscard]] std::optional<Channel> channelNamed(std::string_view name);

// A consent cell: the state, and whether it said only "no", which means "not subscribed" and withdraws nothing by
// itself.
struct ConsentCell
{
    ConsentWord state = ConsentWord::Unknown;
    bool isPlainNo = false;
};
[[nodiscard]] std::optional<ConsentCell> consentFromCell(std::string_view cell);

// What is known of every profile's consent and suppression, in all and from the source of the present file.
class ConsentBook
{
public:
    // How a consent came that was ticked at checkout: it counts only where nothing better is known.
    static constexpr std::string_view CheckoutMethod = "checkout";

    // Forgets the file before.
    [[nodiscard]] Result<void> begin(const Database &database, std::string_view source);

    // The state to write; Unknown when the file says nothing new.
    [[nodiscard]] ConsentWord offer(qint64 profile, Channel channel, const ConsentCell &cell);
    // After an accepted offer: nothing was known of the channel before, or only a tick at checkout.
    [[nodiscard]] bool isFirstWord(qint64 profile, Channel channel) { return known(profile, channel).isFirstWord; }
    [[nodiscard]] bool offerCheckout(qint64 profile, Channel channel);
    // True when the suppression has to be written, or its end.
    [[nodiscard]] bool offerSuppression(qint64 profile, Channel channel, bool isSuppressed);

private:
    struct Known
    {
        ConsentWord latest : 2 = ConsentWord::Unknown;
        ConsentWord fromSource : 2 = ConsentWord::Unknown;
        bool isFromThisFile : 1 = false;
        bool isCheckout : 1 = false;
        bool isSuppressedBySource : 1 = false;
        bool isSuppressionFromThisFile : 1 = false;
        bool isFirstWord : 1 = false;
    };
    using Channels = std::array<Known, 4>;

    [[nodiscard]] Result<void> loadConsents(const Database &database, std::string_view source);
    [[nodiscard]] Result<void> loadSuppressions(const Database &database, std::string_view source);
    [[nodiscard]] Known &known(qint64 profile, Channel channel);

    std::vector<Channels> m_profiles; // by profile id
};

} // namespace perennial
