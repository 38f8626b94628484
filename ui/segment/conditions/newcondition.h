// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "ui/segment/pickers/picklist.h"

namespace perennial {

struct BuilderContext;
struct FoundValue;

// Something that can be added to a group, with the rest left to its pills.
struct ConditionOffer
{
    PickItem item; // its id says the kind and the name
    SegmentNode node;
    QString keywords; // more words it is found by
};

// Offers of one sort, the most useful first.
struct OfferGroup
{
    QString title;
    size_t most = 0;  // shown before somebody wants all
    QString allWords; // "Show all 143 properties"
    std::vector<ConditionOffer> offers;
};

// All that can be added, as a marketer thinks of it; groups of one title are one to the eye.
[[nodiscard]] std::vector<OfferGroup> newConditionOffers(const BuilderContext &context);
// "City is Berlin", "Bought Trail Mug": a finished condition.
[[nodiscard]] ConditionOffer valueOffer(const FoundValue &found);
[[nodiscard]] SegmentNode metricCondition(const QString &metric);

} // namespace perennial
