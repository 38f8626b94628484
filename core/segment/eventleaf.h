// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/eventfilter.h"
#include "core/segment/plan.h"

namespace perennial {

// A bound EventQuantity: everything the loops need, resolved once.
struct BoundQuantity
{
    const EventColumn *column = nullptr; // null: nobody has such an event
    TimeRange range;
    bool everyTime = false;                    // all of the column's events lie in `range`
    std::shared_ptr<const EventFilter> filter; // null: every event passes
    Aggregate aggregate = Aggregate::Count;
    bool onlyWhether = false; // of a count: 1 or 0 will do
    bool ofValue = true;
    std::shared_ptr<const std::vector<double>> byDetails; // numbers of the property where it is not the value
    bool isMoney = false;                                 // in minor units

    [[nodiscard]] bool isReal() const { return !ofValue && aggregate != Aggregate::Count; }
    [[nodiscard]] bool isKnownWithoutEvents() const { return aggregate <= Aggregate::Sum; }
};

[[nodiscard]] BoundQuantity bindQuantity(const EventQuantity &quantity, const Binding &binding);
[[nodiscard]] std::shared_ptr<const Leaf> makeEventLeaf(const EventCondition &condition, const Binding &binding);
// Where two quantities are compared.
[[nodiscard]] std::shared_ptr<const Leaf> makeComparisonLeaf(const EventCondition &condition, const Binding &binding);

} // namespace perennial
