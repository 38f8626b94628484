// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/linequantity.h"

namespace perennial {

LineQuantity::LineQuantity(const OrderLineCondition &condition, const Binding &binding)
    : m_orders(binding.table.columns().orders)
    , m_filter(condition.filters, binding)
    , m_window(condition.window, binding)
    , m_measure(condition.measure)
    , m_number(condition.orderNumber)
    , m_now(binding.frame.now.ms)
{
}

qint64 LineQuantity::measured(const OrderRun &run, const TimeRange &range) const
{
    WideSum sum = 0;
    int number = 0;
    for (quint32 order = run.begin; order < run.end && m_orders.times[order] <= m_now; ++order) {
        if (m_orders.cancelledAt[order] <= m_now)
            continue;
        const qint64 at = m_orders.times[order];
        const bool counts = ++number == m_number.value_or(number);
        if (counts && at >= range.from && at <= range.to && m_window.clock().passes(at))
            sum += measured(order);
    }
    return clamped(sum);
}

WideSum LineQuantity::measured(quint32 order) const
{
    const bool asks = m_filter.asksLines(order);
    if (!asks && !m_filter.passesOrder(order))
        return 0;
    bool any = m_filter.isOpen();
    WideSum sum = 0;
    for (quint32 line = m_orders.lineStarts[order]; line < m_orders.lineStarts[order + 1]; ++line) {
        if (asks && !m_filter.passesLine(line))
            continue;
        any = true;
        sum += measuredLine(line);
    }
    return m_measure == LineMeasure::Orders ? any : sum;
}

WideSum LineQuantity::measuredLine(quint32 line) const
{
    const WideSum quantity = m_orders.quantities[line];
    if (m_measure != LineMeasure::Amount)
        return quantity;
    const qint64 price = m_orders.prices[line];
    return price == OrderTable::NoPrice ? 0 : quantity * price - m_orders.discounts[line];
}

} // namespace perennial
