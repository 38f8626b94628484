// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/flowscene.h"
#include "ui/flow/canvas/graphwalk.h"

namespace perennial {

// Connecting by keys: first the port where there are several, then the node it leads to.
class KeyConnect
{
public:
    KeyConnect(FlowScene &scene, const FlowNodeId &from);
    ~KeyConnect();

    [[nodiscard]] bool isPossible() const { return !m_ports.empty(); }
    void walk(Way way);
    // Whether that was the last choice; then `edge` leads to `target`.
    bool accept();
    [[nodiscard]] FlowEdgeId edge() const { return {m_from, m_ports[m_port]}; }
    [[nodiscard]] const FlowNodeId &target() const { return m_target; }
    [[nodiscard]] bool choosesPort() const { return m_choosesPort; }
    [[nodiscard]] QString hint() const; // what is chosen, and what the keys do
    void paint(QPainter &painter, const CanvasStyle &style) const;

private:
    void chooseTargets();

    FlowScene &m_scene;
    FlowNodeId m_from;
    std::vector<FlowPort> m_ports;
    size_t m_port = 0;
    bool m_choosesPort = true;
    std::set<FlowNodeId> m_targets;
    FlowNodeId m_target;
};

} // namespace perennial
