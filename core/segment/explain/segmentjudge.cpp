// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/sentence.h"
#include "core/segment/explain/docjudge.h"

#include <algorithm>

namespace perennial {

namespace {

// Membership of a saved segment, with that segment's own explanation below it.
class SegmentJudge final : public Judge
{
public:
    SegmentJudge(const MembershipCondition &condition, TimeRange range)
        : m_condition(condition)
        , m_range(range)
    {
    }

    Result<void> bind(const SegmentDoc &doc, const JudgeSetting &setting)
    {
        const qint64 now = setting.binding.frame.now.ms;
        std::vector<qint64> moments{now};
        m_asksEnd = !m_range.isEmpty() && m_range.to < now;
        m_asksStart = !m_range.isEmpty() && m_range.from != TimeRange::Start;
        if (m_asksEnd)
            moments.push_back(m_range.to);
        if (m_asksStart)
            moments.push_back(m_range.from - 1);
        for (const qint64 moment : moments) {
            auto judge = DocJudge::bind(doc, setting.binding.table, {moment}, setting.sources);
            if (!judge)
                return failure(judge.error());
            m_judges.push_back(std::move(*judge));
        }
        return {};
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        if (findings)
            explain(facts, *findings);
        if (m_range.isEmpty() || (m_condition.since && !m_condition.in && !m_asksStart))
            return Verdict::No;
        size_t place = 0;
        bool yes = m_judges[place].isMember(facts) == m_condition.in;
        if (m_asksEnd)
            yes = yes && m_judges[++place].isMember(facts) == m_condition.in;
        if (m_asksStart)
            yes = yes && m_judges[++place].isMember(facts) != m_condition.in;
        return yes ? Verdict::Yes : Verdict::No;
    }

    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const override
    {
        for (const qint64 turn : m_judges.front().turns(facts))
            turns.push_back(turn);
    }

    std::vector<Changes> remedies(const PersonFacts &facts, Verdict wanted) const override
    {
        return m_judges.front().remedies(facts, (wanted == Verdict::Yes) == m_condition.in);
    }

private:
    void explain(const PersonFacts &facts, Findings &findings) const
    {
        for (const DocJudge &judge : m_judges) {
            findings.add(
                {EvidenceKind::Membership, m_condition.name, judge.asOf(), judge.isMember(facts), {}, false, {}});
            findings.nested.push_back(judge.explain(facts));
            findings.nested.back().asOf = judge.asOf();
        }
    }

    MembershipCondition m_condition;
    TimeRange m_range;
    bool m_asksEnd = false;
    bool m_asksStart = false;
    std::vector<DocJudge> m_judges; // now, at the window's end, before its start: as far as asked
};

} // namespace

Result<JudgePointer> makeSegmentJudge(const MembershipCondition &condition, const JudgeSetting &setting)
{
    const auto doc = setting.sources.segment(condition.name);
    if (!doc)
        return failure(doc.error());
    TimeRange range = condition.since ? rangeOf(*condition.since, setting.binding.frame) : TimeRange();
    range.to = std::min(range.to, setting.binding.frame.now.ms);
    auto judge = std::make_unique<SegmentJudge>(condition, range);
    if (const auto bound = judge->bind(*doc, setting); !bound)
        return failure(bound.error());
    return judge;
}

} // namespace perennial
