// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/segmentdoc.h"

#include <algorithm>

namespace perennial {

// While conditions are still being added to the engine: those that it cannot evaluate are taken out of random trees.
// False: every condition is asked, and an answer "not available yet" fails.
constexpr bool TolerateNotYet = true;
// The same for SQL: trees with what it cannot be asked for yet are not put to it. False: all are.
constexpr bool TolerateUnsaidYet = true;

inline bool isPlainWindow(const Window &window)
{
    return window.kind != WindowKind::SinceEvent && window.weekdays.empty() && !window.fromHour && !window.toHour;
}

inline bool isEvaluatedYet(const FilterSet &filters)
{
    return std::ranges::all_of(filters.of, [](const PropertyFilter &f) { return isPlainWindow(f.test.window); });
}

inline bool isEvaluatedYet(const EventQuantity &quantity)
{
    return quantity.aggregate < Aggregate::Median && isPlainWindow(quantity.window) && isEvaluatedYet(quantity.filters);
}

inline bool isEvaluatedYet(const SegmentNode &node)
{
    if (const auto *event = std::get_if<EventCondition>(&node.is))
        return isEvaluatedYet(event->quantity) && (!event->with || isEvaluatedYet(*event->with));
    if (const auto *property = std::get_if<PropertyCondition>(&node.is))
        return property->other.isEmpty() && isPlainWindow(property->test.window);
    if (const auto *consent = std::get_if<ConsentCondition>(&node.is))
        return consent->method.isEmpty() && !consent->doubleOptIn && !consent->since &&
               consent->state != Reach::Bounced;
    if (const auto *membership = std::get_if<MembershipCondition>(&node.is))
        return membership->of == MemberOf::Segment;
    return false;
}

// How many conditions were taken out.
inline int keepEvaluated(SegmentGroup &group)
{
    int dropped = 0;
    for (SegmentNode &child : group.children) {
        if (child.group())
            dropped += keepEvaluated(*child.group());
    }
    return dropped + static_cast<int>(std::erase_if(group.children, [](const SegmentNode &child) {
               return !child.group() && !isEvaluatedYet(child);
           }));
}

// Whether SQL can be asked for at all.
inline bool isSaidYet(const SegmentDoc &doc)
{
    bool all = true;
    visitNodes(doc, [&](const NodePath &, const SegmentNode &node) {
        const bool isOld = isEvaluatedYet(node) && !std::holds_alternative<MembershipCondition>(node.is);
        all = all && (node.group() || isOld);
    });
    return all || !TolerateUnsaidYet;
}

} // namespace perennial
