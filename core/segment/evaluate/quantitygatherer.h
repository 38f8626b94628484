// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/eventkernels.h"
#include "core/segment/evaluate/eventleaf.h"
#include "core/segment/evaluate/personevents.h"

namespace perennial {

// Reckons the quantities that have no loop of their own: medians, distinct values, the first, last and nth event, and
// every aggregate in a window with weekdays, hours or a beginning of each person's own. For the people of one chunk,
// who are asked for in ascending order.
class QuantityGatherer
{
public:
    // The quantity must outlive it.
    QuantityGatherer(const BoundQuantity &bound, const PeopleChunk &chunk);

    // `Number` is double for a quantity that isReal(), else qint64. A denominator of 0 is "not known".
    template <class Number>
    [[nodiscard]] Quantity<Number> quantityOf(quint32 place);
    // Of a quantity that is the first, last or nth: which event that is.
    [[nodiscard]] std::optional<quint32> pickedEvent(quint32 place);

private:
    // Fills m_events with those that count, by time. False where the window is not known.
    [[nodiscard]] bool gather(quint32 place);
    [[nodiscard]] std::optional<quint32> picked() const;
    [[nodiscard]] qint64 distinctValues();
    [[nodiscard]] std::optional<qint64> knownValue(quint32 event, qint64) const;
    [[nodiscard]] std::optional<double> knownValue(quint32 event, double) const;
    template <class Number>
    [[nodiscard]] Quantity<Number> aggregated(std::vector<Number> &values) const;

    const BoundQuantity &m_bound;
    quint32 m_first;
    RunCursor m_runs;
    RangeCursor m_ranges;
    std::vector<quint32> m_events;
    std::vector<qint64> m_wholes;
    std::vector<double> m_reals;
};

} // namespace perennial
