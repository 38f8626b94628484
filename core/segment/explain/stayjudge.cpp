// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/journey.h"
#include "core/segment/document/segmentcycle.h"
#include "core/segment/explain/factwindow.h"
#include "core/segment/explain/judge.h"
#include "core/segment/plan/ontheway.h"

#include <algorithm>

namespace perennial {

namespace {

// Membership of a list, or of a flow at a step.
class StayJudge final : public Judge
{
public:
    StayJudge(const MembershipCondition &condition, const JudgeSetting &setting)
        : m_condition(condition)
        , m_frame(setting.binding.frame)
        , m_range(condition.since ? rangeOf(*condition.since, m_frame) : TimeRange())
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const qint64 now = m_frame.now.ms;
        bool isMember = false, joined = false, left = false;
        for (const StayRow &stay : facts.stays(m_condition, now)) {
            const bool holds = stay.holdsAt(now);
            isMember |= holds;
            joined |= holds && isIn(stay.since);
            left |= stay.until <= now && isIn(stay.until);
            if (findings)
                findings->add(evidenceOf(stay, now));
        }
        const bool yes = !m_condition.since ? isMember == m_condition.in : m_condition.in ? joined : left && !isMember;
        return yes ? Verdict::Yes : Verdict::No;
    }

    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const override
    {
        const auto stays = facts.stays(m_condition, m_frame.now.ms);
        const size_t before = turns.size(), most = mostTurns(stays.size());
        for (auto row = stays.rbegin(); row != stays.rend(); ++row) {
            const StayRow &stay = *row;
            if (facts.stopRequested() || turns.size() - before > most)
                return;
            for (const qint64 at : {stay.since, stay.until}) {
                if (m_condition.since && at != TimeRange::End)
                    addDateTurns({Op::DateWithin, {}, *m_condition.since}, m_frame, at, turns);
            }
        }
    }

    std::vector<Changes> remedies(const PersonFacts &, Verdict) const override
    {
        StayChange change{m_condition.of == MemberOf::Flow, m_condition.name, m_condition.step, true, m_frame.now};
        StayChange end = change;
        end.begins = false;
        return {{change}, {end}};
    }

private:
    [[nodiscard]] bool isIn(qint64 at) const { return at >= m_range.from && at <= m_range.to; }

    [[nodiscard]] Evidence evidenceOf(const StayRow &stay, qint64 now) const
    {
        Evidence evidence{
            EvidenceKind::Membership, m_condition.name, Instant{stay.since}, stay.holdsAt(now), {}, false, {}};
        if (stay.until != TimeRange::End)
            evidence.details.push_back({QStringLiteral("until"), Instant{stay.until}.toIso()});
        return evidence;
    }

    MembershipCondition m_condition;
    TimeFrame m_frame;
    TimeRange m_range;
};

// Earlier stays in this flow, or a list that a flow changed: the same whatever is supposed of the person.
class MembershipOnTheWayJudge final : public Judge
{
public:
    MembershipOnTheWayJudge(const MembershipCondition &condition, const TimeFrame &frame, bool yes)
        : m_yes(yes)
    {
        if (condition.of == MemberOf::ThisFlow && frame.journey) {
            for (const TimeRange &stay : frame.journey->earlier)
                m_stays.push_back({EvidenceKind::Membership,
                                   condition.name,
                                   Instant{stay.from},
                                   false,
                                   {},
                                   false,
                                   {{QStringLiteral("until"), Instant{stay.to}.toIso()}}});
        } else {
            m_stays.push_back({EvidenceKind::Membership, condition.name, {}, yes == condition.in, {}, false, {}});
        }
    }

    Verdict judge(const PersonFacts &, Findings *findings) const override
    {
        if (findings)
            findings->addAll(m_stays.size(), [this](size_t i) { return m_stays[i]; });
        return m_yes ? Verdict::Yes : Verdict::No;
    }

private:
    bool m_yes;
    std::vector<Evidence> m_stays;
};

} // namespace

JudgePointer makeStayJudge(const MembershipCondition &condition, const JudgeSetting &setting)
{
    const TimeFrame &frame = setting.binding.frame;
    if (const auto onTheWay = membershipOnTheWay(condition, frame))
        return std::make_unique<MembershipOnTheWayJudge>(condition, frame, *onTheWay);
    return std::make_unique<StayJudge>(condition, setting);
}

} // namespace perennial
