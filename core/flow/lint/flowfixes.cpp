// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowids.h"
#include "core/flow/lint/linter.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace perennial {

namespace {

constexpr double RowHeight = 160;
constexpr double ColumnWidth = 280;
constexpr int PatientDays = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// The port that a place names: "nodes[3].to.no".
FlowPort portIn(const QString &where)
{
    return where.section(QStringLiteral(".to."), 1);
}

// The last number in brackets: "exits[2]".
size_t indexIn(const QString &where)
{
    static const QRegularExpression number(QStringLiteral("\\[(\\d+)\\][^\\[]*$"));
    return number.match(where).captured(1).toULongLong();
}

using Fix = void (*)(FlowDoc &, const FlowProblem &);

void leadElsewhere(FlowDoc &flow, const FlowNodeId &from, const std::optional<FlowNodeId> &to)
{
    for (FlowNode &node : flow.nodes) {
        for (auto edge = node.to.begin(); edge != node.to.end();) {
            const bool isIt = edge->second == from;
            if (isIt && to)
                edge->second = *to;
            edge = isIt && !to ? node.to.erase(edge) : std::next(edge);
        }
    }
}

void eraseNode(FlowDoc &flow, const FlowNodeId &id)
{
    std::erase_if(flow.nodes, [&](const FlowNode &node) { return node.id == id; });
}

// What stands at `y` or below makes room for a row.
void makeRoom(FlowDoc &flow, double y)
{
    for (FlowNode &node : flow.nodes) {
        if (node.at.y() >= y)
            node.at.ry() += RowHeight;
    }
}

FlowNode madeFor(const FlowDoc &flow, FlowNodeKind kind, const QPointF &at)
{
    FlowNode node;
    node.is = std::move(kind);
    node.at = at;
    node.id = FlowIds(flow).fresh(node);
    return node;
}

// A step between a node and all that led to it; it goes on to the node by `port`.
void insertBefore(FlowDoc &flow, const FlowNodeId &id, FlowNodeKind kind, const FlowPort &port)
{
    const QPointF at = flow.node(id)->at;
    makeRoom(flow, at.y());
    FlowNode made = madeFor(flow, std::move(kind), at);
    leadElsewhere(flow, id, made.id);
    made.to.emplace(port, id);
    flow.nodes.push_back(std::move(made));
}

DelayNode aDay()
{
    return {};
}

void clearZone(FlowDoc &flow, const FlowProblem &)
{
    flow.zone.clear();
}

void removeEdge(FlowDoc &flow, const FlowProblem &problem)
{
    flow.node(problem.node)->to.erase(portIn(problem.where));
}

void deleteNode(FlowDoc &flow, const FlowProblem &problem)
{
    leadElsewhere(flow, problem.node, std::nullopt);
    eraseNode(flow, problem.node);
}

void endWay(FlowDoc &flow, const FlowProblem &problem)
{
    const QPointF beside = flow.node(problem.node)->at + QPointF(ColumnWidth, RowHeight);
    FlowNode end = madeFor(flow, ExitNode(), beside);
    flow.node(problem.node)->to.emplace(portIn(problem.where), end.id);
    flow.nodes.push_back(std::move(end));
}

// Before the first step of the round, for those who come round only.
void slowDown(FlowDoc &flow, const FlowProblem &problem)
{
    const auto cycles = cyclesWithoutDelay(flow);
    const auto cycle = std::ranges::find(cycles, problem.node, [](const auto &ids) { return ids.front(); });
    if (cycle == cycles.end())
        return;
    FlowNode delay = madeFor(flow, aDay(), flow.node(problem.node)->at + QPointF(ColumnWidth, 0));
    for (const FlowNodeId &id : *cycle) {
        for (auto &[port, target] : flow.node(id)->to) {
            if (target == problem.node)
                target = delay.id;
        }
    }
    delay.to.emplace(port::Next, problem.node);
    flow.nodes.push_back(std::move(delay));
}

void deleteBranch(FlowDoc &flow, const FlowProblem &problem)
{
    FlowNode &node = *flow.node(problem.node);
    auto *split = node.as<MultiSplitNode>();
    const size_t at = indexIn(problem.where);
    if (!split || at >= split->branches.size())
        return;
    node.to.erase(split->branches[at].id);
    split->branches.erase(split->branches.begin() + static_cast<std::ptrdiff_t>(at));
}

// Everybody goes where only one way was open.
void skipSplit(FlowDoc &flow, const FlowProblem &problem)
{
    const FlowPort open = portIn(problem.where) == port::Yes ? port::No : port::Yes;
    const FlowNode &split = *flow.node(problem.node);
    const auto edge = split.to.find(open);
    leadElsewhere(flow, problem.node, edge == split.to.end() ? std::nullopt : std::optional(edge->second));
    eraseNode(flow, problem.node);
}

void letInAfterLeaving(FlowDoc &flow, const FlowProblem &)
{
    flow.reEntry = ReEntry::AfterLeaving;
}

void waitAMonth(FlowDoc &flow, const FlowProblem &problem)
{
    if (auto *wait = flow.node(problem.node)->as<WaitNode>())
        wait->timeout = TimeSpan{PatientDays, TimeUnit::Day};
}

void letLeave(FlowDoc &flow, const FlowProblem &problem)
{
    if (const size_t at = indexIn(problem.where); at < flow.exits.size())
        flow.exits[at].leaves = true;
}

// Of a flow with messages of one channel the entry asks; else a split before the message, whose others go on after it.
void askConsent(FlowDoc &flow, const FlowProblem &problem)
{
    const FlowNode message = *flow.node(problem.node);
    const auto consent = message.as<MessageNode>() ? consentFor(message.as<MessageNode>()->channel) : std::nullopt;
    if (!consent)
        return;
    if (problem.fix == tr("Let in only who can receive it")) {
        const SegmentNode before = flow.entry;
        const bool isPlain = before.group() && before.group()->match == GroupMatch::All;
        SegmentGroup all = isPlain ? *before.group() : SegmentGroup{GroupMatch::All, {before}};
        all.children.push_back(SegmentNode{*consent});
        flow.entry = SegmentNode{std::move(all)};
        return;
    }
    insertBefore(flow, problem.node, SplitNode{SegmentNode{SegmentGroup{GroupMatch::All, {SegmentNode{*consent}}}}},
                 port::Yes);
    if (const auto next = message.to.find(port::Next); next != message.to.end())
        flow.nodes.back().to.emplace(port::No, next->second);
}

void waitADay(FlowDoc &flow, const FlowProblem &problem)
{
    insertBefore(flow, problem.node, aDay(), port::Next);
}

void addExit(FlowDoc &flow, const FlowProblem &)
{
    FlowExit exit = exitOnPurchase();
    exit.id = FlowIds(flow).fresh(exit.id);
    flow.exits.push_back(std::move(exit));
}

void stopLadder(FlowDoc &flow, const FlowProblem &problem)
{
    if (portIn(problem.where).isEmpty())
        addExit(flow, problem);
    else
        removeEdge(flow, problem);
}

void deleteExit(FlowDoc &flow, const FlowProblem &problem)
{
    if (const size_t at = indexIn(problem.where); at < flow.exits.size())
        flow.exits.erase(flow.exits.begin() + static_cast<std::ptrdiff_t>(at));
}

struct Mending
{
    const char *kind;
    Fix fix;
};

constexpr Mending Mendings[] = {
    {"unknown_zone", clearZone},
    {"dangling_edge", removeEdge},
    {"unknown_port", removeEdge},
    {"unreachable", deleteNode},
    {"dead_end", endWay},
    {"cycle_without_delay", slowDown},
    {"shadowed_branch", deleteBranch},
    {"contradicting_splits", skipSplit},
    {"waits_beyond_re_entry", letInAfterLeaving},
    {"waits_for_ever", waitAMonth},
    {"idle_exit", letLeave},
    {"no_consent_check", askConsent},
    {"messages_too_close", waitADay},
    {"no_exit_on_purchase", addExit},
    {"ladder_never_stops", stopLadder},
    {"unfinished", deleteExit},
};

} // namespace

std::optional<FlowDoc> fixed(const FlowDoc &flow, const FlowProblem &problem)
{
    const auto mending =
        std::ranges::find_if(Mendings, [&](const Mending &one) { return problem.kind == QLatin1String(one.kind); });
    const bool isThere = problem.node.isEmpty() || flow.node(problem.node);
    if (problem.fix.isEmpty() || mending == std::end(Mendings) || !isThere)
        return std::nullopt;
    FlowDoc mended = flow;
    mending->fix(mended, problem);
    return mended == flow ? std::nullopt : std::optional(std::move(mended));
}

} // namespace perennial
