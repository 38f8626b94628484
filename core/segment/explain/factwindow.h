// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/personfacts.h"
#include "core/segment/plan/clocktest.h"

namespace perennial {

// A window of things that happened, for one person at a time, and how it moves with now.
class FactWindow
{
public:
    FactWindow(const Window &window, const TimeFrame &frame);

    // Ends at now at the latest. Nothing where it begins with an event the person never had.
    [[nodiscard]] std::optional<TimeRange> rangeOf(const PersonFacts &facts) const;
    [[nodiscard]] bool holds(const TimeRange &range, qint64 at) const
    {
        return at >= range.from && at <= range.to && m_clock.passes(at);
    }
    // Those that lie in it.
    [[nodiscard]] FactEvents held(const TimeRange &range, const FactEvents &events) const
    {
        const FactEvents within = events.within(range.from, range.to);
        return m_clock.isOpen() ? within
                                : within.that([&](const FactEvent &event) { return m_clock.passes(event.at); });
    }
    // The latest moment in it that is not past.
    [[nodiscard]] std::optional<qint64> openMoment(const PersonFacts &facts) const;
    // When something that happened at `at` comes in and goes out.
    void addTurns(qint64 at, std::vector<qint64> &turns) const;
    // When it opens and closes for what has not happened yet.
    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const;

private:
    [[nodiscard]] TimeRange rangeAt(qint64 now) const;
    [[nodiscard]] bool moves() const;

    Window m_window;
    TimeFrame m_frame;
    TimeRange m_range;
    ClockTest m_clock;
};

// The first moment after `now`, within fifty years, from which on `reached` holds.
template <class Reached>
[[nodiscard]] std::optional<qint64> firstMoment(qint64 now, Reached reached)
{
    constexpr qint64 horizon = 50 * 366 * Instant::DayMs;
    qint64 low = now, high = now + horizon;
    if (reached(low) || !reached(high))
        return std::nullopt;
    while (high - low > 1) {
        const qint64 middle = low + (high - low) / 2;
        (reached(middle) ? high : low) = middle;
    }
    return high;
}

// When the verdict of a test of dates may turn for this one.
void addDateTurns(const Test &test, const TimeFrame &frame, qint64 date, std::vector<qint64> &turns);

} // namespace perennial
