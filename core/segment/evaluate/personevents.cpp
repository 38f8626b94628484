// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/personevents.h"

#include <algorithm>

namespace perennial {

RunCursor::RunCursor(const EventColumn *column, const PeopleChunk &chunk)
{
    if (!column || column->eventCount() == 0)
        return;
    const auto first = std::ranges::lower_bound(column->people, chunk.first);
    const auto last = std::lower_bound(first, column->people.end(), chunk.end());
    m_begin = column->people.data();
    m_person = m_begin + (first - column->people.begin());
    m_end = m_begin + (last - column->people.begin());
    m_starts = column->starts.data();
}

RangeCursor::RangeCursor(const BoundWindow &window, const PeopleChunk &chunk)
    : m_window(window)
    , m_anchors(window.anchor(), chunk)
{
}

std::optional<TimeRange> RangeCursor::personalRange(quint32 person)
{
    const qint64 now = m_window.range().to;
    EventColumn::Run run = m_anchors.runOf(person);
    if (run.begin != run.end)
        run = m_window.anchor()->within(run, TimeRange::Start, now);
    if (run.begin == run.end)
        return std::nullopt;
    return TimeRange{m_window.anchor()->timeMs(run.end - 1), now};
}

MetricEvents::MetricEvents(const QString &metric, const FilterSet &filters, const Binding &binding)
    : m_column(binding.table.metric(metric))
{
    if (m_column && m_column->eventCount() == 0)
        m_column = nullptr;
    if (!m_column)
        return;
    if (auto filter = std::make_shared<EventFilter>(filters, *m_column, binding); !filter->isOpen())
        m_filter = std::move(filter);
}

} // namespace perennial
