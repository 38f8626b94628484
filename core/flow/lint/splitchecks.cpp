// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowwords.h"
#include "core/flow/lint/contradictions.h"
#include "core/flow/lint/linter.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

void checkSelf(Linter &linter, size_t at)
{
    const FlowNode &node = linter.flow.nodes[at];
    for (const auto &[place, definition] : definitionsIn(node)) {
        if (excludesItself(*definition))
            linter.warn("empty_branch", node.id, tr("Nobody can meet this: two of its conditions exclude each other."),
                        Linter::placeOf(at, place));
    }
}

void checkBranches(Linter &linter, size_t at, const MultiSplitNode &split)
{
    for (size_t later = 1; later < split.branches.size(); ++later) {
        const auto end = split.branches.begin() + static_cast<std::ptrdiff_t>(later);
        const auto equal =
            std::ranges::find(split.branches.begin(), end, split.branches[later].when, &FlowBranch::when);
        if (equal != end && isFinished(equal->when))
            linter.warn("shadowed_branch", linter.flow.nodes[at].id,
                        tr("Nobody takes “%1”: “%2” asks the same before it.")
                            .arg(portWords(linter.flow.nodes[at], split.branches[later].id),
                                 portWords(linter.flow.nodes[at], equal->id)),
                        Linter::placeOf(at, QStringLiteral("branches[%1]").arg(later)), tr("Delete the branch"));
    }
}

// By which ports a split is reached from another; nothing where people come from elsewhere too.
std::optional<FlowPort> onlyWay(const FlowNode &from, const FlowNode &to)
{
    std::optional<FlowPort> way;
    for (const auto &[port, target] : from.to) {
        if (target != to.id)
            continue;
        if (way)
            return std::nullopt;
        way = port;
    }
    return way;
}

void warnOf(Linter &linter, size_t at, const FlowNode &before, const FlowPort &port)
{
    const FlowNode &node = linter.flow.nodes[at];
    linter.warn(
        "contradicting_splits", node.id,
        tr("Nobody takes “%1” here, because of the split before: %2.").arg(portWords(node, port), nameOf(before)),
        Linter::placeOf(at, QStringLiteral("to.") + port), tr("Go on without this split"));
}

void checkPair(Linter &linter, size_t at, const FlowNode &before)
{
    const FlowNode &node = linter.flow.nodes[at];
    const auto way = onlyWay(before, node);
    if (!way)
        return;
    const auto *first = before.as<SplitNode>(), *second = node.as<SplitNode>();
    const auto *firstFilters = before.as<TriggerSplitNode>(), *secondFilters = node.as<TriggerSplitNode>();
    const bool same = (first && second && first->when == second->when && isFinished(second->when)) ||
                      (firstFilters && secondFilters && firstFilters->filters == secondFilters->filters);
    if (same)
        warnOf(linter, at, before, *way == port::Yes ? port::No : port::Yes);
    else if (first && second && *way == port::Yes && exclude(first->when, second->when))
        warnOf(linter, at, before, port::Yes);
}

} // namespace

void checkSplits(Linter &linter)
{
    for (size_t i = 0; i < linter.flow.nodes.size(); ++i) {
        const FlowNode &node = linter.flow.nodes[i];
        checkSelf(linter, i);
        if (const auto *split = node.as<MultiSplitNode>())
            checkBranches(linter, i, *split);
        const std::vector<size_t> &parents = linter.graph.parents(i);
        if (parents.size() == 1 && parents.front() != i)
            checkPair(linter, i, linter.flow.nodes[parents.front()]);
    }
}

std::vector<FlowProblem> untakenWays(const FlowDoc &flow,
                                     const std::function<quint64(const FlowNodeId &, const FlowPort &)> &went,
                                     const ReplayedDays &over)
{
    const LintSetting setting;
    Linter linter(flow, setting);
    linter.problems.clear();
    for (size_t i = 0; i < flow.nodes.size(); ++i) {
        const FlowNode &node = flow.nodes[i];
        const std::vector<FlowPort> ports = portsOf(node);
        const auto isTaken = [&](const FlowPort &port) { return went(node.id, port) > 0; };
        if (ports.size() < 2 || node.as<LadderNode>() || std::ranges::none_of(ports, isTaken))
            continue;
        for (const FlowPort &port : ports) {
            if (!isTaken(port))
                linter.hint("untaken_way", node.id,
                            tr("Nobody went by “%1” from %2 to %3: that is what was replayed.")
                                .arg(portWords(node, port), over.first, over.last),
                            Linter::placeOf(i, QStringLiteral("to.") + port));
        }
    }
    return std::move(linter.problems);
}

} // namespace perennial
