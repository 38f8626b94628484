// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commands.h"
#include "core/segment/history/segmenthistory.h"

namespace perennial {

// The moments of a history as a command was given them.
struct RangeWords
{
    std::string from;
    std::string to;
    std::string every;
};

// The first moment where none is given, from the last one.
using UsualFrom = std::function<Instant(Instant to)>;

// Days are those of `zone`; without a last moment it is `asOf`.
[[nodiscard]] Result<HistoryRange> givenRange(const RangeWords &words, const QTimeZone &zone, Instant asOf,
                                              const UsualFrom &usual);
// What remains to be wrong with a range is its step.
[[nodiscard]] Error atEvery(Error error, const RangeWords &words);

} // namespace perennial
