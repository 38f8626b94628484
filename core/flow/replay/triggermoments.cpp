// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/triggermoments.h"

#include <algorithm>

namespace perennial {

namespace {

QDate withDay(int year, int month, int day)
{
    return {year, month, std::min(day, QDate(year, month, 1).daysInMonth())};
}

QDate shifted(const QDate &day, const DateTrigger &trigger)
{
    const int n = trigger.side == DateSide::Before ? -trigger.offset.n : trigger.offset.n;
    switch (trigger.offset.unit) {
    case TimeUnit::Week:
        return day.addDays(7 * n);
    case TimeUnit::Month:
        return day.addMonths(n);
    case TimeUnit::Year:
        return day.addYears(n);
    default:
        return day.addDays(n);
    }
}

} // namespace

TriggerMoments::TriggerMoments(const BoundFlow &flow, qint64 from, qint64 to)
    : m_flow(flow)
    , m_from(from)
    , m_to(to)
    , m_runs(flow.nodes.size())
{
}

const std::vector<TriggerMoment> &TriggerMoments::of(quint32 person)
{
    m_moments.clear();
    for (const int node : m_flow.triggers) {
        const BoundNode &bound = m_flow.nodes[static_cast<size_t>(node)];
        if (bound.metric)
            addEvents(node, person);
        else if (!bound.plans.empty())
            addJoins(node, person);
        else if (bound.date)
            addDates(node, person);
    }
    if (m_moments.size() > 1)
        std::ranges::sort(m_moments);
    m_moments.erase(std::unique(m_moments.begin(), m_moments.end()), m_moments.end());
    return m_moments;
}

void TriggerMoments::addEvents(int node, quint32 person)
{
    const BoundNode &bound = m_flow.nodes[static_cast<size_t>(node)];
    EventColumn::Run run = m_runs[static_cast<size_t>(node)].of(*bound.metric, person);
    if (run.begin == run.end)
        return;
    run = bound.metric->within(run, m_from, m_to - 1);
    for (quint32 event = run.begin; event < run.end; ++event) {
        const qint64 at = bound.metric->timeMs(event);
        if (bound.sieve->passes(*bound.metric, event, at))
            m_moments.push_back({at, node, event});
    }
}

void TriggerMoments::addJoins(int node, quint32 person)
{
    const MomentPlan &plan = m_flow.nodes[static_cast<size_t>(node)].plans.front();
    qint64 now = m_from;
    bool isMember = plan.holds({person, now, nullptr});
    while ((now = plan.nextTurn({person, now, nullptr})) < m_to) {
        const bool was = std::exchange(isMember, plan.holds({person, now, nullptr}));
        if (isMember && !was)
            m_moments.push_back({now, node, std::nullopt});
    }
}

void TriggerMoments::addDates(int node, quint32 person)
{
    const BoundNode &bound = m_flow.nodes[static_cast<size_t>(node)];
    const auto &trigger = std::get<DateTrigger>(bound.written->as<TriggerNode>()->start);
    const auto rows = std::ranges::equal_range(bound.date->histories, person, {}, &PropertyColumn::Earlier::person);
    if (rows.begin() == rows.end())
        return addDate(node, trigger, person, bound.date->rawAt(person));
    for (const PropertyColumn::Earlier &row : rows)
        addDate(node, trigger, person, row.raw);
}

void TriggerMoments::addDate(int node, const DateTrigger &trigger, quint32 person, PropertyColumn::Raw raw)
{
    if (raw == PropertyColumn::NoDate)
        return;
    const QDate date = localDay(raw, m_flow.zone());
    if (trigger.repeat == DateRepeat::Never)
        return addMoment(node, trigger, person, raw, date);
    // An offset of years moves the years that are looked at.
    const int years = trigger.offset.n / 300 + 2 + (trigger.offset.unit == TimeUnit::Year ? trigger.offset.n : 0);
    const int first = localDay(m_from, m_flow.zone()).year() - years,
              last = localDay(m_to, m_flow.zone()).year() + years;
    for (int year = first; year <= last; ++year) {
        if (trigger.repeat == DateRepeat::Yearly)
            addMoment(node, trigger, person, raw, withDay(year, date.month(), date.day()));
        for (int month = 1; trigger.repeat == DateRepeat::Monthly && month <= 12; ++month)
            addMoment(node, trigger, person, raw, withDay(year, month, date.day()));
    }
}

void TriggerMoments::addMoment(int node, const DateTrigger &trigger, quint32 person, PropertyColumn::Raw raw,
                               const QDate &day)
{
    const qint64 local =
        QDate(1970, 1, 1).daysTo(shifted(day, trigger)) * Instant::DayMs + trigger.at.minutes * 60'000LL;
    const qint64 at = ZoneClock::of(m_flow.zone()).utcFromLocal(local);
    if (at >= m_from && at < m_to && valueAt(*m_flow.nodes[static_cast<size_t>(node)].date, person, at) == raw)
        m_moments.push_back({at, node, std::nullopt});
}

PropertyColumn::Raw TriggerMoments::valueAt(const PropertyColumn &column, quint32 person, qint64 now) const
{
    const auto rows = std::ranges::equal_range(column.histories, person, {}, &PropertyColumn::Earlier::person);
    return rows.begin() == rows.end() ? column.rawAt(person) : PropertyColumn::inForce(rows.begin(), rows.end(), now);
}

} // namespace perennial
