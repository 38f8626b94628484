// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/outlinerows.h"

#include "core/flow/document/flowwords.h"
#include "ui/flow/canvas/nodeface.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace perennial {

namespace {

using Rows = std::vector<OutlineRow>;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::Outline", text);
}

class Walk
{
public:
    explicit Walk(const FlowDoc &flow)
    {
        for (const FlowNode &node : flow.nodes)
            m_nodes.insert(node.id, &node);
    }

    // From a node on to where the ways part or end.
    void follow(Rows &rows, FlowNodeId id, FlowPlug by)
    {
        while (const FlowNode *node = m_nodes.value(id)) {
            if (m_seen.contains(id)) {
                rows.push_back(rowOf(OutlineRow::Kind::Link, *node, by));
                return;
            }
            m_seen.insert(id);
            rows.push_back(rowOf(OutlineRow::Kind::Step, *node, by));
            const auto ports = portsOf(*node);
            if (ports.size() > 1)
                addWays(rows.back(), *node, ports);
            if (ports.size() != 1)
                return;
            by = {id, ports.front()};
            id = targetOf(*node, ports.front());
        }
    }

    [[nodiscard]] bool isSeen(const FlowNodeId &id) const { return m_seen.contains(id); }

private:
    [[nodiscard]] static OutlineRow rowOf(OutlineRow::Kind kind, const FlowNode &node, const FlowPlug &by)
    {
        return {.kind = kind,
                .node = node.id,
                .port = by.port,
                .from = by.node,
                .text = nameOf(node),
                .iconName = kind == OutlineRow::Kind::Step ? iconOf(node) : QString(),
                .below = {}};
    }

    [[nodiscard]] static FlowNodeId targetOf(const FlowNode &node, const FlowPort &port)
    {
        const auto to = node.to.find(port);
        return to == node.to.end() ? FlowNodeId() : to->second;
    }

    void addWays(OutlineRow &row, const FlowNode &node, const std::vector<FlowPort> &ports)
    {
        for (const FlowPort &port : ports) {
            OutlineRow way{.kind = OutlineRow::Kind::Way,
                           .node = node.id,
                           .port = port,
                           .from = node.id,
                           .text = portWords(node, port),
                           .iconName = {},
                           .below = {}};
            follow(way.below, targetOf(node, port), {node.id, port});
            row.below.push_back(std::move(way));
        }
    }

    QHash<FlowNodeId, const FlowNode *> m_nodes;
    QSet<FlowNodeId> m_seen;
};

// What nothing leads to among the rest.
std::vector<FlowNodeId> looseStarts(const FlowDoc &flow, const Walk &walk)
{
    QSet<FlowNodeId> led;
    for (const FlowNode &node : flow.nodes) {
        if (walk.isSeen(node.id))
            continue;
        for (const auto &[port, to] : node.to)
            led.insert(to);
    }
    std::vector<FlowNodeId> starts;
    for (const FlowNode &node : flow.nodes) {
        if (!walk.isSeen(node.id) && !led.contains(node.id))
            starts.push_back(node.id);
    }
    return starts;
}

} // namespace

bool isSameTree(const std::vector<OutlineRow> &a, const std::vector<OutlineRow> &b)
{
    return std::ranges::equal(a, b, [](const OutlineRow &one, const OutlineRow &other) {
        return one.kind == other.kind && one.node == other.node && one.port == other.port && one.from == other.from &&
               one.iconName == other.iconName && isSameTree(one.below, other.below);
    });
}

std::vector<OutlineRow> outlineOf(const FlowDoc &flow)
{
    Rows rows;
    Walk walk(flow);
    for (const FlowNode &node : flow.nodes) {
        if (node.as<TriggerNode>())
            walk.follow(rows, node.id, {});
    }
    Rows loose;
    for (const FlowNodeId &id : looseStarts(flow, walk))
        walk.follow(loose, id, {});
    for (const FlowNode &node : flow.nodes) { // rings of their own
        if (!walk.isSeen(node.id))
            walk.follow(loose, node.id, {});
    }
    if (!loose.empty())
        rows.push_back({.kind = OutlineRow::Kind::Heading,
                        .node = {},
                        .port = {},
                        .from = {},
                        .text = tr("Nothing leads here yet"),
                        .iconName = {},
                        .below = std::move(loose)});
    return rows;
}

} // namespace perennial
