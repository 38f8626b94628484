// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/orderlineleaf.h"

#include "core/segment/evaluate/linefilter.h"
#include "core/segment/plan/boundwindow.h"

#include <algorithm>

namespace perennial {

namespace {

class OrderLineLeaf final : public Leaf
{
public:
    OrderLineLeaf(const OrderLineCondition &condition, const Binding &binding)
        : m_orders(binding.table.columns().orders)
        , m_filter(condition.filters, binding)
        , m_window(condition.window, binding)
        , m_test(NumberTest::of(condition.compare, condition.measure == LineMeasure::Amount ? binding.moneyScale : 1))
        , m_measure(condition.measure)
        , m_number(condition.orderNumber)
        , m_now(binding.frame.now.ms)
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        auto run = std::ranges::lower_bound(m_orders.people, chunk.first, {}, &OrderRun::person);
        for (quint32 place = 0; place < chunk.count; ++place) {
            OrderRun mine{chunk.first + place, 0, 0};
            if (run != m_orders.people.end() && run->person == mine.person)
                mine = *run++;
            const auto range = m_window.rangeOf(mine.person);
            const quint64 bit = quint64(1) << (place & 63);
            if (!range)
                verdicts.unknown[place >> 6] |= bit;
            else if (m_test.passes(measured(mine, *range)))
                verdicts.yes[place >> 6] |= bit;
        }
    }

private:
    [[nodiscard]] qint64 measured(const OrderRun &run, const TimeRange &range) const
    {
        __int128 sum = 0;
        int number = 0;
        for (quint32 order = run.begin; order < run.end && m_orders.times[order] <= m_now; ++order) {
            if (m_orders.cancelledAt[order] <= m_now)
                continue;
            const qint64 at = m_orders.times[order];
            const bool counts = ++number == m_number.value_or(number);
            if (counts && at >= range.from && at <= range.to && m_window.clock().passes(at))
                sum += measured(order);
        }
        constexpr __int128 least = std::numeric_limits<qint64>::min(), most = std::numeric_limits<qint64>::max();
        return static_cast<qint64>(std::clamp(sum, least, most));
    }

    [[nodiscard]] __int128 measured(quint32 order) const
    {
        const bool asks = m_filter.asksLines(order);
        if (!asks && !m_filter.passesOrder(order))
            return 0;
        bool any = m_filter.isOpen();
        __int128 sum = 0;
        for (quint32 line = m_orders.lineStarts[order]; line < m_orders.lineStarts[order + 1]; ++line) {
            if (asks && !m_filter.passesLine(line))
                continue;
            any = true;
            sum += measuredLine(line);
        }
        return m_measure == LineMeasure::Orders ? any : sum;
    }

    [[nodiscard]] __int128 measuredLine(quint32 line) const
    {
        const __int128 quantity = m_orders.quantities[line];
        if (m_measure != LineMeasure::Amount)
            return quantity;
        const qint64 price = m_orders.prices[line];
        return price == OrderTable::NoPrice ? 0 : quantity * price - m_orders.discounts[line];
    }

    const OrderTable &m_orders;
    LineFilter m_filter;
    BoundWindow m_window;
    NumberTest m_test;
    LineMeasure m_measure;
    std::optional<int> m_number;
    qint64 m_now;
};

} // namespace

std::shared_ptr<const Leaf> makeOrderLineLeaf(const OrderLineCondition &condition, const Binding &binding)
{
    return std::make_shared<OrderLineLeaf>(condition, binding);
}

} // namespace perennial
