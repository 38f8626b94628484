// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/firstplaces.h"
#include "core/segment/evaluate/sequencelists.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// Follows a sequence through the events of one person after the other.
//
// It goes step by step and keeps which events each step may have ended with. Of an event that ends a step all that
// matters for the next one is a stretch of time: the next step's event lies after it, and no later than `within` and
// the first event that must not come allow. Where later steps want to share a value, the events are kept apart by the
// values they brought along, as long as those are still asked for: not one by one, but in stretches of the events that
// may stand for the step, of which each value mostly has one.
class SequenceSearch
{
public:
    // Both must outlive it.
    SequenceSearch(const BoundSequence &sequence, const PeopleChunk &chunk);

    // `runs`: a person's events by step. Means nothing once the chunk's run is stopped.
    [[nodiscard]] bool holds(const std::vector<EventColumn::Run> &runs, const TimeRange &range);

private:
    using Values = SequenceValues;
    // Of the moments of a stage.
    struct Stretch
    {
        quint32 begin;
        quint32 end;
    };
    // Of time: after the one moment, until the other.
    struct Span
    {
        qint64 after;
        qint64 until;
    };
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
        std::vector<Stretch> stretches;

        void clear();
        void addState(Values values, size_t count);
        void addToLast(std::span<const Stretch> more);
        [[nodiscard]] std::span<const Stretch> stretchesOf(const State &state) const
        {
            return std::span(stretches).subspan(state.begin, state.end - state.begin);
        }
        [[nodiscard]] Values valuesOf(const State &state) const { return values.data() + state.values; }
    };

    [[nodiscard]] bool holdsPlainly(const std::vector<EventColumn::Run> &runs, const TimeRange &range) const;
    [[nodiscard]] std::optional<qint64> firstAfter(size_t step, EventColumn::Run run, const TimeRange &range) const;
    [[nodiscard]] bool holdsStepwise();
    void start();
    void prepare(size_t stage);
    [[nodiscard]] bool jumps(size_t stage) const;
    // To the events of the next stage that may follow those of a state.
    void follow(size_t stage, const State &state);
    // Adds what was found, moments of one group that a stage may end with.
    void arrive(size_t stage, Values values);
    void unite(Layer &layer);
    // Nothing that must not happen comes after one of the events.
    [[nodiscard]] bool staysSo(size_t stage, const State &state) const;

    // Event by event: when what follows may come.
    void spread(size_t stage, const State &state);
    void joinSpans(bool isByTime);
    void landBySpans(const StageList &to, Stretch group);
    [[nodiscard]] qint64 endOf(size_t stage, const SequenceMoment &moment, Values values) const;
    // By jumps: `visit` is called with parts of a stretch that the same event ends which must not happen.
    template <class Visit>
    void eachPart(size_t stage, Stretch stretch, Values values, const Visit &visit) const;
    void landByJumps(size_t stage, Stretch part, qint64 end, Stretch group);

    const BoundSequence &m_sequence;
    const PeopleChunk &m_chunk;
    SequenceLists m_lists;
    Layer m_layer;
    Layer m_following;
    Layer m_united;
    std::vector<Span> m_spans;
    std::vector<Stretch> m_found;
    bool m_jumps = false;
    FirstPlaces m_ends;   // of the stage that is left
    FirstPlaces m_latest; // of the stage that is reached
    std::vector<qint64> m_numbers;
};

} // namespace perennial
