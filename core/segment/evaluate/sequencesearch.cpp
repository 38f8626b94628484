// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/sequencesearch.h"

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
    return gatherAll(runs, range) && holdsStepwise();
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
    for (size_t place = 0; place < m_lists.size(); ++place) {
        const BoundStep &step = m_sequence.steps[place];
        if (step.list != place)
            continue;
        m_lists[place].clear();
        if (runs[place].begin == runs[place].end) // of what must not happen
            continue;
        const TimeRange in = step.happens ? range : TimeRange{TimeRange::Start, m_sequence.now};
        gather(step, step.events.column()->within(runs[place], in.from, in.to), m_lists[place]);
        if (step.happens && m_lists[place].empty())
            return false;
    }
    return true;
}

void SequenceSearch::gather(const BoundStep &step, EventColumn::Run run, Moments &list) const
{
    const EventColumn &column = *step.events.column();
    const ClockTest &clock = m_sequence.window.clock();
    for (quint32 event = run.begin; event < run.end; ++event) {
        const qint64 at = column.timeMs(event);
        if (step.happens && !clock.passes(at))
            continue;
        const qint64 shared = step.same.empty() ? 0 : step.same.front().codes.of(event);
        if (shared != ValueCodes::Unknown && step.events.passes(event))
            list.push_back({shared, at, event});
    }
    if (!step.same.empty())
        std::ranges::sort(list);
}

std::span<const SequenceSearch::Moment> SequenceSearch::candidates(const BoundStep &step, Values values) const
{
    const std::span<const Moment> list = m_lists[step.list];
    if (step.same.empty())
        return list;
    const qint64 value = values[step.same.front().slot];
    const auto first = std::ranges::lower_bound(list, value, {}, &Moment::shared);
    return {first, std::ranges::upper_bound(first, list.end(), value, {}, &Moment::shared)};
}

bool SequenceSearch::isShared(const BoundStep &step, quint32 event, Values values) const
{
    return std::ranges::all_of(step.same, [&](const SharedValue &same) {
        const qint64 wanted = values[same.slot];
        return wanted != ValueCodes::Unknown && same.codes.of(event) == wanted;
    });
}

void SequenceSearch::markEnds(size_t stage, std::span<const Moment> from, Values values)
{
    m_ends.assign(from.size(), TimeRange::End);
    for (const size_t never : m_sequence.stages[stage].never)
        limitByNever(m_sequence.steps[never], from, values);
    if (stage + 1 == m_sequence.stages.size())
        return;
    const auto &within = m_sequence.steps[m_sequence.stages[stage + 1].step].within;
    for (size_t i = 0; within && i < from.size(); ++i)
        m_ends[i] = std::min(m_ends[i], (*within)(from[i].at));
}

// What follows may come in the moment of the first event that must not lie between, but not later.
void SequenceSearch::limitByNever(const BoundStep &never, std::span<const Moment> from, Values values)
{
    const std::span<const Moment> list = candidates(never, values);
    size_t next = 0;
    for (size_t i = 0; i < from.size(); ++i) {
        while (next < list.size() && (list[next].at <= from[i].at || !isShared(never, list[next].event, values)))
            ++next;
        if (next == list.size())
            return;
        if (!never.within || list[next].at <= (*never.within)(from[i].at))
            m_ends[i] = std::min(m_ends[i], list[next].at);
    }
}

void SequenceSearch::follow(size_t stage, std::span<const Moment> from, Values values)
{
    m_next.clear();
    const BoundStep &step = m_sequence.steps[m_sequence.stages[stage + 1].step];
    const std::span<const Moment> list = candidates(step, values);
    if (list.empty() || list.back().at <= from.front().at)
        return;
    markEnds(stage, from, values);
    qint64 end = TimeRange::Start;
    size_t passed = 0;
    for (const Moment &moment : list) {
        for (; passed < from.size() && from[passed].at < moment.at; ++passed)
            end = std::max(end, m_ends[passed]);
        if (passed > 0 && moment.at <= end && isShared(step, moment.event, values))
            m_next.push_back({0, moment.at, moment.event});
    }
}

