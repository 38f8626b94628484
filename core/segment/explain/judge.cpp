// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/judge.h"

#include "core/segment/document/savedname.h"

namespace perennial {

namespace {

// One overload for each kind of condition.
class JudgeMaker
{
public:
    explicit JudgeMaker(const JudgeSetting &setting)
        : m_setting(setting)
    {
    }

    Result<JudgePointer> operator()(const EventCondition &condition) const
    {
        return makeEventJudge(condition, m_setting);
    }
    Result<JudgePointer> operator()(const PropertyCondition &condition) const
    {
        return makePropertyJudge(condition, m_setting);
    }
    Result<JudgePointer> operator()(const ConsentCondition &condition) const
    {
        return makeConsentJudge(condition, m_setting);
    }
    Result<JudgePointer> operator()(const RhythmCondition &condition) const
    {
        return makeRhythmJudge(condition, m_setting);
    }
    Result<JudgePointer> operator()(const SequenceCondition &condition) const
    {
        return makeSequenceJudge(condition, m_setting);
    }
    Result<JudgePointer> operator()(const OrderLineCondition &condition) const
    {
        return makeOrderLineJudge(condition, m_setting);
    }
    Result<JudgePointer> operator()(const PlaceCondition &condition) const
    {
        return makePlaceJudge(condition, m_setting);
    }
    Result<JudgePointer> operator()(const MembershipCondition &condition) const
    {
        if (hasDefinition(condition.of))
            return makeSegmentJudge(condition, m_setting);
        return makeStayJudge(condition, m_setting);
    }
    Result<JudgePointer> operator()(const ScoreCondition &condition) const
    {
        return makeScoreJudge(condition, m_setting);
    }
    Result<JudgePointer> operator()(const SampleCondition &condition) const { return makeSampleJudge(condition); }
    Result<JudgePointer> operator()(const SqlCondition &condition) const
    {
        return makeQueryJudge(condition, m_setting);
    }
    // A group is walked by who binds the document.
    Result<JudgePointer> operator()(const SegmentGroup &) const { return nullptr; }

private:
    const JudgeSetting &m_setting;
};

} // namespace

Result<JudgePointer> makeJudge(const Condition &condition, const JudgeSetting &setting)
{
    return std::visit(JudgeMaker(setting), condition);
}

} // namespace perennial
