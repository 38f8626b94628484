// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/boundsequence.h"

#include <map>

namespace perennial {

// Follows a sequence through the events of one person after the other.
//
// It goes step by step and keeps which events each step may have ended with. Of an event that ends a step all that
// matters for the next one is a stretch of time: the next step's event lies after it, and no later than `within` and the
// first event that must not come allow. So a step is one walk over two sorted lists. Where later steps want to share a
// value, the events are kept apart by the values they brought along, as long as those are still asked for.
class SequenceSearch
{
public:
    // `runs`: a person's events by step. The sequence must outlive it.
    explicit SequenceSearch(const BoundSequence &sequence);

    [[nodiscard]] bool holds(const std::vector<EventColumn::Run> &runs, const TimeRange &range);

private:
    struct Moment
    {
        qint64 at;
        quint32 event;

        friend auto operator<=>(const Moment &, const Moment &) = default;
    };
    using Moments = std::vector<Moment>;
    using Values = std::vector<qint64>; // by slot; Unknown also where it is not asked for any more
    using Layer = std::map<Values, Moments>;

    [[nodiscard]] bool gatherAll(const std::vector<EventColumn::Run> &runs, const TimeRange &range);
    [[nodiscard]] bool holdsPlainly(const std::vector<EventColumn::Run> &runs, const TimeRange &range) const;
    [[nodiscard]] bool holdsWithoutValues();
    [[nodiscard]] bool holdsWithValues();
    [[nodiscard]] std::optional<qint64> firstAfter(size_t step, EventColumn::Run run, const TimeRange &range) const;

    // The last moments at which what follows each event of a stage may come.
    void markEnds(size_t stage, const Moments &from, const Values &values);
    void limitByNever(size_t never, const Moments &from, const Values &values);
    // Events of the next stage that may follow.
    void follow(size_t stage, const Moments &from, const Values &values, Moments &next);
    // Nothing that must not happen comes after one of the events.
    [[nodiscard]] bool staysSo(size_t stage, const Moments &from, const Values &values);
    [[nodiscard]] bool isShared(const BoundStep &step, quint32 event, const Values &values) const;
    static void sortMoments(Layer &layer);
    void place(size_t stage, const Moments &reached, const Values &values, Layer &layer) const;

    const BoundSequence &m_sequence;
    std::vector<Moments> m_lists; // by step: the events that count
    std::vector<qint64> m_ends;
    Moments m_reached;
    Moments m_next;
};

} // namespace perennial
