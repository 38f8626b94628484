// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/boundwindow.h"

#include <algorithm>

namespace perennial {

BoundWindow::BoundWindow(const Window &window, const Binding &binding)
    : m_range(perennial::rangeOf(window, binding.frame))
    , m_clock(window, binding.frame.zone)
    , m_isPersonal(window.kind == WindowKind::SinceEvent)
    , m_anchor(m_isPersonal ? binding.table.metric(window.metric) : nullptr)
{
    m_range.to = std::min(m_range.to, binding.frame.now.ms);
}

std::optional<TimeRange> BoundWindow::rangeOf(quint32 person) const
{
    if (!m_isPersonal)
        return m_range;
    const EventColumn::Run run = m_anchor ? m_anchor->eventsOf(person) : EventColumn::Run();
    for (quint32 event = run.end; event > run.begin; --event) {
        if (const qint64 at = m_anchor->timeMs(event - 1); at <= m_range.to)
            return TimeRange{at, m_range.to};
    }
    return std::nullopt;
}

} // namespace perennial
