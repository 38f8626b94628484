// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/nodepath.h"
#include "core/segment/evaluate/sharedbindings.h"

namespace perennial {

// Which conditions a flow looks at exactly when they turn; the others it looks at whenever something happens, and at
// midnight. One overload for each kind. The names are those of RandomStore.
struct IsExactKind
{
    static bool plain(const FilterSet &filters)
    {
        return std::ranges::none_of(filters.of, dependsOnMoment, &PropertyFilter::test);
    }
    static bool plain(const EventQuantity &quantity) { return plain(quantity.filters); }

    bool operator()(const SegmentGroup &) const { return true; }
    bool operator()(const EventCondition &c) const
    {
        return plain(c.quantity) && (!c.with || plain(*c.with)) && !dependsOnMoment(c.compare);
    }
    bool operator()(const PropertyCondition &c) const
    {
        return !dependsOnMoment(c.test) ||
               (c.test.op != Op::AnniversaryWithin && c.test.window.kind != WindowKind::SinceEvent);
    }
    bool operator()(const ConsentCondition &) const { return true; }
    bool operator()(const SampleCondition &) const { return true; }
    bool operator()(const MembershipCondition &c) const
    {
        const QString name = c.name.toLower();
        const bool isPlain = name == u"buyers" || name == u"fans" || name == u"diamond" || name == u"not fans";
        return c.of == MemberOf::List || c.of == MemberOf::Flow || c.of == MemberOf::ThisFlow || (isPlain && !c.since);
    }
    template <class Kind>
    bool operator()(const Kind &) const
    {
        return false;
    }
};

[[nodiscard]] inline bool isExactKind(const SegmentDoc &doc)
{
    bool exact = true;
    visitNodes(doc, [&](const NodePath &, const SegmentNode &node) { exact &= std::visit(IsExactKind(), node.is); });
    return exact;
}

} // namespace perennial
