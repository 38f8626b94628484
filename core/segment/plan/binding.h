// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"

#include <stop_token>

namespace perennial {

class SharedBindings;
struct SegmentDoc;

// What documents are bound to.
struct Binding
{
    const ProfileTable &table;
    TimeFrame frame;
    qint64 moneyScale = 100;          // minor units in one unit of the store's currency
    SharedBindings *shared = nullptr; // null: nothing is shared with other bindings
    std::stop_token stop{};           // what is bound after that is worth nothing, and nobody is given it
};

// Visits 0 … count - 1 of something that grows with the store, until it is asked to stop.
template <class Visit>
void visitEach(size_t count, const std::stop_token &stop, Visit visit)
{
    for (size_t i = 0; i < count && !stop.stop_requested(); ++i)
        visit(i);
}

// The document's own zone and week, the store's currency.
[[nodiscard]] Binding bindingOf(const SegmentDoc &doc, const ProfileTable &table, Instant asOf);

} // namespace perennial
