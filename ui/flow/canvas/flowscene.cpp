// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/flowscene.h"

#include <QGuiApplication>
#include <QTimer>

#include <algorithm>

namespace perennial {

namespace {

constexpr int MostDrawnAnew = 80; // pictures of nodes a frame: some 8 ms

} // namespace

FlowScene::FlowScene(QObject *parent)
    : QGraphicsScene(parent)
{
    // A tree of places costs more to keep, as items come and move, than it saves while painting: measured by
    // bench_canvas.
    setItemIndexMethod(NoIndex);
    restyle();
}

FlowScene::~FlowScene() = default;

CanvasStyle FlowScene::style(double zoom) const
{
    CanvasStyle style = m_style;
    style.zoom = zoom;
    return style;
}

void FlowScene::restyle()
{
    m_style.tokens = Tokens::current();
    m_style.rightToLeft = QGuiApplication::isRightToLeft();
    forgetLooks();
}

bool FlowScene::mayDrawAnew()
{
    if (m_drawnAnew++ < MostDrawnAnew)
        return true;
    if (!std::exchange(m_paintsAgain, true))
        QTimer::singleShot(0, this, [this] {
            m_paintsAgain = false;
            update();
        });
    return false;
}

void FlowScene::forgetLooks()
{
    for (NodeItem *item : std::as_const(m_nodes))
        item->forgetLook();
    for (EdgeItem *item : std::as_const(m_edges))
        item->forgetLook();
    update();
}

void FlowScene::setFaces(const NodeFaceOf &faceOf, const PortNameOf &portNameOf)
{
    m_state.faceOf = faceOf;
    m_state.portNameOf = portNameOf;
    forgetLooks();
}

void FlowScene::setProblems(const std::map<FlowNodeId, FlowSeverity> &problems)
{
    const auto before = std::exchange(m_state.problems, problems);
    const auto forget = [&](const FlowNodeId &id) {
        if (NodeItem *item = m_nodes.value(id))
            item->forgetLook();
    };
    for (const auto &[id, severity] : before)
        if (const auto now = problems.find(id); now == problems.end() || now->second != severity)
            forget(id);
    for (const auto &[id, severity] : problems)
        if (!before.contains(id))
            forget(id);
}

void FlowScene::setTraffic(const TrafficView *traffic)
{
    m_state.setTraffic(traffic);
    forgetLooks();
}

void FlowScene::setTrail(const FlowTrail *trail)
{
    m_state.trail = trail ? std::optional(*trail) : std::nullopt;
    for (EdgeItem *item : std::as_const(m_edges))
        item->forgetLook();
    update();
}

void FlowScene::setFound(const std::set<FlowNodeId> &found)
{
    const auto before = std::exchange(m_state.found, found);
    updateNodes(before);
    updateNodes(found);
}

void FlowScene::setReadOnly(bool readOnly)
{
    m_state.readOnly = readOnly;
    forgetLooks();
}

void FlowScene::updateNodes(const std::set<FlowNodeId> &ids)
{
    for (const FlowNodeId &id : ids)
        if (NodeItem *item = m_nodes.value(id))
            item->update();
}

bool FlowScene::select(const FlowSelection &selection)
{
    if (m_selection == selection)
        return false;
    const FlowSelection before = std::exchange(m_selection, selection);
    updateNodes(before.nodes);
    updateNodes(selection.nodes);
    for (const auto *shown : {&before, &selection}) {
        for (const QString &id : shown->remarks)
            if (RemarkItem *item = m_remarks.value(id))
                item->update();
        if (EdgeItem *item = shown->edge ? m_edges.value(*shown->edge) : nullptr)
            item->forgetLook();
    }
    return true;
}

void FlowScene::setCurrent(const FlowNodeId &id, bool showsFocus)
{
    updateNodes({m_current, id});
    m_current = id;
    m_showsFocus = showsFocus;
}

void FlowScene::setLit(const std::set<FlowNodeId> &targets, const FlowNodeId &source)
{
    if (m_lit == targets && m_litSource == source)
        return;
    m_lit = targets;
    m_litSource = source;
    update();
}

void FlowScene::setLitEdge(const std::optional<FlowEdgeId> &edge)
{
    const auto before = std::exchange(m_litEdge, edge);
    for (const auto &one : {before, edge})
        if (EdgeItem *item = one ? m_edges.value(*one) : nullptr)
            item->forgetLook();
}

void FlowScene::setEdited(const QString &remark)
{
    m_edited = remark;
    update();
}

bool FlowScene::isFaded(const FlowNodeId &id) const
{
    return m_state.isDimmed(id) || (!m_litSource.isEmpty() && id != m_litSource && !m_lit.contains(id));
}

std::vector<NodeMark> FlowScene::marksUnder(const FlowNodeId &id) const
{
    std::vector<NodeMark> marks;
    if (m_state.found.contains(id))
        marks.push_back(NodeMark::Found);
    if (m_lit.contains(id))
        marks.push_back(NodeMark::Lit);
    return marks;
}

std::vector<NodeMark> FlowScene::marksOver(const FlowNodeId &id) const
{
    std::vector<NodeMark> marks;
    if (m_selection.nodes.contains(id))
        marks.push_back(NodeMark::Selected);
    if (m_state.trail && m_state.trail->at == id)
        marks.push_back(NodeMark::Step);
    if (m_showsFocus && m_current == id)
        marks.push_back(NodeMark::Current);
    return marks;
}

EdgeLook FlowScene::lookOf(const EdgeItem &edge) const
{
    EdgeLook look = m_state.lookOf(edge.id());
    if (m_selection.edge == edge.id())
        look.tone = EdgeLook::Tone::Selected;
    else if (m_litEdge == edge.id())
        look.tone = EdgeLook::Tone::Hovered;
    return look;
}

QPointF FlowScene::portAt(const FlowEdgeId &id) const
{
    const NodeItem *item = m_nodes.value(id.from);
    const int index = item ? item->outline().indexOf(id.port) : -1;
    return index < 0 ? QPointF() : item->outline().portsAt[static_cast<size_t>(index)];
}

QRectF FlowScene::bounds() const
{
    QRectF bounds;
    for (const NodeItem *item : m_nodes)
        bounds |= item->outline().card.adjusted(0, 0, 0, canvas::Hanging);
    for (const RemarkItem *item : m_remarks)
        bounds |= item->rect();
    for (EdgeItem *item : std::as_const(m_edges))
        bounds |= item->corners().boundingRect();
    return bounds;
}

} // namespace perennial
