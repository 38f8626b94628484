// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/columnstyles.h"
#include "core/import/csvrecord.h"

#include <array>
#include <string_view>
#include <vector>

namespace perennial {

// In the order of orderFields().
enum class OrderCell : std::size_t {
    Key,
    Number,
    CreatedAt,
    Currency,
    Subtotal,
    Shipping,
    Tax,
    Discount,
    Total,
    Refunded,
    CancelledAt,
    FulfilledAt,
    FinancialStatus,
    FulfillmentStatus,
    PaymentMethod,
    SalesChannel,
    DiscountCodes,
    Tags,
    AcceptsMarketing,
    BillingName,
    BillingPhone,
    ShippingPhone,
    Country,
    LineName,
    LineSku,
    LineVendor,
    LineQuantity,
    LinePrice,
    LineDiscount,
    Count,
};

using OrderCells = std::array<std::string_view, static_cast<std::size_t>(OrderCell::Count)>;

// Finds the fields of an order in a row; where several columns hold one, the first that is filled counts.
class OrderColumns
{
public:
    explicit OrderColumns(const std::vector<BoundColumn> &columns);

    void read(const CsvRecord &record, OrderCells &cells) const;
    [[nodiscard]] bool has(OrderCell cell) const { return !m_columns[static_cast<std::size_t>(cell)].empty(); }
    // The first column of a field that the file has.
    [[nodiscard]] const BoundColumn &column(OrderCell cell) const
    {
        return m_bound[m_columns[static_cast<std::size_t>(cell)].front()];
    }

private:
    const std::vector<BoundColumn> &m_bound;
    std::array<std::vector<std::size_t>, static_cast<std::size_t>(OrderCell::Count)> m_columns;
};

} // namespace perennial
