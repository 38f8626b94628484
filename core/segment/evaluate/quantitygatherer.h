// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/eventkernels.h"
#include "core/segment/evaluate/eventleaf.h"
#include "core/segment/evaluate/personevents.h"

namespace perennial {

// What is made of some events of one person, in the order of their time: every aggregate.
class EventAggregator
{
public:
    // The quantity must outlive it.
    explicit EventAggregator(const BoundQuantity &bound)
        : m_bound(bound)
    {
    }

    // `Number` is double for a quantity that isReal(), else qint64. A denominator of 0 is "not known".
    template <class Number>
    [[nodiscard]] Quantity<Number> quantityOf(const std::vector<quint32> &events);
    // Of a quantity that is the first, last or nth: which event that is.
    [[nodiscard]] std::optional<quint32> pickedOf(const std::vector<quint32> &events) const;

private:
    [[nodiscard]] qint64 distinctValues(const std::vector<quint32> &events);
    [[nodiscard]] std::optional<qint64> knownValue(quint32 event, qint64) const;
    [[nodiscard]] std::optional<double> knownValue(quint32 event, double) const;
    template <class Number>
    [[nodiscard]] Quantity<Number> aggregated(std::vector<Number> &values) const;

    const BoundQuantity &m_bound;
    std::vector<qint64> m_wholes;
    std::vector<double> m_reals;
};

// Reckons the quantities that have no loop of their own: medians, distinct values, the first, last and nth event, and
// every aggregate in a window with weekdays, hours or a beginning of each person's own. For the people of one chunk,
// who are asked for in ascending order.
class QuantityGatherer
{
public:
    // The quantity must outlive it.
    QuantityGatherer(const BoundQuantity &bound, const PeopleChunk &chunk);

    // As EventAggregator::quantityOf; not known either where the window is not.
    template <class Number>
    [[nodiscard]] Quantity<Number> quantityOf(quint32 place)
    {
        return gather(place) ? m_aggregator.quantityOf<Number>(m_events) : Quantity<Number>();
    }
    [[nodiscard]] std::optional<quint32> pickedEvent(quint32 place)
    {
        return gather(place) ? m_aggregator.pickedOf(m_events) : std::nullopt;
    }

private:
    // Fills m_events with those that count, by time. False where the window is not known.
    [[nodiscard]] bool gather(quint32 place);

    const BoundQuantity &m_bound;
    EventAggregator m_aggregator;
    quint32 m_first;
    RunCursor m_runs;
    RangeCursor m_ranges;
    std::vector<quint32> m_events;
};

} // namespace perennial
