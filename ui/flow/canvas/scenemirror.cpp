// SPDX-License-Identifier: GPL-3.0-or-later
// How the items of a FlowScene follow the flow.
#include "ui/flow/canvas/flowscene.h"
#include "ui/flow/canvas/nodeface.h"

#include <QSet>

#include <algorithm>

namespace perennial {

namespace {

bool isSameButPlace(const FlowNode &a, const FlowNode &b)
{
    return a.title == b.title && a.note == b.note && a.to == b.to && a.is == b.is;
}

} // namespace

NodeItem *FlowScene::addNode(const FlowNode &node)
{
    int key = static_cast<int>(m_byKey.size());
    if (m_freeKeys.empty()) {
        m_byKey.push_back(nullptr);
    } else {
        key = m_freeKeys.back();
        m_freeKeys.pop_back();
    }
    auto *item = new NodeItem(*this, node, key);
    m_byKey[static_cast<size_t>(key)] = item;
    m_nodes.insert(node.id, item);
    const NodeShape outline = shapeOf(node);
    item->setOutline(outline);
    m_obstacles.insert(key, outline.card);
    addItem(item);
    return item;
}

void FlowScene::removeNode(const FlowNodeId &id)
{
    NodeItem *item = m_nodes.take(id);
    m_pictures.drop(item->key());
    m_obstacles.remove(item->key());
    m_byKey[static_cast<size_t>(item->key())] = nullptr;
    m_freeKeys.push_back(item->key());
    delete item;
}

void FlowScene::place(NodeItem &item, const NodeShape &outline)
{
    if (item.outline() == outline)
        return;
    m_obstacles.remove(item.key());
    item.setOutline(outline);
    m_obstacles.insert(item.key(), outline.card);
}

// Another flow altogether is put up anew: taking away one item after the other takes time by the square of them.
bool FlowScene::isAnother(const FlowDoc &next) const
{
    const auto kept =
        std::ranges::count_if(next.nodes, [&](const FlowNode &node) { return m_nodes.contains(node.id); });
    return kept < m_nodes.size() / 2;
}

void FlowScene::clearAll()
{
    clear();
    m_nodes.clear();
    m_edges.clear();
    m_edgesAt.clear();
    m_remarks.clear();
    m_byKey.clear();
    m_freeKeys.clear();
    m_obstacles.clear();
    m_pictures.clear();
    m_state.setFlow({});
}

void FlowScene::setFlow(const FlowDoc &next)
{
    if (isAnother(next))
        clearAll();
    QSet<FlowNodeId> changed;
    std::vector<QRectF> touched;
    mirrorNodes(next, changed, touched);
    m_state.setFlow(next);
    m_moved.clear();
    m_movedRemarks.clear();
    mirrorEdges(changed, touched);
    mirrorRemarks();
    dropVanished();
}

// Nodes that came, went or changed, and the places where edges may run otherwise than before.
void FlowScene::mirrorNodes(const FlowDoc &next, QSet<FlowNodeId> &changed, std::vector<QRectF> &touched)
{
    QSet<FlowNodeId> staying;
    staying.reserve(static_cast<int>(next.nodes.size()));
    for (const FlowNode &node : next.nodes) {
        staying.insert(node.id);
        NodeItem *item = m_nodes.value(node.id);
        const FlowNode *before = m_state.node(node.id);
        if (item && before && *before == node && !m_moved.contains(node.id))
            continue;
        changed.insert(node.id);
        if (item) {
            const QRectF there = item->outline().card;
            place(*item, shapeOf(node));
            if (there != item->outline().card)
                touched.insert(touched.end(), {there, item->outline().card});
            if (!before || !isSameButPlace(*before, node)) {
                item->setAccent(accentOf(node));
                item->forgetLook();
            }
        } else {
            touched.push_back(addNode(node)->outline().card);
        }
    }
    for (const FlowNodeId &id : m_nodes.keys()) {
        if (staying.contains(id))
            continue;
        touched.push_back(m_nodes.value(id)->outline().card);
        changed.insert(id);
        removeNode(id);
    }
}

void FlowScene::removeEdge(const FlowEdgeId &id)
{
    EdgeItem *item = m_edges.take(id);
    for (const FlowNodeId &end : {id.from, item->to()}) {
        auto &edges = m_edgesAt[end];
        std::erase(edges, item);
        if (edges.empty())
            m_edgesAt.remove(end);
    }
    delete item;
}

void FlowScene::removeStaleEdges()
{
    const auto edges = m_edges;
    for (const EdgeItem *item : edges) {
        const FlowEdgeId &id = item->id();
        const FlowNode *from = m_state.node(id.from);
        const auto to = from ? from->to.find(id.port) : decltype(from->to.end())();
        if (!from || to == from->to.end() || to->second != item->to() || !m_nodes.contains(to->second) ||
            m_nodes.value(id.from)->outline().indexOf(id.port) < 0)
            removeEdge(FlowEdgeId(id));
    }
}

void FlowScene::mirrorEdges(const QSet<FlowNodeId> &changed, const std::vector<QRectF> &touched)
{
    removeStaleEdges();
    QSet<EdgeItem *> rerouted = addMissingEdges(changed);
    for (const FlowNodeId &id : changed)
        for (EdgeItem *item : m_edgesAt.value(id))
            rerouted.insert(item);
    if (static_cast<qsizetype>(touched.size()) > m_edges.size() / 4) {
        for (EdgeItem *item : std::as_const(m_edges))
            rerouted.insert(item);
    } else {
        for (const QRectF &rect : touched)
            for (EdgeItem *item : edgesWithin(rect))
                rerouted.insert(item);
    }
    for (EdgeItem *item : std::as_const(rerouted))
        route(*item);
}

QSet<EdgeItem *> FlowScene::addMissingEdges(const QSet<FlowNodeId> &changed)
{
    QSet<EdgeItem *> added;
    for (const FlowNode &node : m_state.flow.nodes) {
        bool leadsOtherwise = false;
        for (const auto &[port, to] : node.to) {
            const FlowEdgeId id{node.id, port};
            leadsOtherwise |= changed.contains(to);
            if (m_edges.contains(id) || !m_nodes.contains(to) || m_nodes.value(node.id)->outline().indexOf(port) < 0)
                continue;
            auto *item = new EdgeItem(*this, id, to);
            m_edges.insert(id, item);
            m_edgesAt[node.id].push_back(item);
            if (to != node.id)
                m_edgesAt[to].push_back(item);
            addItem(item);
            item->forgetLook();
            added.insert(item);
        }
        if (leadsOtherwise)
            m_nodes.value(node.id)->forgetLook();
    }
    return added;
}

std::vector<EdgeItem *> FlowScene::edgesWithin(const QRectF &area) const
{
    std::vector<EdgeItem *> found;
    for (QGraphicsItem *item : items(area, Qt::IntersectsItemBoundingRect))
        if (item->type() == EdgeItemType)
            found.push_back(static_cast<EdgeItem *>(item));
    return found;
}

int FlowScene::laneOf(const FlowEdgeId &id) const
{
    const NodeShape &outline = m_nodes.value(id.from)->outline();
    std::vector<double> ways;
    for (size_t i = 0; i < outline.ports.size(); ++i) {
        const EdgeItem *edge = m_edges.value({id.from, outline.ports[i]});
        const NodeItem *to = edge ? m_nodes.value(edge->to()) : nullptr;
        ways.push_back(to ? to->outline().entry().x() - outline.portsAt[i].x() : 0.0);
    }
    return perennial::laneOf(ways, static_cast<size_t>(outline.indexOf(id.port)));
}

void FlowScene::route(EdgeItem &edge)
{
    const NodeItem *from = m_nodes.value(edge.id().from);
    const NodeItem *to = m_nodes.value(edge.to());
    const EdgeEnds ends{portAt(edge.id()), to->outline().entry(), from->key(), to->key(), laneOf(edge.id())};
    edge.setCorners(routeOf(ends, m_obstacles));
}

void FlowScene::mirrorRemarks()
{
    QSet<QString> staying;
    for (const FlowRemark &remark : m_state.flow.remarks) {
        staying.insert(remark.id);
        RemarkItem *&item = m_remarks[remark.id];
        if (!item) {
            item = new RemarkItem(*this, remark.id);
            addItem(item);
        }
        item->show(rectOf(remark), remark.text);
    }
    for (const QString &id : m_remarks.keys())
        if (!staying.contains(id))
            delete m_remarks.take(id);
}

void FlowScene::dropVanished()
{
    FlowSelection kept = m_selection;
    std::erase_if(kept.nodes, [&](const FlowNodeId &id) { return !m_nodes.contains(id); });
    std::erase_if(kept.remarks, [&](const QString &id) { return !m_remarks.contains(id); });
    if (kept.edge && !m_edges.contains(*kept.edge))
        kept.edge.reset();
    m_selection = kept;
    if (m_litEdge && !m_edges.contains(*m_litEdge))
        m_litEdge.reset();
    if (!m_nodes.contains(m_current))
        m_current.clear();
}

void FlowScene::showMoved(const std::map<FlowNodeId, QPointF> &nodes, const std::map<QString, QRectF> &remarks)
{
    std::set<FlowNodeId> ids;
    for (const auto &[id, by] : nodes)
        ids.insert(id);
    std::set<FlowNodeId> all = ids;
    all.insert(m_moved.begin(), m_moved.end());
    for (const FlowNodeId &id : all) {
        const auto by = nodes.find(id);
        const FlowNode *node = m_state.node(id);
        if (node && m_nodes.contains(id))
            place(*m_nodes.value(id), shapeOf(*node).movedBy(by == nodes.end() ? QPointF() : by->second));
    }
    std::set<EdgeItem *> touched;
    for (const FlowNodeId &id : all)
        for (EdgeItem *edge : m_edgesAt.value(id))
            touched.insert(edge);
    for (EdgeItem *edge : touched)
        route(*edge);
    m_moved = ids;
    for (const FlowRemark &remark : m_state.flow.remarks) {
        const auto rect = remarks.find(remark.id);
        if (RemarkItem *item = m_remarks.value(remark.id);
            item && (rect != remarks.end() || m_movedRemarks.contains(remark.id)))
            item->show(rect == remarks.end() ? rectOf(remark) : rect->second, remark.text);
    }
    m_movedRemarks.clear();
    for (const auto &[id, rect] : remarks)
        m_movedRemarks.insert(id);
}

} // namespace perennial
