// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/judge.h"

#include "core/segment/enumids.h"

#include <QCoreApplication>

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
    Result<JudgePointer> operator()(const MembershipCondition &condition) const
    {
        return makeSegmentJudge(condition, m_setting);
    }
    template <class NotYet>
    Result<JudgePointer> operator()(const NotYet &) const
    {
        return failure(ErrorKind::Invalid, QCoreApplication::translate("perennial", "“%1” is not available yet.")
                                               .arg(QLatin1String(ConditionIds[Condition(NotYet()).index()])));
    }

private:
    const JudgeSetting &m_setting;
};

} // namespace

Result<JudgePointer> makeJudge(const Condition &condition, const JudgeSetting &setting)
{
    return std::visit(JudgeMaker(setting), condition);
}

} // namespace perennial
