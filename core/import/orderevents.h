// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/detailsjson.h"
#include "core/import/rowmapper.h"
#include "core/import/writebatch.h"

namespace perennial {

// The keys of the events that one order makes lie side by side, so that they can be replaced together.
struct EventKeyRange
{
    static constexpr qint64 Size = 1 << 16;
    qint64 first = 0;

    [[nodiscard]] static EventKeyRange of(std::string_view source, std::string_view orderKey);
    [[nodiscard]] qint64 last() const { return first + Size - 1; }
};

// Makes the events of an order: Placed Order, Ordered Product per line, Fulfilled, Cancelled and Refunded Order.
class OrderEvents
{
public:
    explicit OrderEvents(const MapperScope &scope);

    // `isReturn`: the order is money back and no sale.
    void add(const OrderRow &order, bool isReturn);

private:
    void addOrderEvent(const OrderRow &order, std::string_view metric, qint64 at, std::optional<qint64> value);
    void addLine(const OrderRow &order, const OrderLineRow &line, qint64 position);
    [[nodiscard]] EventRow eventOf(const OrderRow &order, std::string_view metric, qint64 at);
    void describeOrder(const OrderRow &order);
    void push(EventRow event, std::optional<qint64> value);

    MapperScope m_scope;
    DetailsJson m_json;
    std::vector<std::string_view> m_texts;
};

} // namespace perennial
