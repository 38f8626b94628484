// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/flowsource.h"
#include "core/segment/columns/profiletable.h"

#include <CLI/CLI.hpp>

namespace perennial {

// The range of a replay as a command was given it.
struct FlowRangeWords
{
    std::string from;
    std::string to;
};

struct FlowRange
{
    Instant from; // [from, to)
    Instant to;
};

// Without words the two years before its end, from the beginning of a day, and until the moment that is asked for; days
// are those of the zone.
[[nodiscard]] Result<FlowRange> rangeOf(const FlowRangeWords &words, const CommonOptions &options,
                                        const QTimeZone &zone);

// What is to be said of a range: that it ends after what is known.
[[nodiscard]] QStringList rangeNotes(const FlowRange &range, const CommonOptions &options);

// What the commands that replay a flow begin with: the flow, the columns, and the range.
struct AskedFlow
{
    Store store;
    GivenFlow flow;
    std::shared_ptr<const ProfileTable> table;
    QTimeZone zone = QTimeZone::utc();
    Instant from;
    Instant to;
    QStringList notes; // of what could not be read

    [[nodiscard]] static Result<AskedFlow> open(const CommonOptions &options, const std::string &word,
                                                const FlowRangeWords &range);
};

// --from and --to.
void addRangeWords(CLI::App &command, FlowRangeWords &range);
// NAME|FILE.json, --from and --to.
void addFlowWords(CLI::App &command, std::string &flow, FlowRangeWords &range);

} // namespace perennial
