// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sequencesearch.h"

#include <algorithm>

namespace perennial {

SequenceSearch::SequenceSearch(const BoundSequence &sequence)
    : m_sequence(sequence)
    , m_lists(sequence.steps.size())
{
}

bool SequenceSearch::holds(const std::vector<EventColumn::Run> &runs, const TimeRange &range)
{
    if (m_sequence.isPlain)
        return holdsPlainly(runs, range);
    if (!gatherAll(runs, range))
        return false;
    return m_sequence.slots.empty() ? holdsWithoutValues() : holdsWithValues();
}

// The earliest event of each step is as good as any.
bool SequenceSearch::holdsPlainly(const std::vector<EventColumn::Run> &runs, const TimeRange &range) const
{
    TimeRange rest = range;
    for (const BoundSequence::Stage &stage : m_sequence.stages) {
        const auto at = firstAfter(stage.step, runs[stage.step], rest);
        if (!at)
            return false;
        rest.from = *at + 1;
    }
    return true;
}

std::optional<qint64> SequenceSearch::firstAfter(size_t step, EventColumn::Run run, const TimeRange &range) const
{
    const MetricEvents &events = m_sequence.steps[step].events;
    const ClockTest &clock = m_sequence.window.clock();
    for (quint32 event = run.begin; event < run.end; ++event) {
        const qint64 at = events.column()->timeMs(event);
        if (at > range.to)
            break;
        if (at >= range.from && events.passes(event) && clock.passes(at))
            return at;
    }
    return std::nullopt;
}

// False where nothing happened for a step that has to.
bool SequenceSearch::gatherAll(const std::vector<EventColumn::Run> &runs, const TimeRange &range)
{
    const ClockTest &clock = m_sequence.window.clock();
    for (size_t place = 0; place < m_lists.size(); ++place) {
        const BoundStep &step = m_sequence.steps[place];
        Moments &list = m_lists[place];
        list.clear();
        EventColumn::Run run = runs[place];
        if (run.begin != run.end)
            run = step.happens ? step.events.column()->within(run, range.from, range.to)
                               : step.events.column()->within(run, TimeRange::Start, m_sequence.now);
        for (quint32 event = run.begin; event < run.end; ++event) {
            const qint64 at = step.events.column()->timeMs(event);
            if (step.events.passes(event) && (!step.happens || clock.passes(at)))
                list.push_back({at, event});
        }
        if (step.happens && list.empty())
            return false;
    }
    return true;
}

bool SequenceSearch::isShared(const BoundStep &step, quint32 event, const Values &values) const
{
    return std::ranges::all_of(step.same, [&](const SharedValue &same) {
        const qint64 wanted = values[same.slot];
        return wanted != ValueCodes::Unknown && same.codes.of(event) == wanted;
    });
}

void SequenceSearch::markEnds(size_t stage, const Moments &from, const Values &values)
{
    m_ends.assign(from.size(), TimeRange::End);
    for (const size_t never : m_sequence.stages[stage].never)
        limitByNever(never, from, values);
    if (stage + 1 == m_sequence.stages.size())
        return;
    const auto &within = m_sequence.steps[m_sequence.stages[stage + 1].step].within;
    for (size_t i = 0; within && i < from.size(); ++i)
        m_ends[i] = std::min(m_ends[i], (*within)(from[i].at));
}

// What follows may come in the moment of the first event that must not lie between, but not later.
void SequenceSearch::limitByNever(size_t never, const Moments &from, const Values &values)
{
    const BoundStep &step = m_sequence.steps[never];
    const Moments &list = m_lists[never];
    size_t next = 0;
    for (size_t i = 0; i < from.size(); ++i) {
        while (next < list.size() &&
               (list[next].at <= from[i].at || !isShared(step, list[next].event, values)))
            ++next;
        if (next == list.size())
            return;
        if (!step.within || list[next].at <= (*step.within)(from[i].at))
            m_ends[i] = std::min(m_ends[i], list[next].at);
    }
}

void SequenceSearch::follow(size_t stage, const Moments &from, const Values &values, Moments &next)
{
    markEnds(stage, from, values);
    const size_t place = m_sequence.stages[stage + 1].step;
    const BoundStep &step = m_sequence.steps[place];
    qint64 end = TimeRange::Start;
    size_t passed = 0;
    for (const Moment &moment : m_lists[place]) {
        for (; passed < from.size() && from[passed].at < moment.at; ++passed)
            end = std::max(end, m_ends[passed]);
        if (passed > 0 && moment.at <= end && isShared(step, moment.event, values))
            next.push_back(moment);
    }
}

bool SequenceSearch::staysSo(size_t stage, const Moments &from, const Values &values)
{
    markEnds(stage, from, values);
    return std::ranges::any_of(m_ends, [](qint64 end) { return end == TimeRange::End; });
}

bool SequenceSearch::holdsWithoutValues()
{
    const Values none;
    const size_t last = m_sequence.stages.size() - 1;
    m_reached = m_lists[m_sequence.stages.front().step];
    for (size_t stage = 0; stage < last; ++stage) {
        m_next.clear();
        follow(stage, m_reached, none, m_next);
        std::swap(m_reached, m_next);
        if (m_reached.empty())
            return false;
    }
    return staysSo(last, m_reached, none);
}

bool SequenceSearch::holdsWithValues()
{
    const size_t last = m_sequence.stages.size() - 1;
    Layer layer;
    place(0, m_lists[m_sequence.stages.front().step], Values(m_sequence.slots.size(), ValueCodes::Unknown), layer);
    for (size_t stage = 0; stage < last; ++stage) {
        Layer following;
        for (const auto &[values, reached] : layer) {
            m_next.clear();
            follow(stage, reached, values, m_next);
            place(stage + 1, m_next, values, following);
        }
        if (layer.size() > 1)
            sortMoments(following);
        layer = std::move(following);
    }
    return std::ranges::any_of(layer, [&](const auto &of) { return staysSo(last, of.second, of.first); });
}

// Events that several others lead to came more than once.
void SequenceSearch::sortMoments(Layer &layer)
{
    for (auto &[values, reached] : layer) {
        std::ranges::sort(reached);
        const auto rest = std::ranges::unique(reached);
        reached.erase(rest.begin(), rest.end());
    }
}

// Puts events that a stage may end with to those that brought the same values along.
void SequenceSearch::place(size_t stage, const Moments &reached, const Values &values, Layer &layer) const
{
    const size_t step = m_sequence.stages[stage].step;
    Values here = values;
    for (const Moment &moment : reached) {
        for (size_t i = 0; i < here.size(); ++i) {
            const SequenceSlot &slot = m_sequence.slots[i];
            if (slot.step == step)
                here[i] = slot.codes.of(moment.event);
            else if (slot.lastUse <= step)
                here[i] = ValueCodes::Unknown;
        }
        layer[here].push_back(moment);
    }
}

} // namespace perennial
