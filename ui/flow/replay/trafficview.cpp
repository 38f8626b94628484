// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/replay/trafficview.h"

#include <numeric>

namespace perennial {

namespace {

qint64 skippedUntil(const NodeVisits &node, std::optional<int> day)
{
    qint64 skipped = 0;
    if (node.message) {
        for (const Traffic &reason : node.message->skipped)
            skipped += countUntil(reason, day);
    }
    return skipped;
}

const PortTraffic *portOf(const ReplayResult *result, const FlowNodeId &node, const FlowPort &port)
{
    const NodeVisits *visits = result ? result->node(node) : nullptr;
    if (!visits)
        return nullptr;
    const auto place = std::ranges::find(visits->out, port, &PortTraffic::port);
    return place == visits->out.end() ? nullptr : &*place;
}

} // namespace

qint64 countUntil(const Traffic &traffic, std::optional<int> day)
{
    if (!day)
        return static_cast<qint64>(traffic.count);
    const auto end = std::min(traffic.perDay.size(), static_cast<size_t>(*day) + 1);
    return std::accumulate(traffic.perDay.begin(), traffic.perDay.begin() + static_cast<std::ptrdiff_t>(end),
                           qint64(0));
}

TrafficView viewOf(const ReplayResult &result, TrafficLook look, std::optional<int> untilDay, const ReplayResult *other)
{
    TrafficView view;
    view.look = look;
    for (const NodeVisits &visits : result.nodes) {
        NodeTraffic &node = view.nodes[visits.id];
        node.in.people = countUntil(visits.in, untilDay);
        if (const NodeVisits *there = other ? other->node(visits.id) : nullptr)
            node.in.other = countUntil(there->in, untilDay);
        else if (other)
            node.in.other = 0;
        node.exited = countUntil(visits.exited, untilDay);
        node.skipped = skippedUntil(visits, untilDay);
        qint64 out = node.exited;
        for (const PortTraffic &port : visits.out) {
            TrafficCount &edge = view.edges[{visits.id, port.port}];
            edge.people = countUntil(port.went, untilDay);
            const PortTraffic *there = portOf(other, visits.id, port.port);
            if (other)
                edge.other = there ? countUntil(there->went, untilDay) : 0;
            out += edge.people;
        }
        // Who came and did not go on: at the end of the day they are still there.
        node.waiting = node.in.people - out;
    }
    return view;
}

FlowTrail trailOf(const std::vector<PathStep> &steps, std::optional<size_t> at)
{
    FlowTrail trail;
    for (const PathStep &step : steps) {
        trail.nodes.insert(step.node);
        if (!step.port.isEmpty())
            trail.edges.insert({step.node, step.port});
    }
    if (at && *at < steps.size())
        trail.at = steps[*at].node;
    return trail;
}

} // namespace perennial
