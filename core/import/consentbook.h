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

// What a file's word on a channel leads to.
struct ConsentVerdict
{
    ConsentWord state = ConsentWord::Unknown; // to write; Unknown when the file says nothing new
    bool replaces = false;                    // what this import has written of the channel before
    bool waits = false;     // a stricter word may follow that is no news: write it at the file's end if it still counts
    int contradictions = 0; // rows that have turned out to contradict each other
};

// What is known of every profile's consent and suppression, in all and from the source of the present file.
class ConsentBook
{
public:
    // How a consent came that was ticked at checkout: it counts only where nothing better is known.
    static constexpr std::string_view CheckoutMethod = "checkout";

    // Forgets the file before.
    [[nodiscard]] Result<void> begin(const Database &database, std::string_view source);

    // Of several words in one file the strictest counts, in whatever order they come.
    [[nodiscard]] ConsentVerdict offer(qint64 profile, Channel channel, const ConsentCell &cell);
    // Whether the file has said nothing stricter than `cell`.
    [[nodiscard]] bool stillCounts(qint64 profile, Channel channel, const ConsentCell &cell);
    // Nothing was known of the channel before this file, or only a tick at checkout.
    [[nodiscard]] bool isFirstWord(qint64 profile, Channel channel);
    [[nodiscard]] bool offerCheckout(qint64 profile, Channel channel);
    // True when the suppression has to be written, or its end.
    [[nodiscard]] bool offerSuppression(qint64 profile, Channel channel, bool isSuppressed);

private:
    struct Known
    {
        // Before this file.
        ConsentWord latest : 2 = ConsentWord::Unknown;
        ConsentWord fromSource : 2 = ConsentWord::Unknown;
        bool isCheckout : 1 = false;
        bool isFromThisFile : 1 = false;
        bool isSuppressedBySource : 1 = false;
        bool isSuppressionFromThisFile : 1 = false;
        quint8 strictness : 2 = 0; // of this file's word
        bool isDisputed : 1 = false;
    };
    using Channels = std::array<Known, 4>;

    [[nodiscard]] Result<void> loadConsents(const Database &database, std::string_view source);
    [[nodiscard]] Result<void> loadSuppressions(const Database &database, std::string_view source);
    [[nodiscard]] static ConsentWord newState(const Known &entry, const ConsentCell &cell);
    [[nodiscard]] Known &known(qint64 profile, Channel channel);

    std::vector<Channels> m_profiles; // by profile id
};

} // namespace perennial
