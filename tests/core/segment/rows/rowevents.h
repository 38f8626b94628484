// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/segment/rows/rowvalue.h"

namespace perennial {

// The conditions about what a person did, each read row by row.
[[nodiscard]] RowVerdict judgeEvents(const EventCondition &condition, const RowQuestion &question,
                                     const RowPerson &person);
[[nodiscard]] RowVerdict judgeRhythm(const RhythmCondition &condition, const RowQuestion &question,
                                     const RowPerson &person);
[[nodiscard]] RowVerdict judgeSequence(const SequenceCondition &condition, const RowQuestion &question,
                                       const RowPerson &person);
[[nodiscard]] RowVerdict judgeOrderLines(const OrderLineCondition &condition, const RowQuestion &question,
                                         const RowPerson &person);

// Whether an event passes the finished filters; without any, every event does.
[[nodiscard]] bool passesFilters(const FilterSet &filters, const RowEvent &event, const RowQuestion &question,
                                 const RowPerson &person);
// The events of a metric at or before now that pass the filters, in the order of the store.
[[nodiscard]] std::vector<RowEvent> pastEvents(const QString &metric, const FilterSet &filters,
                                               const RowQuestion &question, const RowPerson &person);

} // namespace perennial
