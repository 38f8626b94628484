// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/sequencelists.h"

#include <algorithm>

namespace perennial {

namespace {

// The codes that moments of a list are told apart by, the first of which is their key.
class MomentOrder
{
public:
    explicit MomentOrder(const BoundStep &step, const BoundSequence *sequence = nullptr,
                         const std::vector<size_t> &fills = {})
    {
        for (const SharedValue &same : step.same)
            m_codes.push_back(&same.codes);
        for (const size_t slot : fills)
            m_codes.push_back(&sequence->slots[slot].codes);
    }

    [[nodiscard]] bool isByTime() const { return m_codes.empty(); }

    void sort(std::vector<SequenceMoment> &list) const
    {
        for (SequenceMoment &moment : list)
            moment.key = m_codes.front()->of(moment.event);
        std::ranges::sort(list, [&](const SequenceMoment &a, const SequenceMoment &b) {
            const int codes = compared(a, b);
            return codes != 0 ? codes < 0 : a.event < b.event; // which are by time
        });
    }

    [[nodiscard]] int compared(const SequenceMoment &a, const SequenceMoment &b) const
    {
        if (a.key != b.key)
            return a.key < b.key ? -1 : 1;
        for (size_t i = 1; i < m_codes.size(); ++i) {
            if (const qint64 x = m_codes[i]->of(a.event), y = m_codes[i]->of(b.event); x != y)
                return x < y ? -1 : 1;
        }
        return 0;
    }

private:
    std::vector<const ValueCodes *> m_codes;
};

// Whether the values that a step shares are less, equal or more than the ones wanted.
int compared(const BoundStep &step, const SequenceMoment &moment, SequenceValues values)
{
    for (size_t i = 0; i < step.same.size(); ++i) {
        const qint64 code = i == 0 ? moment.key : step.same[i].codes.of(moment.event);
        if (const qint64 wanted = values[step.same[i].slot]; code != wanted)
            return code < wanted ? -1 : 1;
    }
    return 0;
}

} // namespace

quint32 StageList::firstAfter(quint32 begin, quint32 end, qint64 at) const
{
    const auto first = moments.begin() + begin;
    return begin + static_cast<quint32>(
                       std::ranges::upper_bound(first, moments.begin() + end, at, {}, &SequenceMoment::at) - first);
}

SequenceLists::SequenceLists(const BoundSequence &sequence)
    : m_sequence(sequence)
    , m_lists(sequence.steps.size())
    , m_stages(sequence.stages.size())
{
}

bool SequenceLists::gather(const std::vector<EventColumn::Run> &runs, const TimeRange &range)
{
    return gatherAll(runs, range) && chain();
}

// False where nothing happened for a step that has to.
bool SequenceLists::gatherAll(const std::vector<EventColumn::Run> &runs, const TimeRange &range)
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
        if (!step.happens && !step.same.empty())
            MomentOrder(step).sort(m_lists[place]);
    }
    return true;
}

void SequenceLists::gather(const BoundStep &step, EventColumn::Run run, Moments &list) const
{
    const EventColumn &column = *step.events.column();
    const ClockTest &clock = m_sequence.window.clock();
    for (quint32 event = run.begin; event < run.end; ++event) {
        const qint64 at = column.timeMs(event);
        if (step.happens && !clock.passes(at))
            continue;
        const auto isKnown = [&](const SharedValue &same) { return same.codes.of(event) != ValueCodes::Unknown; };
        if (std::ranges::all_of(step.same, isKnown) && step.events.passes(event))
            list.push_back({0, at, TimeRange::End, event, 0});
    }
}

bool SequenceLists::chain()
{
    m_stages.front().moments = m_lists[m_sequence.steps[m_sequence.stages.front().step].list];
    for (size_t stage = 0; stage < m_stages.size(); ++stage) {
        if (stage > 0)
            takeReachable(stage);
        if (m_stages[stage].moments.empty())
            return false;
        markEnds(stage);
    }
    return std::ranges::any_of(m_stages.back().moments,
                               [](const SequenceMoment &moment) { return moment.end == TimeRange::End; });
}

