// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/rowevents.h"

#include <algorithm>

namespace perennial {

namespace {

bool isRegular(const RhythmCondition &condition, const std::vector<RowEvent> &events, const RowQuestion &question)
{
    const TimeSpan period = condition.period.value_or(TimeSpan{1, TimeUnit::Month});
    int held = 0;
    for (qint64 i = 0; i < *condition.ofLast; ++i) {
        const qint64 after = movedBy(question.now, -(i + 1) * period.n, period.unit, question.zone);
        const qint64 until = movedBy(question.now, -i * period.n, period.unit, question.zone);
        held += std::ranges::any_of(events, [&](const RowEvent &e) { return e.at > after && e.at <= until; });
    }
    return held >= *condition.periods;
}

RowVerdict isOverdue(const RhythmCondition &condition, const std::vector<RowEvent> &events, qint64 now)
{
    if (events.size() < 2)
        return RowVerdict::Unknown;
    std::vector<qint64> gaps;
    for (size_t i = 1; i < events.size(); ++i)
        gaps.push_back(events[i].at - events[i - 1].at);
    std::ranges::sort(gaps);
    const qint64 twiceMedian = gaps[gaps.size() / 2] + gaps[(gaps.size() - 1) / 2];
    const RowNumber factor = RowNumber::written(condition.factor.value_or(1));
    const RowNumber limit = RowNumber::fraction(factor.over * twiceMedian, factor.under * 2);
    return verdictOf(compared(RowNumber::fraction(now - events.back().at, 1), limit) > 0);
}

} // namespace

RowVerdict judgeRhythm(const RhythmCondition &condition, const RowQuestion &question, const RowPerson &person)
{
    const std::vector<RowEvent> events = pastEvents(condition.metric, condition.filters, question, person);
    if (condition.pattern == Rhythm::Regularly)
        return verdictOf(isRegular(condition, events, question));
    if (condition.pattern == Rhythm::Overdue)
        return isOverdue(condition, events, question.now);
    const auto span = pastSpanOf(condition.window, question, person);
    if (!span)
        return RowVerdict::Unknown;
    const auto lies = [&](const RowEvent &e) { return liesIn(e.at, *span, condition.window, question.zone); };
    if (condition.pattern == Rhythm::FirstTime)
        return verdictOf(!events.empty() && lies(events.front()));
    if (condition.pattern == Rhythm::Stopped)
        return verdictOf(std::ranges::any_of(events, [&](const RowEvent &e) { return e.at < span->from; }) &&
                         std::ranges::none_of(events, lies));
    for (size_t i = 1; i < events.size(); ++i) {
        const qint64 limit = movedBy(events[i].at, -condition.period->n, condition.period->unit, question.zone);
        if (lies(events[i]) && events[i - 1].at < limit)
            return RowVerdict::Yes;
    }
    return RowVerdict::No;
}

} // namespace perennial
