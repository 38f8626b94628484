// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/rowevents.h"

#include <algorithm>
#include <map>
#include <set>

namespace perennial {

namespace {

// Tries every event for every step.
class SequenceSearch
{
public:
    SequenceSearch(const SequenceCondition &condition, const RowQuestion &question, const RowPerson &person,
                   const RowSpan &span)
        : m_condition(condition)
        , m_question(question)
        , m_span(span)
        , m_taken(condition.steps.size())
    {
        for (const SequenceStep &step : condition.steps)
            m_events.push_back(pastEvents(step.metric, step.filters, question, person));
    }

    // Whether the steps from `step` on can be found when `before` is the event of the last one that happened.
    bool found(size_t step, const RowEvent *before)
    {
        size_t next = step;
        while (next < m_condition.steps.size() && !m_condition.steps[next].happens)
            ++next;
        if (next == m_condition.steps.size())
            return nothingBetween(step, next, before, nullptr);
        if (m_failed.contains(pathTo(step, before)))
            return false;
        for (const RowEvent &event : m_events[next]) {
            if (!mayFollow(next, event, before) || !nothingBetween(step, next, before, &event))
                continue;
            m_taken[next] = &event;
            if (found(next + 1, &event))
                return true;
        }
        m_failed.insert(pathTo(step, before));
        return false;
    }

private:
    // All that the steps from `step` on look back at.
    using Path = std::vector<const RowEvent *>;

    Path pathTo(size_t step, const RowEvent *before) const
    {
        Path path(m_taken.size());
        for (size_t later = step; later < m_condition.steps.size(); ++later) {
            for (const SameProperty &same : m_condition.steps[later].same) {
                if (const auto place = static_cast<size_t>(same.step); place < step)
                    path[place] = m_taken[place];
            }
        }
        if (step > 0)
            path[step - 1] = before;
        return path;
    }

    bool mayFollow(size_t step, const RowEvent &event, const RowEvent *before) const
    {
        return liesIn(event.at, m_span, m_condition.window, m_question.zone) && (!before || event.at > before->at) &&
               isInTime(step, event, before) && isSame(step, event);
    }

    bool isInTime(size_t step, const RowEvent &event, const RowEvent *before) const
    {
        const auto &within = m_condition.steps[step].within;
        if (!within)
            return true;
        const auto [known, isNew] = m_deadlines.try_emplace({step, before});
        if (isNew)
            known->second = movedBy(before->at, within->n, within->unit, m_question.zone);
        return event.at <= known->second;
    }

    QString keyOf(const RowEvent &event, const QString &property) const
    {
        if (property == OrderProperty)
            return event.order;
        if (property == ValueProperty) {
            const auto amount = amountOf(event.value, event.currency, m_question.store);
            return amount ? QString::number(*event.value) : QString();
        }
        const QJsonValue json = event.properties.value(property);
        return json.isNull() || json.isUndefined() ? QString() : identityOf(json);
    }

    bool isSame(size_t step, const RowEvent &event) const
    {
        return std::ranges::all_of(m_condition.steps[step].same, [&](const SameProperty &same) {
            const QString key = keyOf(event, same.property);
            return !key.isEmpty() && key == keyOf(*m_taken[static_cast<size_t>(same.step)], same.property);
        });
    }

    // None of the steps from `first` until `next`, which must not happen, does so after `before` and before `after`.
    bool nothingBetween(size_t first, size_t next, const RowEvent *before, const RowEvent *after) const
    {
        for (size_t step = first; step < next; ++step) {
            for (const RowEvent &event : m_events[step]) {
                if (event.at > before->at && (!after || event.at < after->at) && isInTime(step, event, before) &&
                    isSame(step, event))
                    return false;
            }
        }
        return true;
    }

    const SequenceCondition &m_condition;
    const RowQuestion &m_question;
    RowSpan m_span;
    std::vector<std::vector<RowEvent>> m_events; // of each step, window aside
    Path m_taken;
    std::set<Path> m_failed; // what looked back at this was not found
    mutable std::map<std::pair<size_t, const RowEvent *>, qint64> m_deadlines;
};

} // namespace

RowVerdict judgeSequence(const SequenceCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    const auto span = pastSpanOf(condition.window, question, person);
    if (!span)
        return RowVerdict::Unknown;
    return verdictOf(SequenceSearch(condition, question, person, *span).found(0, nullptr));
}

} // namespace perennial
