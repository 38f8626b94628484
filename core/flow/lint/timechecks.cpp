// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowgraph.h"
#include "core/flow/lint/linter.h"
#include "core/segment/document/phrases.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

bool isLonger(const FlowNode &node, qint64 limit)
{
    if (const auto *delay = node.as<DelayNode>())
        return lengthMs(delay->span) > limit;
    const auto *wait = node.as<WaitNode>();
    return wait && wait->timeout && lengthMs(*wait->timeout) > limit;
}

// Of which nobody is through within the hour, or before a time of the clock.
bool isSlow(const FlowNode &node)
{
    const auto *delay = node.as<DelayNode>();
    return delay &&
           (lengthMs(delay->span) >= lengthMs({1, TimeUnit::Hour}) || delay->until || !delay->weekdays.empty());
}

// Ways round on which time passes, but hardly any: mostly a unit is missing.
void checkQuickCycles(Linter &linter)
{
    const FlowDoc &flow = linter.flow;
    std::vector<bool> slow;
    for (const FlowNode &node : flow.nodes)
        slow.push_back(isSlow(node));
    for (const std::vector<size_t> &knot : FlowGraph(flow).cyclesWithout(slow)) {
        const auto delay = std::ranges::find_if(knot, [&](size_t node) { return takesTime(flow.nodes[node]); });
        if (delay == knot.end())
            continue; // no time at all: an error of its own
        const DelayNode &wait = *flow.nodes[*delay].as<DelayNode>();
        linter.warn("quick_cycle", flow.nodes[*delay].id,
                    tr("Who goes round here comes by again after %1, and again and again until an exit lets them out.")
                        .arg(countedSpan(wait.span.n, wait.span.unit)),
                    Linter::placeOf(*delay));
    }
}

} // namespace

void checkTimes(Linter &linter)
{
    const FlowDoc &flow = linter.flow;
    const qint64 limit = lengthMs(flow.reEntryAfter);
    checkQuickCycles(linter);
    for (size_t i = 0; i < flow.nodes.size(); ++i) {
        const FlowNode &node = flow.nodes[i];
        if (flow.reEntry == ReEntry::AfterSpan && isLonger(node, limit))
            linter.warn("waits_beyond_re_entry", node.id,
                        tr("People come in again after %1, while they still wait here: they would be on the way twice.")
                            .arg(countedSpan(flow.reEntryAfter.n, flow.reEntryAfter.unit)),
                        Linter::placeOf(i), tr("Let people in again only after they have left"));
        if (const auto *wait = node.as<WaitNode>(); wait && !wait->timeout)
            linter.hint("waits_for_ever", node.id,
                        tr("Whoever never meets this waits for ever, and never leaves the flow."), Linter::placeOf(i),
                        tr("Wait 30 days at most"));
    }
    for (size_t i = 0; i < flow.exits.size(); ++i) {
        if (!flow.exits[i].isGoal && !flow.exits[i].leaves)
            linter.warn("idle_exit", {}, tr("This exit is no goal and nobody leaves by it: it does nothing."),
                        QStringLiteral("exits[%1]").arg(i), tr("Let people leave by it"));
    }
}

} // namespace perennial
