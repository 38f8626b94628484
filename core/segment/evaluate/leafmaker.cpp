// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/leafmaker.h"

#include "core/segment/evaluate/consentleaf.h"
#include "core/segment/evaluate/eventleaf.h"
#include "core/segment/evaluate/membershipleaf.h"
#include "core/segment/evaluate/orderlineleaf.h"
#include "core/segment/evaluate/placeleaf.h"
#include "core/segment/evaluate/propertyleaf.h"
#include "core/segment/evaluate/rhythmleaf.h"
#include "core/segment/evaluate/sampleleaf.h"
#include "core/segment/evaluate/scoreleaf.h"
#include "core/segment/evaluate/sequenceleaf.h"
#include "core/segment/plan/setleaf.h"
#include "core/segment/saved/segmentsources.h"

#include <QCoreApplication>

namespace perennial {

namespace {

using Made = Result<std::shared_ptr<const Leaf>>;

// One overload for each kind of condition.
class LeafMaker
{
public:
    LeafMaker(const Binding &binding, const SegmentSources &sources, const QString &where)
        : m_binding(binding)
        , m_sources(sources)
        , m_where(where)
    {
    }

    Made operator()(const EventCondition &condition) const { return makeEventLeaf(condition, m_binding); }
    Made operator()(const RhythmCondition &condition) const { return makeRhythmLeaf(condition, m_binding); }
    Made operator()(const SequenceCondition &condition) const { return makeSequenceLeaf(condition, m_binding); }
    Made operator()(const ConsentCondition &condition) const { return makeConsentLeaf(condition, m_binding); }
    Made operator()(const PropertyCondition &condition) const
    {
        return makePropertyLeaf(condition, m_binding, m_where);
    }
    Made operator()(const OrderLineCondition &condition) const { return makeOrderLineLeaf(condition, m_binding); }
    Made operator()(const PlaceCondition &condition) const { return makePlaceLeaf(condition, m_binding, m_where); }
    Made operator()(const MembershipCondition &condition) const
    {
        return makeMembershipLeaf(condition, m_binding, m_where);
    }
    Made operator()(const ScoreCondition &condition) const { return makeScoreLeaf(condition, m_binding, m_where); }
    Made operator()(const SampleCondition &condition) const { return makeSampleLeaf(condition, m_binding); }
    Made operator()(const SqlCondition &condition) const { return people(condition); }
    // A plan has nodes for groups, not leaves.
    Made operator()(const SegmentGroup &) const
    {
        return failure(ErrorKind::Internal, QCoreApplication::translate("perennial", "A group is no condition."),
                       m_where);
    }

private:
    Made people(const SqlCondition &condition) const
    {
        const auto found = m_sources.peopleFound(condition, m_binding.frame, m_where);
        if (!found)
            return failure(found.error());
        ProfileSet people(m_binding.table.profileCount());
        for (const qint64 id : *found) {
            if (const auto index = m_binding.table.indexOf({id}))
                people.add(*index);
        }
        return std::make_shared<SetLeaf>(std::move(people));
    }

    const Binding &m_binding;
    const SegmentSources &m_sources;
    const QString &m_where;
};

} // namespace

Result<std::shared_ptr<const Leaf>> makeLeaf(const Condition &condition, const Binding &binding,
                                             const SegmentSources &sources, const QString &where)
{
    return std::visit(LeafMaker(binding, sources, where), condition);
}

} // namespace perennial
