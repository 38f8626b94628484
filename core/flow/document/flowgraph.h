// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <QHash>

namespace perennial {

// A flow's nodes by number, and what leads where: for questions about the whole graph, each linear in its size. It
// looks at the flow only while it is made.
class FlowGraph
{
public:
    explicit FlowGraph(const FlowDoc &flow);

    [[nodiscard]] size_t size() const { return m_to.size(); }
    // Nothing where there is none of this id.
    [[nodiscard]] std::optional<size_t> at(const FlowNodeId &id) const;
    // Where a node leads, in the order of its ports; parents in the order of the document. Each once.
    [[nodiscard]] const std::vector<size_t> &to(size_t node) const { return m_to[node]; }
    [[nodiscard]] const std::vector<size_t> &parents(size_t node) const { return m_parents[node]; }

    // Whether people can come to a node: from any of `from`, those among them.
    [[nodiscard]] std::vector<bool> reachableFrom(const std::vector<size_t> &from) const;
    // Whether one of `ends` can still be reached from a node.
    [[nodiscard]] std::vector<bool> reaching(const std::vector<size_t> &ends) const;
    // The nodes of ways round that meet none of `broken`, one group for each knot of them.
    [[nodiscard]] std::vector<std::vector<size_t>> cyclesWithout(const std::vector<bool> &broken) const;
    [[nodiscard]] const std::vector<size_t> &triggers() const { return m_triggers; }

private:
    QHash<FlowNodeId, size_t> m_places;
    std::vector<std::vector<size_t>> m_to;
    std::vector<std::vector<size_t>> m_parents;
    std::vector<size_t> m_triggers;
};

// Whether a passage always takes a minute or more: what every way round needs.
[[nodiscard]] bool takesTime(const FlowNode &node);
// Ids of the nodes that lie on a way round without a delay, a group for each knot.
[[nodiscard]] std::vector<std::vector<FlowNodeId>> cyclesWithoutDelay(const FlowDoc &flow);
// Ids of the nodes to which no trigger leads, in the order of the document.
[[nodiscard]] std::vector<FlowNodeId> unreachableNodes(const FlowDoc &flow);

} // namespace perennial
