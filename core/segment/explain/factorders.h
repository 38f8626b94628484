// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/personfacts.h"

namespace perennial {

struct FactLine
{
    std::optional<QString> product; // nothing: not known, as in all of them
    std::optional<QString> sku;
    std::optional<QString> vendor;
    qint64 quantity = 1;
    std::optional<qint64> price; // of a piece, in minor units of the store's currency
    qint64 discount = 0;
};

struct FactOrder
{
    qint64 at = 0;
    QStringList tags;
    QStringList codes;
    std::vector<FactLine> lines;
};

// A person's orders at or before `now` that stood then, by time; read once.
[[nodiscard]] std::shared_ptr<const std::vector<FactOrder>> ordersOf(const PersonFacts &facts, qint64 now);
// Those that are supposed to come on top.
[[nodiscard]] std::vector<FactOrder> supposedOrders(const PersonFacts &facts, qint64 now);

// Filters on order lines, asked of one line at a time.
class FactLineFilter
{
public:
    FactLineFilter(const FilterSet &filters, const Binding &binding);

    [[nodiscard]] bool isOpen() const { return m_filters.empty(); }
    [[nodiscard]] bool passes(const FactOrder &order, const FactLine &line) const;
    // An order that passes, as far as that can be told.
    [[nodiscard]] OrderChange example() const;

private:
    struct Filter
    {
        PropertyFilter written;
        ValueTest test;
        NumberTest number;
    };

    [[nodiscard]] static bool passes(const Filter &filter, const FactOrder &order, const FactLine &line);
    void exemplify(const Filter &filter, OrderChange &order) const;

    std::vector<Filter> m_filters;
    bool m_any;
    TimeFrame m_frame;
    qint64 m_moneyScale;
};

} // namespace perennial
