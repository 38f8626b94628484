// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <QHash>
#include <QMetaType>

#include <compare>
#include <functional>
#include <set>

namespace perennial {

// What the canvas is told and what it tells, as values.

// An edge is the port it leaves by.
struct FlowEdgeId
{
    FlowNodeId from;
    FlowPort port;

    friend bool operator==(const FlowEdgeId &, const FlowEdgeId &) = default;
    friend std::strong_ordering operator<=>(const FlowEdgeId &, const FlowEdgeId &) = default;
};

[[nodiscard]] inline size_t qHash(const FlowEdgeId &edge, size_t seed = 0)
{
    return qHashMulti(seed, edge.from, edge.port);
}

struct FlowSelection
{
    std::set<FlowNodeId> nodes{};
    std::set<QString> remarks{};
    std::optional<FlowEdgeId> edge{}; // alone

    [[nodiscard]] bool isEmpty() const { return nodes.empty() && remarks.empty() && !edge; }
    friend bool operator==(const FlowSelection &, const FlowSelection &) = default;
};

// What the mouse or the keys are at; nothing set: the ground.
struct CanvasTarget
{
    FlowNodeId node{};
    QString remark{};
    std::optional<FlowEdgeId> edge{};
    QPointF at{}; // on the canvas

    [[nodiscard]] bool isGround() const { return node.isEmpty() && remark.isEmpty() && !edge; }
};

// How a node shows itself.
struct NodeFace
{
    enum class Accent { Trigger, Time, Split, Message, Update, Goal, Exit, Broken };

    QString icon; // of resources/icons
    QString verb; // "Wait 2 days"
    QString detail;
    Accent accent = Accent::Trigger;

    friend bool operator==(const NodeFace &, const NodeFace &) = default;
};
using NodeFaceOf = std::function<NodeFace(const FlowDoc &, const FlowNode &)>;
using PortNameOf = std::function<QString(const FlowDoc &, const FlowNode &, const FlowPort &)>;

// People at a place; `other` of what it is compared with, then the difference is shown.
struct TrafficCount
{
    qint64 people = 0;
    std::optional<qint64> other;

    friend bool operator==(const TrafficCount &, const TrafficCount &) = default;
};

struct NodeTraffic
{
    TrafficCount in;
    qint64 waiting = 0;
    qint64 exited = 0;
    qint64 skipped = 0; // of a message

    friend bool operator==(const NodeTraffic &, const NodeTraffic &) = default;
};

enum class TrafficLook { Counts, Shares, Heat };

// What a replay says of each node and each port.
struct TrafficView
{
    TrafficLook look = TrafficLook::Counts;
    std::map<FlowNodeId, NodeTraffic> nodes;
    std::map<FlowEdgeId, TrafficCount> edges;

    friend bool operator==(const TrafficView &, const TrafficView &) = default;
};

// One person's way.
struct FlowTrail
{
    std::set<FlowNodeId> nodes;
    std::set<FlowEdgeId> edges;
    FlowNodeId at; // the step that is looked at

    friend bool operator==(const FlowTrail &, const FlowTrail &) = default;
};

} // namespace perennial

Q_DECLARE_METATYPE(perennial::FlowEdgeId)
Q_DECLARE_METATYPE(perennial::FlowSelection)
Q_DECLARE_METATYPE(perennial::CanvasTarget)
