// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/flow/lint/storenames.h"

#include <functional>

namespace perennial {

class ProfileTable;

// What a flow is held against beside itself; what is not given is not asked.
struct LintSetting
{
    const ProfileTable *table = nullptr;
    std::optional<StoreNames> names;
};

// What is wrong with a flow, or most likely a slip: errors first, then warnings, then hints, each by the order of the
// nodes.
[[nodiscard]] std::vector<FlowProblem> lint(const FlowDoc &flow, const LintSetting &setting = {});

// The same of a flow that was just read, with what its reading told.
[[nodiscard]] std::vector<FlowProblem> lint(const FlowReading &reading, const LintSetting &setting = {});

// Ways of splits and waits that nobody took in a replay, though others left the step by another: hints. `went` tells
// how many left a step by a port, `over` names the days.
struct ReplayedDays
{
    QString first;
    QString last;
};
[[nodiscard]] std::vector<FlowProblem>
untakenWays(const FlowDoc &flow, const std::function<quint64(const FlowNodeId &, const FlowPort &)> &went,
            const ReplayedDays &over);

// The flow with the problem mended as its `fix` says; nothing where there is no fix, or nothing left to mend.
[[nodiscard]] std::optional<FlowDoc> fixed(const FlowDoc &flow, const FlowProblem &problem);

} // namespace perennial
