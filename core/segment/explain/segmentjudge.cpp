// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/docjudge.h"

#include <algorithm>

namespace perennial {

namespace {

// What a segment that many conditions may name says of the same person is found out once.
bool isMember(const DocJudge &segment, const PersonFacts &facts)
{
    auto &known = facts.judged().members;
    if (const auto before = known.find(segment.number()); before != known.end())
        return before->second;
    const bool member = segment.isMember(facts);
    known.emplace(segment.number(), member);
    return member;
}

const std::vector<Changes> &remediesOf(const DocJudge &segment, const PersonFacts &facts, bool member)
{
    auto &known = facts.judged().remedies;
    const std::pair key(segment.number(), member);
    if (const auto before = known.find(key); before != known.end())
        return before->second;
    return known.emplace(key, segment.remedies(facts, member)).first->second;
}

// Membership of a saved segment, whose own explanation stands below it.
class SegmentJudge final : public Judge
{
public:
    SegmentJudge(const MembershipCondition &condition, TimeRange range)
        : m_condition(condition)
        , m_range(range)
    {
    }

    Result<void> bind(const JudgeSetting &setting)
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
            auto segment = setting.sources.definitionAt({m_condition.of, m_condition.name}, {moment});
            if (!segment)
                return failure(segment.error());
            m_segments.push_back(std::move(*segment));
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
        bool yes = isMember(*m_segments[place], facts) == m_condition.in;
        if (m_asksEnd)
            yes = yes && isMember(*m_segments[++place], facts) == m_condition.in;
        if (m_asksStart)
            yes = yes && isMember(*m_segments[++place], facts) != m_condition.in;
        return yes ? Verdict::Yes : Verdict::No;
    }

    std::vector<Changes> remedies(const PersonFacts &facts, Verdict wanted) const override
    {
        return remediesOf(*m_segments.front(), facts, (wanted == Verdict::Yes) == m_condition.in);
    }

    std::span<const std::shared_ptr<const DocJudge>> segments() const override { return m_segments; }

private:
    void explain(const PersonFacts &facts, Findings &findings) const
    {
        for (const auto &segment : m_segments)
            findings.add(
                {EvidenceKind::Segment, m_condition.name, segment->asOf(), isMember(*segment, facts), {}, false, {}});
    }

    MembershipCondition m_condition;
    TimeRange m_range;
    bool m_asksEnd = false;
    bool m_asksStart = false;
    // Now, at the window's end, before its start: as far as asked.
    std::vector<std::shared_ptr<const DocJudge>> m_segments;
};

} // namespace

Result<JudgePointer> makeSegmentJudge(const MembershipCondition &condition, const JudgeSetting &setting)
{
    TimeRange range = condition.since ? rangeOf(*condition.since, setting.binding.frame) : TimeRange();
    range.to = std::min(range.to, setting.binding.frame.now.ms);
    auto judge = std::make_unique<SegmentJudge>(condition, range);
    if (const auto bound = judge->bind(setting); !bound)
        return failure(bound.error());
    return judge;
}

} // namespace perennial
