// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/moments/momentleaf.h"

#include "core/segment/document/savedname.h"
#include "core/segment/evaluate/sampleleaf.h"
#include "core/segment/moments/windowturns.h"

#include <cmath>

namespace perennial {

namespace {

class SampleMoment final : public MomentLeaf
{
public:
    SampleMoment(const SampleCondition &condition, const MomentBinding &binding)
        : m_table(*binding.table)
        , m_seed(sampleSeed(condition.salt.toUtf8()))
        , m_threshold(sampleThreshold(*condition.percent))
    {
    }

    Verdict judge(const MomentQuestion &asked) override
    {
        return sampleHash(m_table.idAt(asked.person).value, m_seed) < m_threshold ? Verdict::Yes : Verdict::No;
    }
    qint64 nextTurn(const MomentQuestion &) override { return TimeRange::End; }

private:
    const ProfileTable &m_table;
    qint64 m_seed;
    qint64 m_threshold;
};

// One overload for each kind that is looked up in the columns.
struct Maker
{
    const MomentBinding &binding;

    MomentLeafPointer operator()(const EventCondition &condition) const { return makeEventMoment(condition, binding); }
    MomentLeafPointer operator()(const PropertyCondition &condition) const
    {
        return makeValueMoment(condition, binding);
    }
    MomentLeafPointer operator()(const ConsentCondition &condition) const
    {
        return makeConsentMoment(condition, binding);
    }
    MomentLeafPointer operator()(const MembershipCondition &condition) const
    {
        return makeStayMoment(condition, binding);
    }
    MomentLeafPointer operator()(const SampleCondition &condition) const
    {
        return std::make_unique<SampleMoment>(condition, binding);
    }
    template <class Kind>
    MomentLeafPointer operator()(const Kind &) const
    {
        return nullptr;
    }
};

} // namespace

MomentLeafPointer makeMomentLeaf(const Condition &condition, const MomentBinding &binding)
{
    MomentLeafPointer leaf = std::visit(Maker{binding}, condition);
    return leaf ? std::move(leaf) : makeEngineMoment(condition, binding);
}

} // namespace perennial
