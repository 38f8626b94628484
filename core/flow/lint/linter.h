// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowgraph.h"
#include "core/flow/lint/flowlint.h"

namespace perennial {

// What the checks of a flow share, and where they put what they find.
class Linter
{
public:
    Linter(const FlowDoc &flow, const LintSetting &setting);

    void error(const char *kind, const FlowNodeId &node, const QString &text, const QString &where,
               const QString &fix = {});
    void warn(const char *kind, const FlowNodeId &node, const QString &text, const QString &where,
              const QString &fix = {});
    void hint(const char *kind, const FlowNodeId &node, const QString &text, const QString &where,
              const QString &fix = {});
    // "nodes[3]" and what is below it.
    [[nodiscard]] static QString placeOf(size_t node, const QString &below = {});

    const FlowDoc &flow;
    const LintSetting &setting;
    FlowGraph graph;
    std::vector<bool> reached; // from a trigger, by place
    std::vector<FlowProblem> problems;
};

// One file each.
void checkShape(Linter &linter);    // triggers, edges, reach, dead ends, cycles
void checkFinished(Linter &linter); // what says too little to be done
void checkSplits(Linter &linter);   // branches nobody can take
void checkTimes(Linter &linter);    // waits against the re-entry rule
void checkMessages(Linter &linter); // consent, spacing, coverage
void checkSelling(Linter &linter);  // exit on purchase, discounts
void checkData(Linter &linter);     // what this store has not

// About; months and years are as long as they usually are.
[[nodiscard]] qint64 lengthMs(const TimeSpan &span);
// Whether somebody who buys leaves the flow.
[[nodiscard]] bool leavesOnPurchase(const FlowDoc &flow);
// The exit that a selling flow should have.
[[nodiscard]] FlowExit exitOnPurchase();
// Who can receive the channel; nothing where it needs no consent.
[[nodiscard]] std::optional<ConsentCondition> consentFor(MessageChannel channel);

} // namespace perennial
