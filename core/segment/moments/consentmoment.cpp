// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/moments/momentleaf.h"
#include "core/segment/moments/personreach.h"
#include "core/segment/moments/windowturns.h"

namespace perennial {

namespace {

// A state of consent or suppression, which is always known.
class ConsentMoment final : public MomentLeaf
{
public:
    ConsentMoment(const ConsentCondition &condition, const MomentBinding &binding)
        : m_state(*condition.state)
        , m_reach(*binding.table, *condition.channel)
    {
    }

    Verdict judge(const MomentQuestion &asked) override { return holds(asked) ? Verdict::Yes : Verdict::No; }
    qint64 nextTurn(const MomentQuestion &asked) override { return m_reach.nextChange(asked.person, asked.now); }

private:
    [[nodiscard]] bool holds(const MomentQuestion &asked)
    {
        const auto [person, now, journey] = asked;
        switch (m_state) {
        case Reach::CanReceive:
            return m_reach.canReceive(person, now);
        case Reach::CannotReceive:
            return !m_reach.canReceive(person, now);
        case Reach::Subscribed:
            return m_reach.consent(person, now) == ConsentState::Subscribed;
        case Reach::Unsubscribed:
            return m_reach.consent(person, now) == ConsentState::Unsubscribed;
        case Reach::Never:
            return m_reach.consent(person, now) == ConsentState::Never;
        case Reach::Suppressed:
            return m_reach.isSuppressed(person, now);
        case Reach::NotSuppressed:
            return !m_reach.isSuppressed(person, now);
        case Reach::Bounced:
            return m_reach.hasBounced(person, now);
        }
        return false;
    }

    Reach m_state;
    PersonReach m_reach;
};

// With a method, an opt-in or a time: asked of the engine.
class ConsentDetailMoment final : public MomentLeaf
{
public:
    ConsentDetailMoment(const ConsentCondition &condition, const MomentBinding &binding)
        : m_engine(makeEngineMoment(condition, binding))
        , m_reach(*binding.table, *condition.channel)
        , m_since(condition.since)
        , m_binding(binding)
    {
    }

    Verdict judge(const MomentQuestion &asked) override { return m_engine->judge(asked); }
    qint64 nextTurn(const MomentQuestion &asked) override
    {
        qint64 turn = m_reach.nextChange(asked.person, asked.now);
        const auto note = [&](qint64 at) {
            if (m_since && at <= asked.now)
                turn = std::min(turn, nextWindowTurn(*m_since, m_binding.frame(asked), at));
        };
        for (const ConsentRow &row : m_reach.consents(asked.person))
            note(row.at);
        for (const SuppressionRow &row : m_reach.suppressions(asked.person))
            note(row.at);
        return turn;
    }

private:
    MomentLeafPointer m_engine;
    PersonReach m_reach;
    std::optional<Window> m_since;
    const MomentBinding &m_binding;
};

} // namespace

MomentLeafPointer makeConsentMoment(const ConsentCondition &condition, const MomentBinding &binding)
{
    if (condition.method.isEmpty() && !condition.doubleOptIn && !condition.since)
        return std::make_unique<ConsentMoment>(condition, binding);
    return std::make_unique<ConsentDetailMoment>(condition, binding);
}

} // namespace perennial
