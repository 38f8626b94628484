// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/boundsequence.h"

namespace perennial {

// Follows a sequence through the events of one person after the other.
//
// It goes step by step and keeps which events each step may have ended with. Of an event that ends a step all that
// matters for the next one is a stretch of time: the next step's event lies after it, and no later than `within` and
// the first event that must not come allow. So a step is one walk over two sorted lists. Where later steps want to
// share a value, the events are kept apart by the values they brought along, as long as those are still asked for.
class SequenceSearch
{
public:
    // The sequence must outlive it.
    explicit SequenceSearch(const BoundSequence &sequence);

    // `runs`: a person's events by step.
    [[nodiscard]] bool holds(const std::vector<EventColumn::Run> &runs, const TimeRange &range);

private:
    struct Moment
    {
        qint64 shared; // the first value that the step wants to share, else 0
        qint64 at;
        quint32 event;

        friend auto operator<=>(const Moment &, const Moment &) = default;
    };
    using Moments = std::vector<Moment>;
    using Values = const qint64 *; // by slot; Unknown also where it is not asked for any more
    // Events that ended a stage and brought the same values along.
    struct State
    {
        size_t values; // the place of the first
        size_t begin;
        size_t end;
    };
    struct Layer
    {
        std::vector<State> states;
        std::vector<qint64> values;
        Moments moments;

        void clear();
        void addState(Values values, size_t count);
        [[nodiscard]] std::span<const Moment> momentsOf(const State &state) const
        {
            return std::span(moments).subspan(state.begin, state.end - state.begin);
        }
    };

    [[nodiscard]] bool gatherAll(const std::vector<EventColumn::Run> &runs, const TimeRange &range);
    void gather(const BoundStep &step, EventColumn::Run run, Moments &list) const;
    [[nodiscard]] bool holdsPlainly(const std::vector<EventColumn::Run> &runs, const TimeRange &range) const;
    [[nodiscard]] bool holdsStepwise();
    [[nodiscard]] std::optional<qint64> firstAfter(size_t step, EventColumn::Run run, const TimeRange &range) const;

    // The events of a step that share their first value.
    [[nodiscard]] std::span<const Moment> candidates(const BoundStep &step, Values values) const;
    [[nodiscard]] bool isShared(const BoundStep &step, quint32 event, Values values) const;
    // The last moments at which what follows each event of a stage may come.
    void markEnds(size_t stage, std::span<const Moment> from, Values values);
    void limitByNever(const BoundStep &never, std::span<const Moment> from, Values values);
    // Events of the next stage that may follow.
    void follow(size_t stage, std::span<const Moment> from, Values values);
    // Nothing that must not happen comes after one of the events.
    [[nodiscard]] bool staysSo(size_t stage, std::span<const Moment> from, Values values);
    // Adds m_next, events that a stage may end with.
    void place(size_t stage, Values values, Layer &layer);
    void unite(Layer &layer);

    const BoundSequence &m_sequence;
    std::vector<Moments> m_lists; // by step: the events that count, by time among those that share a value
    std::vector<qint64> m_ends;
    Moments m_next;
    Layer m_layer;
    Layer m_following;
    Layer m_united;
};

} // namespace perennial
