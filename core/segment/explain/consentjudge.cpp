// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/enumids.h"
#include "core/segment/explain/factwindow.h"
#include "core/segment/explain/judge.h"

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
        : m_condition(condition)
        , m_frame(setting.binding.frame)
        , m_since(condition.since ? rangeOf(*condition.since, m_frame) : TimeRange())
        , m_channel(*condition.channel)
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
        if (m_state == Reach::Suppressed || m_state == Reach::Bounced)
            return std::ranges::any_of(suppressions, [&](const SuppressionRow &row) { return isAsked(row); })
                       ? Verdict::Yes
                       : Verdict::No;
        if (!holds(said, canReceive, !suppressions.empty()))
            return Verdict::No;
        return isDetailed() ? detailOf(consents) : Verdict::Yes;
    }

    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const override
    {
        if (!m_condition.since)
            return;
        const Test test{Op::DateWithin, {}, *m_condition.since};
        // Of the consents only the newest says anything.
        if (const auto consents = facts.consents(m_channel, m_now.ms); !consents.empty())
            addDateTurns(test, m_frame, consents.back().at, turns);
        const auto suppressions = facts.suppressions(m_channel, m_now.ms);
        const size_t before = turns.size(), most = mostTurns(suppressions.size());
        for (auto row = suppressions.rbegin(); row != suppressions.rend() && turns.size() - before <= most; ++row)
            addDateTurns(test, m_frame, row->at, turns);
        addDateTurns(test, m_frame, m_now.ms, turns);
    }

    std::vector<Changes> remedies(const PersonFacts &facts, Verdict wanted) const override
    {
        ConsentChange subscribe{m_channel, ConsentState::Subscribed, m_now, m_condition.method,
                                m_condition.doubleOptIn};
        ConsentChange unsubscribe = subscribe;
        unsubscribe.state = ConsentState::Unsubscribed;
        std::vector<Changes> proposals{{subscribe}, {unsubscribe}};
        if (isDetailed()) {
            subscribe.method = unsubscribe.method = QStringLiteral("?");
            subscribe.doubleOptIn = unsubscribe.doubleOptIn = !m_condition.doubleOptIn.value_or(true);
            proposals.insert(proposals.end(), {{subscribe}, {unsubscribe}});
        }
        if (m_state == Reach::CanReceive || m_state == Reach::CannotReceive)
            proposals.push_back(obstacles(facts));
        if (m_state == Reach::Suppressed || m_state == Reach::NotSuppressed || m_state == Reach::Bounced)
            proposals = {{SuppressionChange{m_channel, (m_state == Reach::NotSuppressed) != (wanted == Verdict::Yes),
                                            m_now, QStringLiteral("HARD_BOUNCED")}}};
        return proposals;
    }

private:
    [[nodiscard]] bool isDetailed() const
    {
        return !m_condition.method.isEmpty() || m_condition.doubleOptIn || m_condition.since;
    }

    [[nodiscard]] bool isAsked(const SuppressionRow &row) const
    {
        return row.at >= m_since.from && row.at <= m_since.to && (row.bounced || m_state != Reach::Bounced);
    }

    // What is asked of the consent that makes the state.
    [[nodiscard]] Verdict detailOf(const std::vector<FactConsent> &consents) const
    {
        if (consents.empty())
            return Verdict::No;
        const FactConsent &row = consents.back();
        const bool asksMethod = !m_condition.method.isEmpty();
        if ((asksMethod && row.method.isEmpty()) || (m_condition.doubleOptIn && !row.doubleOptIn))
            return Verdict::Unknown;
        const bool yes = row.at >= m_since.from && row.at <= m_since.to &&
                         (!asksMethod || row.method == m_condition.method) &&
                         (!m_condition.doubleOptIn || row.doubleOptIn == m_condition.doubleOptIn);
        return yes ? Verdict::Yes : Verdict::No;
    }

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
            changes.emplace_back(
                ConsentChange{m_channel, ConsentState::Subscribed, m_now, m_condition.method, m_condition.doubleOptIn});
        if (!facts.suppressions(m_channel, m_now.ms).empty())
            changes.emplace_back(SuppressionChange{m_channel, false, m_now, {}});
        if (!facts.hasAddress(m_channel))
            changes.emplace_back(AddressChange{m_channel});
        return changes;
    }

    static Evidence evidenceOf(const QString &channel, const FactConsent &row)
    {
        Evidence evidence{EvidenceKind::Consent, channel, Instant{row.at}, wordOf(row.state), {}, false, {}};
        if (!row.method.isEmpty())
            evidence.details.push_back({QStringLiteral("method"), row.method});
        if (row.doubleOptIn)
            evidence.details.push_back({QStringLiteral("double_opt_in"), *row.doubleOptIn});
        return evidence;
    }

    void explain(const std::vector<FactConsent> &consents, const std::vector<SuppressionRow> &suppressions,
                 bool hasAddress, Findings &findings) const
    {
        const QString channel = enumId(m_channel);
        if (consents.empty())
            findings.add({EvidenceKind::Consent, channel, {}, QJsonValue::Null, {}, false, {}});
        else
            findings.add(evidenceOf(channel, consents.back()));
        for (const SuppressionRow &row : suppressions)
            findings.add({EvidenceKind::Suppression, channel, Instant{row.at}, QJsonValue::Null, {}, false, {}});
        if (m_state == Reach::CanReceive || m_state == Reach::CannotReceive)
            findings.add({EvidenceKind::Address, channel, {}, hasAddress, {}, false, {}});
    }

    ConsentCondition m_condition;
    TimeFrame m_frame;
    TimeRange m_since;
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
