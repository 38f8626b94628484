// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/consentleaf.h"

#include "core/segment/evaluate/consentdetailleaf.h"

#include <algorithm>

namespace perennial {

namespace {

using Words = std::vector<quint64>;

// Consent and suppression are always known: who never said anything never subscribed.
class ConsentLeaf final : public Leaf
{
public:
    ConsentLeaf(const ConsentCondition &condition, const Binding &binding)
        : m_column(binding.table.consent(*condition.channel))
        , m_reachable(binding.table.reachableBy(*condition.channel))
        , m_state(*condition.state)
        , m_since(condition.since ? rangeOf(*condition.since, binding.frame) : TimeRange())
        , m_asOf(binding.frame.now.ms)
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        const Words words = wordsOf(chunk);
        const bool complement =
            m_state == Reach::CannotReceive || m_state == Reach::NotSuppressed || m_state == Reach::Never;
        for (size_t i = 0; i < words.size(); ++i)
            verdicts.yes[i] = complement ? ~words[i] : words[i];
    }

private:
    [[nodiscard]] Words wordsOf(const PeopleChunk &chunk) const
    {
        switch (m_state) {
        case Reach::Suppressed:
        case Reach::NotSuppressed:
        case Reach::Bounced:
            return suppressed(chunk, m_since, m_state == Reach::Bounced);
        case Reach::Subscribed:
            return inState(chunk, ConsentState::Subscribed);
        case Reach::Unsubscribed:
            return inState(chunk, ConsentState::Unsubscribed);
        case Reach::Never: {
            Words said = inState(chunk, ConsentState::Subscribed);
            const Words unsubscribed = inState(chunk, ConsentState::Unsubscribed);
            std::ranges::transform(said, unsubscribed, said.begin(), std::bit_or<>());
            return said;
        }
        default:
            return canReceive(chunk);
        }
    }

    [[nodiscard]] Words canReceive(const PeopleChunk &chunk) const
    {
        Words words = inState(chunk, ConsentState::Subscribed);
        const Words barred = suppressed(chunk, TimeRange(), false);
        for (size_t i = 0; i < words.size(); ++i)
            words[i] &= ~barred[i] & (m_reachable ? m_reachable->words()[chunk.first / 64 + i] : ~quint64(0));
        return words;
    }

    [[nodiscard]] Words suppressed(const PeopleChunk &chunk, const TimeRange &since, bool bouncesOnly) const
    {
        Words words(chunk.wordCount());
        auto row = std::ranges::lower_bound(m_column.suppressions, chunk.first, {}, &SuppressionRow::person);
        for (; row != m_column.suppressions.end() && row->person < chunk.end(); ++row) {
            const bool holds = row->at <= m_asOf && row->endedAt > m_asOf && row->at >= since.from &&
                               row->at <= since.to && (row->bounced || !bouncesOnly);
            words[(row->person - chunk.first) / 64] |= static_cast<quint64>(holds) << (row->person & 63);
        }
        return words;
    }

    [[nodiscard]] Words inState(const PeopleChunk &chunk, ConsentState state) const
    {
        if (m_asOf >= m_column.lastConsentAt) {
            const ProfileSet &set = state == ConsentState::Subscribed ? m_column.subscribed : m_column.unsubscribed;
            const auto begin = set.words().begin() + chunk.first / 64;
            return {begin, begin + static_cast<qsizetype>(chunk.wordCount())};
        }
        Words words(chunk.wordCount());
        auto row = std::ranges::lower_bound(m_column.consents, chunk.first, {}, &ConsentRow::person);
        for (; row != m_column.consents.end() && row->person < chunk.end(); ++row) {
            if (row->at > m_asOf)
                continue;
            const quint64 bit = quint64(1) << (row->person & 63);
            quint64 &word = words[(row->person - chunk.first) / 64];
            word = row->state == state ? word | bit : word & ~bit;
        }
        return words;
    }

    const ConsentColumn &m_column;
    const ProfileSet *m_reachable;
    Reach m_state;
    TimeRange m_since; // of a suppression
    qint64 m_asOf;
};

} // namespace

std::shared_ptr<const Leaf> makeConsentLeaf(const ConsentCondition &condition, const Binding &binding)
{
    auto state = std::make_shared<ConsentLeaf>(condition, binding);
    const bool isSuppression = condition.state == Reach::Suppressed || condition.state == Reach::Bounced;
    if (isSuppression || (condition.method.isEmpty() && !condition.doubleOptIn && !condition.since))
        return state;
    return makeConsentDetailLeaf(condition, binding, std::move(state));
}

} // namespace perennial
