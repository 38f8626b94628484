// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/segmentengine.h"

namespace perennial {

// The moments of a history: `from`, and on by `every` while `to` is not passed.
struct HistoryRange
{
    Instant from;
    Instant to;
    TimeSpan every{7, TimeUnit::Day};
};

struct HistoryPoint
{
    Instant asOf;
    quint32 count = 0;
    quint32 entered = 0; // since the point before: members now who were none then; 0 at the first point
    quint32 left = 0;    // members then who are none now
    quint32 of = 0;      // people known at the moment

    friend bool operator==(const HistoryPoint &, const HistoryPoint &) = default;
};

// "7d": a number with min, h, d, w, mo or y.
[[nodiscard]] std::optional<TimeSpan> spanFromText(const QString &text);

// Up to weeks a step is a fixed number of hours; months and years go by the calendar of `zone`, counted from `from`, so
// that the 31st comes back after a month that has none.
[[nodiscard]] Result<std::vector<Instant>> momentsOf(const HistoryRange &range, const QTimeZone &zone);

// How many people a segment would have had at each moment (ascending, at least one), and who came and went between one
// and the next. Evaluates all moments for a few people before it looks at the next few, so that their columns stay in
// the processor's cache. Does not use the setting's memory. Stops within a chunk of one moment.
[[nodiscard]] Result<std::vector<HistoryPoint>> historyAt(const std::vector<Instant> &moments, const SegmentDoc &doc,
                                                          const std::shared_ptr<const ProfileTable> &table,
                                                          const CompileSetting &setting, const Progress &progress);
// The same at the moments of a range.
[[nodiscard]] Result<std::vector<HistoryPoint>> historyOf(const SegmentDoc &doc,
                                                          const std::shared_ptr<const ProfileTable> &table,
                                                          const HistoryRange &range, const CompileSetting &setting,
                                                          const Progress &progress);

} // namespace perennial
