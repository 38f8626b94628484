// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace perennial {

class Store;

// Gross: Placed Order before refunds. Net: after refunds. Both without cancelled and test orders. Minor units.
struct Revenue
{
    qint64 gross = 0;
    qint64 net = 0;

    friend bool operator==(const Revenue &, const Revenue &) = default;
};

struct MetricCount
{
    QString name;
    qint64 events = 0;
    Instant first;
    Instant last;
};

// One month in the store's home zone.
struct MonthlyRevenue
{
    int year = 0;
    int month = 0;
    qint64 orders = 0;
    Revenue revenue;

    friend bool operator==(const MonthlyRevenue &, const MonthlyRevenue &) = default;
};

struct StoreTotals
{
    qint64 profiles = 0; // living ones: merged profiles are folded in
    qint64 events = 0;
    qint64 orders = 0; // of the shop's own export, and Placed Order events that tell of one it does not hold
};

[[nodiscard]] Result<StoreTotals> countTotals(const Store &store);

// The store at a glance, from one pass over its events.
struct StoreSummary
{
    qint64 profiles = 0;  // living ones: merged profiles are folded in
    qint64 customers = 0; // with at least one order
    qint64 repeatCustomers = 0;
    qint64 events = 0;
    qint64 orders = 0;
    std::vector<MetricCount> metrics;   // by name
    std::map<QString, Revenue> revenue; // by currency; amounts of different currencies are never added up
    // By currency. Months without an order between the first and the last are there with zeros.
    std::map<QString, std::vector<MonthlyRevenue>> months;
    std::optional<Instant> firstEvent;
    std::optional<Instant> lastEvent;
    std::optional<Instant> lastImport;
    int segments = 0;
    int flows = 0;
    int schema = 0;
};

// As it stood at `moment`: nothing later is counted, but that the segments and flows are those of today.
[[nodiscard]] Result<StoreSummary> summarise(const Store &store, Instant moment = EndOfTime);

// What one person brought, by currency; counted as in StoreSummary::revenue.
[[nodiscard]] Result<std::map<QString, Revenue>> revenueOf(const Store &store, ProfileId person);

} // namespace perennial
