// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/plan/binding.h"
#include "core/segment/plan/clocktest.h"

namespace perennial {

// A window of things that happened, bound to a table and a moment: which moments of a person lie in it. It ends at now
// at the latest.
class BoundWindow
{
public:
    BoundWindow() = default;
    // The window must be finished.
    BoundWindow(const Window &window, const Binding &binding);

    // Where it is personal, everybody's moments lie in this range.
    [[nodiscard]] const TimeRange &range() const { return m_range; }
    // It begins with an event of each person's own, so rangeOf() must be asked.
    [[nodiscard]] bool isPersonal() const { return m_isPersonal; }
    // Nothing where it cannot be known: the person never had the event it begins with.
    [[nodiscard]] std::optional<TimeRange> rangeOf(quint32 person) const;
    // The metric it begins with, where it is personal and there is such a metric.
    [[nodiscard]] const EventColumn *anchor() const { return m_anchor; }
    // The weekday and the hour: to be asked of each moment in the range.
    [[nodiscard]] const ClockTest &clock() const { return m_clock; }

private:
    TimeRange m_range;
    ClockTest m_clock;
    bool m_isPersonal = false;
    const EventColumn *m_anchor = nullptr;
};

} // namespace perennial
