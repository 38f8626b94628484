// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/widesum.h"
#include "core/segment/evaluate/linefilter.h"
#include "core/segment/plan/boundwindow.h"
#include "core/segment/plan/plan.h"

#include <algorithm>

namespace perennial {

// What a condition on order lines measures of each person: orders, pieces, or an amount in minor units.
class LineQuantity
{
public:
    LineQuantity(const OrderLineCondition &condition, const Binding &binding);

    // Calls take(place, quantity) for all people of a chunk in their order; no quantity where the window is not known.
    template <class Take>
    void ofEach(const PeopleChunk &chunk, Take take) const
    {
        auto run = std::ranges::lower_bound(m_orders.people, chunk.first, {}, &OrderRun::person);
        for (quint32 place = 0; place < chunk.count && !chunk.isStopped(); ++place) {
            OrderRun mine{chunk.first + place, 0, 0};
            if (run != m_orders.people.end() && run->person == mine.person)
                mine = *run++;
            const auto range = m_window.rangeOf(mine.person);
            take(place, range ? std::optional(measured(mine, *range)) : std::nullopt);
        }
    }

private:
    [[nodiscard]] qint64 measured(const OrderRun &run, const TimeRange &range) const;
    [[nodiscard]] WideSum measured(quint32 order) const;
    [[nodiscard]] WideSum measuredLine(quint32 line) const;

    const OrderTable &m_orders;
    LineFilter m_filter;
    BoundWindow m_window;
    LineMeasure m_measure;
    std::optional<int> m_number;
    qint64 m_now;
};

} // namespace perennial
