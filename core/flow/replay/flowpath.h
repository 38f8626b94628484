// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/flow/document/flowdoc.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/explain/explanation.h"

namespace perennial {

// One thing that happened to a person on the way.
struct PathStep
{
    Instant at;
    int journey = 0; // among those of the person, from 1; 0: it did not begin
    FlowNodeId node;
    FlowPort port;                    // by which the node was left; empty: it was not
    QString text;                     // "sent", "on by “yes”", "left: Bought"
    std::optional<ExplainedNode> why; // of what was decided by a condition
};

struct PathSetting
{
    Instant from; // [from, to)
    Instant to;
    std::optional<Instant> startingAt; // as though the person had come in then, and at no other moment
};

// What a flow does with one person, step by step. Errors as those of replay().
[[nodiscard]] Result<std::vector<PathStep>> pathOf(const FlowDoc &flow,
                                                   const std::shared_ptr<const ProfileTable> &table, ProfileId person,
                                                   const PathSetting &setting, const Progress &progress);

// Why a message was not sent: "no consent".
enum class Skipped;
[[nodiscard]] QString wordsOf(Skipped why);
// The conditions that decided, with what was found: "Placed Order zero times since …: 1 time".
[[nodiscard]] QString reasonWords(const ExplainedNode &why, const QTimeZone &zone);

} // namespace perennial
