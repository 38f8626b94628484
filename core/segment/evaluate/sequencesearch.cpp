// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/sequencesearch.h"

#include <algorithm>

namespace perennial {

namespace {

// From so many states on it is worth while to prepare jumps.
constexpr size_t ManyStates = 4;

// In order, and those that touch as one.
template <class Stretch>
void join(std::vector<Stretch> &stretches, size_t from = 0)
{
    const auto begin = stretches.begin() + static_cast<qsizetype>(from);
    std::sort(begin, stretches.end(), [](const Stretch &a, const Stretch &b) { return a.begin < b.begin; });
    size_t kept = from;
    for (size_t i = from + 1; i < stretches.size(); ++i) {
        if (stretches[i].begin <= stretches[kept].end)
            stretches[kept].end = std::max(stretches[kept].end, stretches[i].end);
        else
            stretches[++kept] = stretches[i];
    }
    if (from < stretches.size())
        stretches.resize(kept + 1);
}

} // namespace

SequenceSearch::SequenceSearch(const BoundSequence &sequence, const PeopleChunk &chunk)
    : m_sequence(sequence)
    , m_chunk(chunk)
    , m_lists(sequence)
{
}

bool SequenceSearch::holds(const std::vector<EventColumn::Run> &runs, const TimeRange &range)
{
    if (m_sequence.isPlain)
        return holdsPlainly(runs, range);
    if (!m_lists.gather(runs, range))
        return false;
    return m_sequence.slots.empty() || holdsStepwise();
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

bool SequenceSearch::holdsStepwise()
{
    m_lists.sortByValues();
    start();
    const size_t last = m_sequence.stages.size() - 1;
    for (size_t stage = 0; stage < last && !m_layer.states.empty(); ++stage) {
        prepare(stage);
        m_following.clear();
        for (const State &state : m_layer.states) {
            if (m_chunk.isStopped())
                return false;
            follow(stage, state);
        }
        if (!m_sequence.stages[stage + 1].drops.empty() && m_following.states.size() > 1)
            unite(m_following);
        std::swap(m_layer, m_following);
    }
    prepare(last);
    return std::ranges::any_of(m_layer.states, [&](const State &state) { return staysSo(last, state); });
}

void SequenceSearch::start()
{
    const std::vector<qint64> nothing(m_sequence.slots.size(), ValueCodes::Unknown);
    const std::vector<quint32> &groups = m_lists.stage(0).groups;
    m_following.clear();
    for (size_t group = 0; group + 1 < groups.size(); ++group) {
        m_found = {{groups[group], groups[group + 1]}};
        arrive(0, nothing.data());
    }
    std::swap(m_layer, m_following);
}

bool SequenceSearch::jumps(size_t stage) const
{
    const auto isAnyTime = [&](size_t never) {
        const BoundStep &step = m_sequence.steps[never];
        return step.same.empty() || !step.within;
    };
    return m_layer.states.size() >= ManyStates && m_lists.stage(stage).isByTime && m_lists.isLimited(stage) &&
           std::ranges::all_of(m_sequence.stages[stage].never, isAnyTime);
}

void SequenceSearch::prepare(size_t stage)
{
    m_jumps = jumps(stage);
    if (!m_jumps)
        return;
    m_numbers.clear();
    for (const SequenceMoment &moment : m_lists.stage(stage).moments)
        m_numbers.push_back(moment.end);
    m_ends.assign(m_numbers);
    if (stage + 1 == m_sequence.stages.size())
        return;
    m_numbers.clear();
    for (const SequenceMoment &moment : m_lists.stage(stage + 1).moments)
        m_numbers.push_back(moment.latest);
    m_latest.assign(m_numbers);
}

void SequenceSearch::follow(size_t stage, const State &state)
{
    const StageList &to = m_lists.stage(stage + 1);
    const Values values = m_layer.valuesOf(state);
    const auto [first, last] = m_lists.groupsOf(stage + 1, values);
    if (first == last)
        return;
    if (!m_jumps)
        spread(stage, state);
    for (size_t place = first; place < last; ++place) {
        const Stretch group{to.groups[place], to.groups[place + 1]};
        m_found.clear();
        if (!m_jumps)
            landBySpans(to, group);
        for (size_t i = state.begin; m_jumps && i < state.end; ++i)
            eachPart(stage, m_layer.stretches[i], values,
                     [&](Stretch part, qint64 end) { landByJumps(stage, part, end, group); });
        if (!m_found.empty())
            arrive(stage + 1, values);
    }
}

void SequenceSearch::arrive(size_t stage, Values values)
{
    const BoundSequence::Stage &at = m_sequence.stages[stage];
    join(m_found);
    m_following.addState(values, m_sequence.slots.size());
    m_following.addToLast(m_found);
    qint64 *own = m_following.values.data() + m_following.states.back().values;
    const quint32 event = m_lists.stage(stage).moments[m_found.front().begin].event;
    for (const size_t slot : at.drops)
        own[slot] = ValueCodes::Unknown;
    for (const size_t slot : at.fills)
        own[slot] = m_sequence.slots[slot].codes.of(event);
}

// Joins the states that have the same values.
void SequenceSearch::unite(Layer &layer)
{
    const size_t width = m_sequence.slots.size();
    const auto precedes = [&](const State &a, const State &b) {
        const Values x = layer.valuesOf(a), y = layer.valuesOf(b);
        return std::lexicographical_compare(x, x + width, y, y + width);
    };
    std::ranges::sort(layer.states, precedes);
    m_united.clear();
    for (size_t i = 0; i < layer.states.size(); ++i) {
        const State &state = layer.states[i];
        if (i == 0 || precedes(layer.states[i - 1], state))
            m_united.addState(layer.valuesOf(state), width);
        m_united.addToLast(layer.stretchesOf(state));
        if (i + 1 < layer.states.size() && !precedes(state, layer.states[i + 1]))
            continue;
        join(m_united.stretches, m_united.states.back().begin);
        m_united.states.back().end = m_united.stretches.size();
    }
    std::swap(layer, m_united);
}

bool SequenceSearch::staysSo(size_t stage, const State &state) const
{
    if (!m_lists.isLimited(stage))
        return true;
    const Values values = m_layer.valuesOf(state);
    bool stays = false;
    for (const Stretch &stretch : m_layer.stretchesOf(state)) {
        if (m_jumps) {
            eachPart(stage, stretch, values, [&](Stretch part, qint64 end) {
                stays = stays || (end == TimeRange::End && m_ends.largest(part.begin, part.end) == TimeRange::End);
            });
            continue;
        }
        for (quint32 place = stretch.begin; place < stretch.end && !stays; ++place)
            stays = endOf(stage, m_lists.stage(stage).moments[place], values) == TimeRange::End;
    }
    return stays;
}

void SequenceSearch::spread(size_t stage, const State &state)
{
    const StageList &from = m_lists.stage(stage);
    const Values values = m_layer.valuesOf(state);
    const bool isLimited = m_lists.isLimited(stage);
    m_spans.clear();
    for (const Stretch &stretch : m_layer.stretchesOf(state)) {
        for (quint32 place = stretch.begin; place < stretch.end; ++place) {
            const SequenceMoment &moment = from.moments[place];
            m_spans.push_back({moment.at, endOf(stage, moment, values)});
            if (!isLimited && from.isByTime)
                return;
        }
    }
    joinSpans(from.isByTime);
}

void SequenceSearch::joinSpans(bool isByTime)
{
    if (!isByTime)
        std::ranges::sort(m_spans, {}, &Span::after);
    size_t kept = 0;
    for (size_t i = 1; i < m_spans.size(); ++i) {
        if (m_spans[i].after <= m_spans[kept].until)
            m_spans[kept].until = std::max(m_spans[kept].until, m_spans[i].until);
        else
            m_spans[++kept] = m_spans[i];
    }
    m_spans.resize(kept + 1);
}

void SequenceSearch::landBySpans(const StageList &to, Stretch group)
{
    quint32 begin = group.begin;
    for (const Span &span : m_spans) {
        begin = to.firstAfter(begin, group.end, span.after);
        if (begin == group.end)
            return;
        const quint32 end = to.firstAfter(begin, group.end, span.until);
        if (begin < end)
            m_found.push_back({begin, end});
        begin = end;
    }
}

qint64 SequenceSearch::endOf(size_t stage, const SequenceMoment &moment, Values values) const
{
    qint64 end = moment.end;
    for (const size_t place : m_sequence.stages[stage].never) {
        const BoundStep &never = m_sequence.steps[place];
        if (never.same.empty())
            continue;
        const qint64 first = m_lists.firstNever(place, moment.at, values);
        if (first < end && (!never.within || first <= (*never.within)(moment.at)))
            end = first;
    }
    return end;
}

template <class Visit>
void SequenceSearch::eachPart(size_t stage, Stretch stretch, Values values, const Visit &visit) const
{
    const auto &moments = m_lists.stage(stage).moments;
    while (stretch.begin < stretch.end) {
        qint64 end = TimeRange::End;
        for (const size_t never : m_sequence.stages[stage].never) {
            if (!m_sequence.steps[never].same.empty())
                end = std::min(end, m_lists.firstNever(never, moments[stretch.begin].at, values));
        }
        const auto beyond = std::ranges::lower_bound(moments.begin() + stretch.begin, moments.begin() + stretch.end,
                                                     end, {}, &SequenceMoment::at);
        const auto next = static_cast<quint32>(beyond - moments.begin());
        visit(Stretch{stretch.begin, next}, end);
        stretch.begin = next;
    }
}

// Until the part's last event each moment was preceded by the latest one it may follow; what comes after it may follow
// any of them.
void SequenceSearch::landByJumps(size_t stage, Stretch part, qint64 end, Stretch group)
{
    const auto &from = m_lists.stage(stage).moments;
    const StageList &to = m_lists.stage(stage + 1);
    const quint32 first = to.firstAfter(group.begin, group.end, from[part.begin].at);
    const quint32 beyond = to.firstAfter(first, group.end, from[part.end - 1].at);
    for (size_t place = first; place < beyond;) {
        const size_t begin = m_latest.firstAtLeast(place, part.begin);
        place = std::min<size_t>(m_latest.firstBelow(begin, part.begin), beyond);
        if (begin < beyond)
            m_found.push_back({static_cast<quint32>(begin), static_cast<quint32>(place)});
    }
    const quint32 last = to.firstAfter(beyond, group.end, std::min(end, m_ends.largest(part.begin, part.end)));
    if (beyond < last)
        m_found.push_back({beyond, last});
}

void SequenceSearch::Layer::clear()
{
    states.clear();
    values.clear();
    stretches.clear();
}

void SequenceSearch::Layer::addState(Values from, size_t count)
{
    states.push_back({values.size(), stretches.size(), stretches.size()});
    values.insert(values.end(), from, from + count);
}

void SequenceSearch::Layer::addToLast(std::span<const Stretch> more)
{
    stretches.insert(stretches.end(), more.begin(), more.end());
    states.back().end = stretches.size();
}

} // namespace perennial
