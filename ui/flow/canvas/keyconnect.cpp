// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/keyconnect.h"

#include "ui/flow/canvas/connecting.h"
#include "ui/flow/canvas/gesture.h"

#include <QCoreApplication>
#include <QPainter>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::FlowCanvas", text);
}

} // namespace

KeyConnect::KeyConnect(FlowScene &scene, const FlowNodeId &from)
    : m_scene(scene)
    , m_from(from)
{
    if (const FlowNode *node = scene.state().node(from))
        m_ports = portsOf(*node);
    if (m_ports.size() == 1)
        chooseTargets();
}

KeyConnect::~KeyConnect()
{
    m_scene.setLit({});
}

void KeyConnect::chooseTargets()
{
    m_choosesPort = false;
    m_targets = targetsFor(m_scene.state().flow, m_from, m_ports[m_port]);
    m_scene.setLit(m_targets, m_from);
    m_target = nearest(m_scene.state().flow, m_from, Way::Down, m_targets);
    if (m_target.isEmpty() && !m_targets.empty())
        m_target = *m_targets.begin();
}

void KeyConnect::walk(Way way)
{
    if (!m_choosesPort) {
        const FlowNodeId next = nearest(m_scene.state().flow, m_target, way, m_targets);
        m_target = next.isEmpty() ? m_target : next;
    } else if (way == Way::Left || way == Way::Up) {
        m_port = m_port == 0 ? m_ports.size() - 1 : m_port - 1;
    } else {
        m_port = (m_port + 1) % m_ports.size();
    }
}

bool KeyConnect::accept()
{
    if (!m_choosesPort)
        return true;
    chooseTargets();
    return false;
}

QString KeyConnect::hint() const
{
    const CanvasState &state = m_scene.state();
    const FlowNode *node = state.node(m_from);
    if (!node)
        return {};
    const QString port = state.portNameOf(state.flow, *node, m_ports[m_port]);
    if (m_choosesPort)
        return tr("From “%1”. Arrows choose the way out, Enter takes it, Esc leaves.").arg(port);
    const FlowNode *target = state.node(m_target);
    if (!target)
        return tr("“%1” can lead nowhere else. Esc leaves.").arg(port);
    return tr("“%1” to “%2”. Arrows choose the step, Enter connects, Esc leaves.")
        .arg(port, state.shortNameOf(*target));
}

void KeyConnect::paint(QPainter &painter, const CanvasStyle &style) const
{
    const QPointF port = m_scene.portAt(edge());
    const NodeItem *target = m_choosesPort ? nullptr : m_scene.node(m_target);
    if (target) {
        paintMark(painter, target->outline().card, NodeMark::Current, style);
        paintProposedEdge(painter, port, target->outline().entry(), true, style);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.tokens.accent, style.atLeast(2, 2)));
    painter.setBrush(style.tokens.accentSoft);
    painter.drawEllipse(port, style.atLeast(8, 8), style.atLeast(8, 8));
}

} // namespace perennial
