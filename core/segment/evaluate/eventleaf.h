// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/eventfilter.h"
#include "core/segment/plan/boundwindow.h"
#include "core/segment/plan/ontheway.h"
#include "core/segment/plan/plan.h"
#include "core/segment/plan/valuecodes.h"

namespace perennial {

// A bound EventQuantity: everything the loops need, resolved once.
struct BoundQuantity
{
    const EventColumn *column = nullptr; // null: nobody has such an event
    TimeRange range;
    BoundWindow window;
    bool everyTime = false;                    // all of the column's events lie in `range`
    std::shared_ptr<const EventFilter> filter; // null: every event passes
    BoundTies ties;                            // to what started a flow
    Aggregate aggregate = Aggregate::Count;
    bool onlyWhether = false; // of a count: 1 or 0 will do
    bool ofValue = true;
    std::shared_ptr<const std::vector<double>> byDetails; // numbers of the property where it is not the value
    std::shared_ptr<const ValueCodes> codes;              // of the property whose distinct values are counted
    bool isMoney = false;                                 // in minor units
    quint32 nth = 1;

    [[nodiscard]] bool isCounted() const { return aggregate == Aggregate::Count || aggregate == Aggregate::Distinct; }
    [[nodiscard]] bool isReal() const { return !ofValue && !isCounted(); }
    [[nodiscard]] bool isKnownWithoutEvents() const { return isCounted() || aggregate == Aggregate::Sum; }
    // There is no loop made for it: a person's events are gathered first.
    [[nodiscard]] bool isGathered() const
    {
        return aggregate >= Aggregate::Median || window.isPersonal() || !window.clock().isOpen() || !ties.isOpen();
    }
};

// As Leaf::cost says it: how many events a person has, on average.
[[nodiscard]] double costOf(const BoundQuantity &bound);
[[nodiscard]] BoundQuantity bindQuantity(const EventQuantity &quantity, const Binding &binding);
[[nodiscard]] std::shared_ptr<const Leaf> makeEventLeaf(const EventCondition &condition, const Binding &binding);
// For a quantity that isGathered().
[[nodiscard]] std::shared_ptr<const Leaf> makeGatheredLeaf(BoundQuantity bound, const EventCondition &condition,
                                                           const Binding &binding);
// Where two quantities are compared.
[[nodiscard]] std::shared_ptr<const Leaf> makeComparisonLeaf(const EventCondition &condition, const Binding &binding);

} // namespace perennial
