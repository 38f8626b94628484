// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/personevents.h"

namespace perennial {

// The moments of one person's events that a condition speaks of, up to the moment asked about; ascending.
using Times = std::vector<qint64>;

// Bound: the events a rhythm is looked for in, and its window.
class RhythmEvents
{
public:
    RhythmEvents(const RhythmCondition &condition, const Binding &binding);

    [[nodiscard]] qint64 now() const { return m_now; }
    [[nodiscard]] const ClockTest &clock() const { return m_window.clock(); }

    // Calls take(place, range, times) for those people of a chunk whom isWanted(place) wants, in their order; no range
    // where the window is not known, and no times then.
    template <class IsWanted, class Take>
    void ofEach(const PeopleChunk &chunk, IsWanted isWanted, Take take) const
    {
        RunCursor runs(m_events.column(), chunk);
        RangeCursor ranges(m_window, chunk);
        Times times;
        for (quint32 place = 0; place < chunk.count && !chunk.isStopped(); ++place) {
            if (!isWanted(place))
                continue;
            const auto range = ranges.rangeOf(chunk.first + place);
            times.clear();
            if (range)
                gather(runs.runOf(chunk.first + place), times);
            take(place, range, std::as_const(times));
        }
    }

private:
    void gather(EventColumn::Run run, Times &times) const;

    MetricEvents m_events;
    BoundWindow m_window;
    qint64 m_now;
};

// How long ago the last of at least two moments is, in median gaps between one and the next: a fraction, whose
// denominator is 0 where the median gap is.
struct Overdue
{
    qint64 numerator = 0;
    qint64 denominator = 0;

    [[nodiscard]] static Overdue of(const Times &times, qint64 now);
    [[nodiscard]] double ratio() const;
};

} // namespace perennial
