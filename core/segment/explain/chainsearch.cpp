// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/chainsearch.h"

#include <algorithm>

namespace perennial {

ChainSearch::Numbers::Numbers(const PersonFacts &facts, const QString &metric, const QString &property)
    : m_facts(&facts)
    , m_property(property)
    , m_byPlace(facts.numbersOf(metric, property))
{
}

quint32 ChainSearch::Numbers::of(const FactEvent &event) const
{
    return event.supposed ? m_facts->numberOf(event, m_property) : (*m_byPlace)[event.place];
}

ChainSearch::ChainSearch(const PersonFacts &facts, const std::vector<Step> &steps, const QTimeZone &zone, qint64 now)
    : m_facts(facts)
    , m_zone(zone)
    , m_now(now)
    , m_chosen(steps.size())
{
    for (const Step &step : steps) {
        Events &events = m_steps.emplace_back(Events{step.written, step.events, {}, {}});
        for (const SameProperty &same : step.written->same) {
            const auto earlier = static_cast<size_t>(same.step);
            events.same.push_back({earlier, Numbers(facts, steps[earlier].written->metric, same.property),
                                   Numbers(facts, step.written->metric, same.property)});
        }
        group(events);
        if (step.written->happens)
            m_happening.push_back(m_steps.size() - 1);
    }
    m_failed.resize(m_happening.size());
    for (size_t stage = 0; stage < m_happening.size(); ++stage)
        m_isFirstAsGood.push_back(isFirstAsGood(stage));
}

void ChainSearch::group(Events &events) const
{
    for (size_t i = 0; !events.same.empty() && i < events.list.size() && !m_facts.stopRequested(); ++i) {
        if (const quint64 number = events.same.front().own.of(events.list[i]))
            events.grouped.push_back(static_cast<quint64>(number) << 32 | i);
    }
    std::ranges::sort(events.grouped);
}

bool ChainSearch::isFirstAsGood(size_t stage) const
{
    const size_t place = m_happening[stage];
    const bool isLast = stage + 1 == m_happening.size();
    const bool hasNever = isLast ? place + 1 < m_steps.size() : m_happening[stage + 1] != place + 1;
    const bool isTimed = !isLast && m_steps[m_happening[stage + 1]].written->within;
    const auto asksForIt = [&](const Events &later) {
        return std::ranges::find(later.same, place, &Same::step) != later.same.end();
    };
    return !hasNever && !isTimed && std::ranges::none_of(m_steps, asksForIt);
}

// Events for the stages from `stage` on, after those chosen.
bool ChainSearch::follow(size_t stage)
{
    if (stage == m_happening.size())
        return endsWell();
    const Events &events = m_steps[m_happening[stage]];
    Range range = candidates(events);
    if (stage == 0)
        return tryAll(stage, range);
    const size_t before = m_happening[stage - 1];
    const qint64 earlier = m_chosen[before].at;
    range.begin = firstAfter(events, range, earlier);
    range.end = firstAfter(events, range, latest(events, earlier));
    Range unbroken = range;
    const auto breakers = breakersAfter(before);
    for (const auto &[step, event] : breakers)
        unbroken.end = std::min(unbroken.end, firstAfter(events, range, event.at));
    if (tryAll(stage, unbroken))
        return true;
    if (unbroken.end < range.end && m_best.size() == stage) {
        const qint64 last = eventAt(events, range.end - 1).at;
        const auto broke = [&](const auto &breaker) { return breaker.second.at < last; };
        m_breaker = *std::ranges::find_if(breakers, broke);
    }
    return false;
}

bool ChainSearch::tryAll(size_t stage, Range range)
{
    const size_t place = m_happening[stage];
    const Events &events = m_steps[place];
    Failed &failed = failedAt(stage);
    for (size_t i = nextOf(failed, range.begin);
         i < std::min(range.end, failed.hopelessFrom) && !m_facts.stopRequested(); i = nextOf(failed, i + 1)) {
        const FactEvent &event = eventAt(events, i);
        if (!isShared(events, event))
            continue;
        m_chosen[place] = event;
        note(stage + 1);
        if (follow(stage + 1))
            return true;
        failed.next[i] = i + 1;
        if (m_isFirstAsGood[stage])
            failed.hopelessFrom = i;
    }
    return false;
}

bool ChainSearch::endsWell()
{
    const auto breakers = breakersAfter(m_happening.back());
    if (!breakers.empty() && m_best.size() == m_happening.size())
        m_breaker = breakers.front();
    return breakers.empty();
}

const FactEvent &ChainSearch::eventAt(const Events &events, size_t place) const
{
    return events.list[events.same.empty() ? place : static_cast<quint32>(events.grouped[place])];
}

ChainSearch::Range ChainSearch::candidates(const Events &events) const
{
    if (events.same.empty())
        return {0, events.list.size()};
    const Same &same = events.same.front();
    const quint64 wanted = same.wanted.of(m_chosen[same.step]);
    if (wanted == 0)
        return {0, 0};
    const auto first = std::ranges::lower_bound(events.grouped, wanted << 32);
    const auto last = std::lower_bound(first, events.grouped.end(), (wanted + 1) << 32);
    return {static_cast<size_t>(first - events.grouped.begin()), static_cast<size_t>(last - events.grouped.begin())};
}

size_t ChainSearch::firstAfter(const Events &events, Range range, qint64 at) const
{
    while (range.begin < range.end) {
        const size_t middle = range.begin + (range.end - range.begin) / 2;
        if (eventAt(events, middle).at <= at)
            range.begin = middle + 1;
        else
            range.end = middle;
    }
    return range.begin;
}

bool ChainSearch::isShared(const Events &events, const FactEvent &event) const
{
    return std::ranges::all_of(events.same, [&](const Same &same) {
        const quint32 wanted = same.wanted.of(m_chosen[same.step]);
        return wanted != 0 && same.own.of(event) == wanted;
    });
}

qint64 ChainSearch::latest(const Events &events, qint64 earlier) const
{
    const auto &within = events.written->within;
    return within ? shiftedBack(earlier, -within->n, within->unit, m_zone) : TimeRange::End;
}

std::vector<std::pair<size_t, FactEvent>> ChainSearch::breakersAfter(size_t step) const
{
    const qint64 earlier = m_chosen[step].at;
    std::vector<std::pair<size_t, FactEvent>> breakers;
    for (size_t place = step + 1; place < m_steps.size() && !m_steps[place].written->happens; ++place) {
        const Events &events = m_steps[place];
        const Range range = candidates(events);
        const size_t end = firstAfter(events, range, std::min(latest(events, earlier), m_now));
        size_t first = firstAfter(events, range, earlier);
        while (first < end && !isShared(events, eventAt(events, first)) && !m_facts.stopRequested())
            ++first;
        if (first < end)
            breakers.emplace_back(place, eventAt(events, first));
    }
    return breakers;
}

ChainSearch::Failed &ChainSearch::failedAt(size_t stage)
{
    const size_t place = m_happening[stage];
    std::vector<quint32> carried;
    for (size_t later = place + 1; later < m_steps.size(); ++later) {
        for (const Same &same : m_steps[later].same) {
            if (same.step < place)
                carried.push_back(same.wanted.of(m_chosen[same.step]));
        }
    }
    return m_failed[stage][carried];
}

size_t ChainSearch::nextOf(Failed &failed, size_t place)
{
    size_t next = place;
    for (auto known = failed.next.find(next); known != failed.next.end(); known = failed.next.find(next))
        next = known->second;
    while (place != next)
        place = std::exchange(failed.next[place], next);
    return next;
}

void ChainSearch::note(size_t length)
{
    if (length <= m_best.size())
        return;
    m_breaker.reset();
    m_best.clear();
    for (size_t stage = 0; stage < length; ++stage)
        m_best.push_back(m_chosen[m_happening[stage]]);
}

} // namespace perennial