bool SequenceSearch::staysSo(size_t stage, std::span<const Moment> from, Values values)
{
    markEnds(stage, from, values);
    return std::ranges::any_of(m_ends, [](qint64 end) { return end == TimeRange::End; });
}

bool SequenceSearch::holdsStepwise()
{
    const size_t last = m_sequence.stages.size() - 1;
    const std::vector<qint64> nothing(m_sequence.slots.size(), ValueCodes::Unknown);
    m_next = m_lists[m_sequence.stages.front().step];
    m_layer.clear();
    place(0, nothing.data(), m_layer);
    for (size_t stage = 0; stage < last && !m_layer.states.empty(); ++stage) {
        m_following.clear();
        for (const State &state : m_layer.states) {
            const Values values = m_layer.values.data() + state.values;
            follow(stage, m_layer.momentsOf(state), values);
            place(stage + 1, values, m_following);
        }
        if (m_layer.states.size() > 1)
            unite(m_following);
        std::swap(m_layer, m_following);
    }
    return std::ranges::any_of(m_layer.states, [&](const State &state) {
        return staysSo(last, m_layer.momentsOf(state), m_layer.values.data() + state.values);
    });
}

void SequenceSearch::place(size_t stage, Values values, Layer &layer)
{
    const BoundSequence::Stage &at = m_sequence.stages[stage];
    const auto code = [&](size_t slot, const Moment &moment) { return m_sequence.slots[slot].codes.of(moment.event); };
    const auto precedes = [&](const Moment &a, const Moment &b) {
        for (const size_t slot : at.fills) {
            if (const qint64 x = code(slot, a), y = code(slot, b); x != y)
                return x < y;
        }
        return false;
    };
    if (!at.fills.empty())
        std::ranges::sort(
            m_next, [&](const Moment &a, const Moment &b) { return precedes(a, b) || (!precedes(b, a) && a < b); });
    for (auto moment = m_next.cbegin(); moment != m_next.cend(); ++moment) {
        if (moment == m_next.cbegin() || precedes(*std::prev(moment), *moment)) {
            layer.addState(values, m_sequence.slots.size());
            qint64 *own = layer.values.data() + layer.states.back().values;
            for (const size_t slot : at.drops)
                own[slot] = ValueCodes::Unknown;
            for (const size_t slot : at.fills)
                own[slot] = code(slot, *moment);
        }
        layer.moments.push_back(*moment);
        ++layer.states.back().end;
    }
}

// Joins the states that have the same values; an event that several others lead to came more than once.
void SequenceSearch::unite(Layer &layer)
{
    const size_t width = m_sequence.slots.size();
    const auto valuesOf = [&](const State &state) { return std::span(layer.values).subspan(state.values, width); };
    const auto precedes = [&](const State &a, const State &b) {
        return std::ranges::lexicographical_compare(valuesOf(a), valuesOf(b));
    };
    std::ranges::sort(layer.states, precedes);
    m_united.clear();
    for (size_t i = 0; i < layer.states.size(); ++i) {
        const State &state = layer.states[i];
        if (i == 0 || precedes(layer.states[i - 1], state))
            m_united.addState(layer.values.data() + state.values, width);
        const std::span<const Moment> more = layer.momentsOf(state);
        m_united.moments.insert(m_united.moments.end(), more.begin(), more.end());
        State &whole = m_united.states.back();
        whole.end = m_united.moments.size();
        if (i + 1 < layer.states.size() && !precedes(state, layer.states[i + 1]))
            continue;
        const auto begin = m_united.moments.begin() + static_cast<qsizetype>(whole.begin);
        std::sort(begin, m_united.moments.end());
        m_united.moments.erase(std::unique(begin, m_united.moments.end()), m_united.moments.end());
        whole.end = m_united.moments.size();
    }
    std::swap(layer, m_united);
}

void SequenceSearch::Layer::clear()
{
    states.clear();
    values.clear();
    moments.clear();
}

void SequenceSearch::Layer::addState(Values from, size_t count)
{
    states.push_back({values.size(), moments.size(), moments.size()});
    values.insert(values.end(), from, from + count);
}

} // namespace perennial