bool SequenceLists::isLimited(size_t stage) const
{
    const auto &stages = m_sequence.stages;
    const bool isTimed = stage + 1 < stages.size() && m_sequence.steps[stages[stage + 1].step].within;
    return isTimed || !stages[stage].never.empty();
}

void SequenceLists::markEnds(size_t stage)
{
    Moments &from = m_stages[stage].moments;
    for (const size_t never : m_sequence.stages[stage].never) {
        if (m_sequence.steps[never].same.empty())
            limitByNever(m_sequence.steps[never], from);
    }
    if (stage + 1 == m_stages.size())
        return;
    const auto &within = m_sequence.steps[m_sequence.stages[stage + 1].step].within;
    for (size_t i = 0; within && i < from.size(); ++i)
        from[i].end = std::min(from[i].end, (*within)(from[i].at));
}

// What follows may come in the moment of the first event that must not lie between, but not later.
void SequenceLists::limitByNever(const BoundStep &never, Moments &from) const
{
    const Moments &list = m_lists[never.list];
    size_t next = 0;
    for (SequenceMoment &moment : from) {
        while (next < list.size() && list[next].at <= moment.at)
            ++next;
        if (next == list.size())
            return;
        if (!never.within || list[next].at <= (*never.within)(moment.at))
            moment.end = std::min(moment.end, list[next].at);
    }
}

// Both by time. The events that may still be followed: of one after another with a later end only the other matters.
void SequenceLists::takeReachable(size_t stage)
{
    const Moments &from = m_stages[stage - 1].moments;
    Moments &to = m_stages[stage].moments;
    to.clear();
    m_open.clear();
    quint32 next = 0;
    for (SequenceMoment moment : m_lists[m_sequence.steps[m_sequence.stages[stage].step].list]) {
        for (; next < from.size() && from[next].at < moment.at; ++next) {
            while (!m_open.empty() && from[m_open.back()].end <= from[next].end)
                m_open.pop_back();
            m_open.push_back(next);
        }
        while (!m_open.empty() && from[m_open.back()].end < moment.at)
            m_open.pop_back();
        if (m_open.empty())
            continue;
        moment.latest = m_open.back();
        to.push_back(moment);
    }
}

void SequenceLists::sortByValues()
{
    for (size_t stage = 0; stage < m_stages.size(); ++stage)
        sortByValues(stage);
}

void SequenceLists::sortByValues(size_t stage)
{
    const BoundSequence::Stage &at = m_sequence.stages[stage];
    StageList &list = m_stages[stage];
    const auto count = static_cast<quint32>(list.moments.size());
    const MomentOrder order(m_sequence.steps[at.step], &m_sequence, at.fills);
    list.groups = {0};
    if (!order.isByTime()) {
        order.sort(list.moments);
        for (quint32 i = 1; i < count; ++i) {
            if (order.compared(list.moments[i - 1], list.moments[i]) != 0)
                list.groups.push_back(i);
        }
    }
    list.groups.push_back(count);
    list.isByTime = std::ranges::is_sorted(list.moments, {}, &SequenceMoment::event);
}

std::pair<size_t, size_t> SequenceLists::groupsOf(size_t stage, SequenceValues values) const
{
    const BoundStep &step = m_sequence.steps[m_sequence.stages[stage].step];
    const StageList &list = m_stages[stage];
    const auto begin = list.groups.begin(), end = list.groups.end() - 1;
    const auto orderOf = [&](quint32 group) { return compared(step, list.moments[group], values); };
    const auto first = std::partition_point(begin, end, [&](quint32 group) { return orderOf(group) < 0; });
    const auto last = std::partition_point(first, end, [&](quint32 group) { return orderOf(group) == 0; });
    return {static_cast<size_t>(first - begin), static_cast<size_t>(last - begin)};
}

qint64 SequenceLists::firstNever(size_t step, qint64 after, SequenceValues values) const
{
    const BoundStep &never = m_sequence.steps[step];
    const Moments &list = m_lists[never.list];
    const auto first = std::ranges::partition_point(list, [&](const SequenceMoment &moment) {
        const int order = compared(never, moment, values);
        return order < 0 || (order == 0 && moment.at <= after);
    });
    const bool found = first != list.end() && compared(never, *first, values) == 0;
    return found ? first->at : TimeRange::End;
}

} // namespace perennial
