// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowgraph.h"

#include <algorithm>

namespace perennial {

namespace {

using Edges = std::vector<std::vector<size_t>>;

void addOnce(std::vector<size_t> &list, size_t node)
{
    if (std::ranges::find(list, node) == list.end())
        list.push_back(node);
}

std::vector<bool> walk(const Edges &edges, std::vector<size_t> open)
{
    std::vector<bool> seen(edges.size());
    for (const size_t node : open)
        seen[node] = true;
    while (!open.empty()) {
        const size_t node = open.back();
        open.pop_back();
        for (const size_t next : edges[node]) {
            if (!seen[next])
                open.push_back(next);
            seen[next] = true;
        }
    }
    return seen;
}

// Tarjan's strongly connected parts, with a stack of its own instead of the machine's.
class Knots
{
public:
    Knots(const Edges &edges, const std::vector<bool> &left)
        : m_edges(edges)
        , m_left(left)
        , m_number(edges.size(), Unseen)
        , m_lowest(edges.size(), 0)
        , m_isOpen(edges.size())
    {
    }

    std::vector<std::vector<size_t>> find()
    {
        for (size_t node = 0; node < m_edges.size(); ++node) {
            if (!m_left[node] && m_number[node] == Unseen)
                visit(node);
        }
        return std::move(m_found);
    }

private:
    static constexpr size_t Unseen = static_cast<size_t>(-1);

    struct Step
    {
        size_t node;
        size_t edge;
    };

    void enter(size_t node)
    {
        m_number[node] = m_lowest[node] = m_count++;
        m_open.push_back(node);
        m_isOpen[node] = true;
        m_way.push_back({node, 0});
    }

    void visit(size_t first)
    {
        enter(first);
        while (!m_way.empty()) {
            Step &step = m_way.back();
            if (step.edge < m_edges[step.node].size())
                look(step.node, m_edges[step.node][step.edge++]);
            else
                leave();
        }
    }

    void look(size_t node, size_t next)
    {
        if (m_left[next])
            return;
        if (m_number[next] == Unseen)
            enter(next);
        else if (m_isOpen[next])
            m_lowest[node] = std::min(m_lowest[node], m_number[next]);
    }

    void leave()
    {
        const size_t node = m_way.back().node;
        m_way.pop_back();
        if (!m_way.empty())
            m_lowest[m_way.back().node] = std::min(m_lowest[m_way.back().node], m_lowest[node]);
        if (m_lowest[node] == m_number[node])
            close(node);
    }

    void close(size_t node)
    {
        std::vector<size_t> knot;
        do {
            knot.push_back(m_open.back());
            m_isOpen[m_open.back()] = false;
            m_open.pop_back();
        } while (knot.back() != node);
        const bool leadsToItself = std::ranges::find(m_edges[node], node) != m_edges[node].end();
        if (knot.size() > 1 || leadsToItself) {
            std::ranges::sort(knot);
            m_found.push_back(std::move(knot));
        }
    }

    const Edges &m_edges;
    const std::vector<bool> &m_left;
    std::vector<size_t> m_number;
    std::vector<size_t> m_lowest;
    std::vector<bool> m_isOpen;
    std::vector<size_t> m_open;
    std::vector<Step> m_way;
    std::vector<std::vector<size_t>> m_found;
    size_t m_count = 0;
};

} // namespace

FlowGraph::FlowGraph(const FlowDoc &flow)
    : m_to(flow.nodes.size())
    , m_parents(flow.nodes.size())
{
    for (size_t i = 0; i < flow.nodes.size(); ++i) {
        if (!m_places.contains(flow.nodes[i].id))
            m_places.insert(flow.nodes[i].id, i);
        if (flow.nodes[i].as<TriggerNode>())
            m_triggers.push_back(i);
    }
    for (size_t i = 0; i < flow.nodes.size(); ++i) {
        for (const FlowPort &port : portsOf(flow.nodes[i])) {
            const auto edge = flow.nodes[i].to.find(port);
            const auto target = edge == flow.nodes[i].to.end() ? std::nullopt : at(edge->second);
            if (!target)
                continue;
            addOnce(m_to[i], *target);
            if (m_parents[*target].empty() || m_parents[*target].back() != i)
                m_parents[*target].push_back(i);
        }
    }
}

std::optional<size_t> FlowGraph::at(const FlowNodeId &id) const
{
    const auto place = m_places.find(id);
    return place == m_places.end() ? std::nullopt : std::optional(*place);
}

std::vector<bool> FlowGraph::reachableFrom(const std::vector<size_t> &from) const
{
    return walk(m_to, from);
}

std::vector<bool> FlowGraph::reaching(const std::vector<size_t> &ends) const
{
    return walk(m_parents, ends);
}

std::vector<std::vector<size_t>> FlowGraph::cyclesWithout(const std::vector<bool> &broken) const
{
    return Knots(m_to, broken).find();
}

bool takesTime(const FlowNode &node)
{
    const auto *delay = node.as<DelayNode>();
    return delay && delay->span.n > 0;
}

std::vector<std::vector<FlowNodeId>> cyclesWithoutDelay(const FlowDoc &flow)
{
    std::vector<bool> delays;
    for (const FlowNode &node : flow.nodes)
        delays.push_back(takesTime(node));
    std::vector<std::vector<FlowNodeId>> cycles;
    for (const auto &knot : FlowGraph(flow).cyclesWithout(delays)) {
        auto &ids = cycles.emplace_back();
        for (const size_t node : knot)
            ids.push_back(flow.nodes[node].id);
    }
    return cycles;
}

std::vector<FlowNodeId> unreachableNodes(const FlowDoc &flow)
{
    const FlowGraph graph(flow);
    const std::vector<bool> reached = graph.reachableFrom(graph.triggers());
    std::vector<FlowNodeId> ids;
    for (size_t i = 0; i < reached.size(); ++i) {
        if (!reached[i])
            ids.push_back(flow.nodes[i].id);
    }
    return ids;
}

} // namespace perennial
