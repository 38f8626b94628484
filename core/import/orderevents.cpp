// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/orderevents.h"

#include "core/base/money.h"
#include "core/import/importcatalog.h"
#include "core/import/rowsink.h"

#include <string>

namespace perennial {

namespace {

// "Windbreaker - navy blazer": the variant stands behind the last " - ".
std::string_view variantOf(std::string_view name)
{
    const std::size_t dash = name.rfind(" - ");
    return dash == std::string_view::npos ? std::string_view() : name.substr(dash + 3);
}

} // namespace

EventKeyRange EventKeyRange::of(std::string_view source, std::string_view orderKey)
{
    const quint64 hash = stableHash(orderKey, stableHash(source));
    return {static_cast<qint64>(hash & ~static_cast<quint64>(Size - 1))};
}

OrderEvents::OrderEvents(const MapperScope &scope)
    : m_scope(scope)
{
}

void OrderEvents::add(const OrderRow &order, bool isReturn)
{
    if (!isReturn) {
        m_json.clear();
        describeOrder(order);
        addOrderEvent(order, "Placed Order", order.createdAt, order.total);
        for (std::size_t i = 0; i < order.lines.size(); ++i)
            addLine(order, order.lines[i], static_cast<qint64>(i) + 1);
    }
    m_json.clear();
    if (order.fulfilledAt)
        addOrderEvent(order, "Fulfilled Order", *order.fulfilledAt, order.total);
    if (order.cancelled) {
        if (!order.cancelledAt)
            m_json.addTrue("Time Assumed");
        addOrderEvent(order, "Cancelled Order", order.cancelledAt.value_or(order.createdAt), order.total);
    }
    m_json.clear();
    if (order.refunded > 0) {
        if (!isReturn)
            m_json.addTrue("Time Assumed");
        addOrderEvent(order, "Refunded Order", order.fulfilledAt.value_or(order.createdAt), order.refunded);
    }
}

void OrderEvents::describeOrder(const OrderRow &order)
{
    const auto texts = [&](std::string_view OrderLineRow::*field) {
        m_texts.clear();
        for (const OrderLineRow &line : order.lines) {
            if (!(line.*field).empty())
                m_texts.push_back(line.*field);
        }
        return std::span<const std::string_view>(m_texts);
    };
    m_json.add("Items", texts(&OrderLineRow::name));
    m_json.add("SKUs", texts(&OrderLineRow::sku));
    m_json.add("Order Number", order.number);
    m_json.add("Discount Code", order.discountCodes);
    m_json.add("Source", order.channel);
    m_json.add("Payment Method", order.paymentMethod);
    m_json.add("Financial Status", order.financialStatus);
    if (order.test)
        m_json.addTrue("Test");
}

EventRow OrderEvents::eventOf(const OrderRow &order, std::string_view metric, qint64 at)
{
    WriteBatch &batch = m_scope.sink.batch();
    EventRow event{};
    event.profile = order.profile;
    event.at = at;
    event.key = order.firstEventKey;
    event.metric = m_scope.catalog.metric(metric, batch);
    event.hasOrderNumber = order.numericKey.has_value();
    event.orderNumber = order.numericKey.value_or(0);
    event.orderText = order.textKey;
    if (order.currency != m_scope.storeCurrency)
        event.currency = order.currency;
    return event;
}

void OrderEvents::push(EventRow event, std::optional<qint64> value)
{
    WriteBatch &batch = m_scope.sink.batch();
    event.hasValue = value.has_value();
    event.value = value.value_or(0);
    event.details = m_json.isEmpty() ? 0 : m_scope.catalog.details(m_json.text(), batch);
    batch.events.push_back(event);
}

void OrderEvents::addOrderEvent(const OrderRow &order, std::string_view metric, qint64 at, std::optional<qint64> value)
{
    push(eventOf(order, metric, at), value);
}

void OrderEvents::addLine(const OrderRow &order, const OrderLineRow &line, qint64 position)
{
    EventRow event = eventOf(order, "Ordered Product", order.createdAt);
    event.key += position % EventKeyRange::Size;
    m_json.clear();
    m_json.add("Name", line.name);
    m_json.add("SKU", line.sku);
    m_json.add("Variant", variantOf(line.name));
    m_json.add("Vendor", line.vendor);
    m_json.addNumber("Quantity", std::to_string(line.quantity));
    if (order.test)
        m_json.addTrue("Test");
    const auto value =
        line.price ? std::optional(line.quantity * *line.price - line.discount.value_or(0)) : std::nullopt;
    push(event, value);
}

} // namespace perennial
