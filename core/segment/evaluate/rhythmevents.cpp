// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/rhythmevents.h"

#include <algorithm>

namespace perennial {

RhythmEvents::RhythmEvents(const RhythmCondition &condition, const Binding &binding)
    : m_events(condition.metric, condition.filters, binding)
    , m_window(condition.window, binding)
    , m_now(binding.frame.now.ms)
{
}

void RhythmEvents::gather(EventColumn::Run run, Times &times) const
{
    if (run.begin == run.end)
        return;
    const EventColumn &column = *m_events.column();
    run = column.within(run, TimeRange::Start, m_now);
    for (quint32 event = run.begin; event < run.end; ++event) {
        if (m_events.passes(event))
            times.push_back(column.timeMs(event));
    }
}

Overdue Overdue::of(const Times &times, qint64 now)
{
    std::vector<qint64> gaps;
    for (size_t i = 1; i < times.size(); ++i)
        gaps.push_back(times[i] - times[i - 1]);
    const auto middle = gaps.begin() + static_cast<qsizetype>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    const qint64 other = gaps.size() % 2 == 1 ? *middle : *std::max_element(gaps.begin(), middle);
    return {2 * (now - times.back()), *middle + other};
}

double Overdue::ratio() const
{
    if (numerator == 0)
        return 0;
    return static_cast<double>(numerator) / static_cast<double>(denominator);
}

} // namespace perennial
