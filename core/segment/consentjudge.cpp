// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/enumids.h"
#include "core/segment/judge.h"

#include <algorithm>

namespace perennial {

namespace {

QString wordOf(ConsentState state)
{
    if (state == ConsentState::Subscribed)
        return QStringLiteral("subscribed");
    return state == ConsentState::Unsubscribed ? QStringLiteral("unsubscribed") : QStringLiteral("never");
}

class ConsentJudge final : public Judge
{
public:
    ConsentJudge(const ConsentCondition &condition, const JudgeSetting &setting)
        : m_channel(*condition.channel)
        , m_state(*condition.state)
        , m_now(setting.binding.frame.now)
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const auto consents = facts.consents(m_channel, m_now.ms);
        const auto suppressions = facts.suppressions(m_channel, m_now.ms);
        const bool hasAddress = facts.hasAddress(m_channel);
        if (findings)
            explain(consents, suppressions, hasAddress, *findings);
        const ConsentState said = consents.empty() ? ConsentState::Never : consents.back().state;
        const bool canReceive = said == ConsentState::Subscribed && suppressions.empty() && hasAddress;
        return holds(said, canReceive, !suppressions.empty()) ? Verdict::Yes : Verdict::No;
    }

    std::vector<Changes> remedies(const PersonFacts &facts, Verdict wanted) const override
    {
        const ConsentChange subscribe{m_channel, ConsentState::Subscribed, m_now, {}, {}};
        const ConsentChange unsubscribe{m_channel, ConsentState::Unsubscribed, m_now, {}, {}};
        std::vector<Changes> proposals{{subscribe}, {unsubscribe}};
        if (m_state == Reach::CanReceive || m_state == Reach::CannotReceive)
            proposals.push_back(obstacles(facts));
        if (m_state == Reach::Suppressed || m_state == Reach::NotSuppressed || m_state == Reach::Bounced)
            proposals = {{SuppressionChange{m_channel, (m_state == Reach::NotSuppressed) != (wanted == Verdict::Yes),
                                            m_now, QStringLiteral("HARD_BOUNCED")}}};
        return proposals;
    }

private:
    [[nodiscard]] bool holds(ConsentState said, bool canReceive, bool suppressed) const
    {
        switch (m_state) {
        case Reach::CanReceive:
            return canReceive;
        case Reach::CannotReceive:
            return !canReceive;
        case Reach::Subscribed:
            return said == ConsentState::Subscribed;
        case Reach::Unsubscribed:
            return said == ConsentState::Unsubscribed;
        case Reach::Never:
            return said == ConsentState::Never;
        case Reach::NotSuppressed:
            return !suppressed;
        default:
            return suppressed;
        }
    }

    // Everything that stands between the person and a message.
    [[nodiscard]] Changes obstacles(const PersonFacts &facts) const
    {
        Changes changes;
        const auto consents = facts.consents(m_channel, m_now.ms);
        if (consents.empty() || consents.back().state != ConsentState::Subscribed)
            changes.emplace_back(ConsentChange{m_channel, ConsentState::Subscribed, m_now, {}, {}});
        if (!facts.suppressions(m_channel, m_now.ms).empty())
            changes.emplace_back(SuppressionChange{m_channel, false, m_now, {}});
        if (!facts.hasAddress(m_channel))
            changes.emplace_back(AddressChange{m_channel});
        return changes;
    }

    void explain(const std::vector<ConsentRow> &consents, const std::vector<SuppressionRow> &suppressions,
                 bool hasAddress, Findings &findings) const
    {
        const QString channel = enumId(m_channel);
        if (consents.empty())
            findings.add({EvidenceKind::Consent, channel, {}, QJsonValue::Null, {}, false, {}});
        else
            findings.add({EvidenceKind::Consent, channel, Instant{consents.back().at}, wordOf(consents.back().state),
                          {}, false, {}});
        for (const SuppressionRow &row : suppressions)
            findings.add({EvidenceKind::Suppression, channel, Instant{row.at}, QJsonValue::Null, {}, false, {}});
        if (m_state == Reach::CanReceive || m_state == Reach::CannotReceive)
            findings.add({EvidenceKind::Address, channel, {}, hasAddress, {}, false, {}});
    }

    Channel m_channel;
    Reach m_state;
    Instant m_now;
};

} // namespace

JudgePointer makeConsentJudge(const ConsentCondition &condition, const JudgeSetting &setting)
{
    return std::make_unique<ConsentJudge>(condition, setting);
}

} // namespace perennial
