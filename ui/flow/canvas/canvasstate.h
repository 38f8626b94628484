// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/edgepainter.h"
#include "ui/flow/canvas/nodepainter.h"

#include <QHash>

namespace perennial {

// Everything that is shown, as a value, and how it looks and reads.
struct CanvasState
{
    FlowDoc flow;
    NodeFaceOf faceOf;
    PortNameOf portNameOf;
    std::map<FlowNodeId, FlowSeverity> problems;
    std::optional<TrafficView> traffic;
    std::optional<FlowTrail> trail;
    std::set<FlowNodeId> found;
    bool readOnly = false;

    CanvasState();
    void setFlow(const FlowDoc &next);
    void setTraffic(const TrafficView *view);

    [[nodiscard]] const FlowNode *node(const FlowNodeId &id) const; // at once
    [[nodiscard]] NodeLook lookOf(const FlowNode &node) const;
    [[nodiscard]] EdgeLook lookOf(const FlowEdgeId &edge) const;
    [[nodiscard]] bool isDimmed(const FlowNodeId &id) const { return trail && !trail->nodes.contains(id); }

    // In words, for readers and tool tips: "Wait 2 days, 1,204 people, 12 waiting, has a warning".
    [[nodiscard]] QString nameOf(const FlowNode &node) const;
    [[nodiscard]] QString shortNameOf(const FlowNode &node) const;
    [[nodiscard]] QString sentenceOf(const FlowNode &node) const;
    [[nodiscard]] QString sentenceOf(const FlowEdgeId &edge) const;
    [[nodiscard]] QString shareOf(const FlowEdgeId &edge) const; // "38 %"; empty: not known

private:
    [[nodiscard]] const TrafficCount *countOf(const FlowEdgeId &edge) const;
    [[nodiscard]] QString textOf(const TrafficCount &count) const;

    QHash<FlowNodeId, size_t> m_places;
    qint64 m_busiest = 0;
};

} // namespace perennial
