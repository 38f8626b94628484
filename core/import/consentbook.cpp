// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/consentbook.h"

#include "core/base/celltext.h"
#include "core/import/values/cell.h"
#include "core/sqlite/database.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr std::array<std::string_view, 4> StateWords{"", "subscribed", "unsubscribed", "never"};
constexpr std::array<std::string_view, 4> ChannelWords{"email", "sms", "push", "whatsapp"};

ConsentWord stateNamed(std::string_view word)
{
    return static_cast<ConsentWord>(std::ranges::find(StateWords, word) - StateWords.begin());
}

quint8 strictnessOf(const ConsentCell &cell)
{
    return cell.state == ConsentWord::Subscribed     ? 0
           : cell.state == ConsentWord::Unsubscribed ? 3
           : cell.isPlainNo                          ? 2
                                                     : 1;
}

} // namespace

std::string_view wordOf(ConsentWord state)
{
    return StateWords[static_cast<size_t>(state)];
}
std::string_view wordOf(Channel channel)
{
    return ChannelWords[static_cast<size_t>(channel)];
}

std::optional<Channel> channelNamed(std::string_view name)
{
    const auto found = std::ranges::find(ChannelWords, name);
    return found == ChannelWords.end() ? std::nullopt
                                       : std::optional(static_cast<Channel>(found - ChannelWords.begin()));
}

std::optional<ConsentCell> consentFromCell(std::string_view cell)
{
    const std::string_view word = trimmed(cell);
    if (equalsIgnoringCase(word, "unsubscribed"))
        return ConsentCell{ConsentWord::Unsubscribed, false};
    if (equalsIgnoringCase(word, "never_subscribed") || equalsIgnoringCase(word, "never subscribed") ||
        equalsIgnoringCase(word, "never"))
        return ConsentCell{ConsentWord::Never, false};
    if (const auto yes = yesOrNo(word))
        return *yes ? ConsentCell{ConsentWord::Subscribed, false} : ConsentCell{ConsentWord::Never, true};
    return std::nullopt;
}

Result<void> ConsentBook::begin(const Database &database, std::string_view source)
{
    m_profiles.clear();
    if (auto loaded = loadConsents(database, source); !loaded)
        return loaded;
    return loadSuppressions(database, source);
}

Result<void> ConsentBook::loadConsents(const Database &database, std::string_view source)
{
    auto statement = database.prepare("SELECT profile_id, channel, state, coalesce(method, ''), "
                                      "import_id IN (SELECT id FROM imports WHERE source = ?1) "
                                      "FROM consents ORDER BY profile_id, channel, at");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, source);
    return forEachRow(*statement, [&](const Statement &row) {
        const auto channel = channelNamed(row.bytes(1));
        if (!channel)
            return;
        Known &entry = known(row.integer(0), *channel);
        entry.latest = stateNamed(row.bytes(2));
        entry.isCheckout = row.bytes(3) == CheckoutMethod;
        if (row.integer(4) != 0)
            entry.fromSource = entry.latest;
    });
}

Result<void> ConsentBook::loadSuppressions(const Database &database, std::string_view source)
{
    auto statement = database.prepare("SELECT profile_id, channel FROM suppressions WHERE ended_at IS NULL "
                                      "AND import_id IN (SELECT id FROM imports WHERE source = ?1)");
    if (!statement)
        return failure(statement.error());
    statement->bind(1, source);
    return forEachRow(*statement, [&](const Statement &row) {
        if (const auto channel = channelNamed(row.bytes(1)))
            known(row.integer(0), *channel).isSuppressedBySource = true;
    });
}

ConsentBook::Known &ConsentBook::known(qint64 profile, Channel channel)
{
    const auto at = static_cast<size_t>(profile);
    if (at >= m_profiles.size())
        m_profiles.resize(at + 1 + at / 2);
    return m_profiles[at][static_cast<size_t>(channel)];
}

ConsentWord ConsentBook::newState(const Known &entry, const ConsentCell &cell)
{
    const bool isWithdrawal = cell.isPlainNo && entry.latest == ConsentWord::Subscribed && !entry.isCheckout;
    const ConsentWord state = isWithdrawal ? ConsentWord::Unsubscribed : cell.state;
    const bool saidNoBefore =
        cell.isPlainNo && entry.fromSource != ConsentWord::Unknown && entry.fromSource != ConsentWord::Subscribed;
    return state == entry.fromSource || saidNoBefore ? ConsentWord::Unknown : state;
}

ConsentVerdict ConsentBook::offer(qint64 profile, Channel channel, const ConsentCell &cell)
{
    Known &entry = known(profile, channel);
    const quint8 strictness = strictnessOf(cell);
    const bool wasSaid = entry.isFromThisFile;
    ConsentVerdict verdict;
    if (wasSaid && (strictness == 0) != (entry.strictness == 0)) {
        verdict.contradictions = entry.isDisputed ? 1 : 2;
        entry.isDisputed = true;
    }
    if (wasSaid && strictness <= entry.strictness)
        return verdict;
    entry.isFromThisFile = true;
    entry.strictness = strictness & 3;
    verdict.state = newState(entry, cell);
    verdict.replaces = wasSaid;
    verdict.waits = entry.fromSource != ConsentWord::Unknown;
    return verdict;
}

bool ConsentBook::stillCounts(qint64 profile, Channel channel, const ConsentCell &cell)
{
    return known(profile, channel).strictness == strictnessOf(cell);
}

bool ConsentBook::isFirstWord(qint64 profile, Channel channel)
{
    const Known &entry = known(profile, channel);
    return entry.latest == ConsentWord::Unknown || entry.isCheckout;
}

bool ConsentBook::offerCheckout(qint64 profile, Channel channel)
{
    Known &entry = known(profile, channel);
    if (entry.latest != ConsentWord::Unknown)
        return false;
    entry.latest = ConsentWord::Subscribed;
    entry.isCheckout = true;
    return true;
}

bool ConsentBook::offerSuppression(qint64 profile, Channel channel, bool isSuppressed)
{
    Known &entry = known(profile, channel);
    if (entry.isSuppressionFromThisFile)
        return false;
    entry.isSuppressionFromThisFile = true;
    if (entry.isSuppressedBySource == isSuppressed)
        return false;
    entry.isSuppressedBySource = isSuppressed;
    return true;
}

} // namespace perennial
