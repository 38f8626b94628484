// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/storesummary.h"

#include <unordered_map>

namespace perennial {

// What was sold in a quarter of an hour: every zone's months and days begin on one.
struct SalesSlot
{
    qint64 orders = 0;
    Revenue revenue;
};

constexpr qint64 SalesSlotMs = 900'000;

// By currency, then by the slot's first millisecond.
using Sales = std::map<QString, std::map<qint64, SalesSlot>>;

// What one pass over all events yields; a million people take some five seconds.
struct EventScan
{
    std::vector<MetricCount> metrics; // by name
    qint64 events = 0;
    qint64 customers = 0;
    qint64 repeatCustomers = 0;
    qint64 looseOrders = 0; // Placed Order events of orders that the orders table does not hold
    Sales sales;            // those, and what their refunds took back
    // What was refunded after the moment, by order key, of orders that the orders table holds.
    std::unordered_map<std::string, qint64> laterRefunds;
};

// The events up to `moment`.
[[nodiscard]] Result<EventScan> scanEvents(const Store &store, Instant moment);

} // namespace perennial
