// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"

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
};

// The document's own zone and week, the store's currency.
[[nodiscard]] Binding bindingOf(const SegmentDoc &doc, const ProfileTable &table, Instant asOf);

} // namespace perennial
