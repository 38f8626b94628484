// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasitems.h"
#include "ui/flow/canvas/edgeroute.h"
#include "ui/flow/canvas/picturecache.h"

#include <QGraphicsScene>
#include <QSet>

namespace perennial {

// What lies under a point.
struct CanvasHit
{
    enum class Part { Ground, Node, Port, Plus, Pill, NodeCount, Waiting, Edge, Grip, Remark, RemarkCorner };

    Part part = Part::Ground;
    CanvasTarget target; // of a port, plus or pill: its edge

    friend bool operator==(const CanvasHit &a, const CanvasHit &b)
    {
        return a.part == b.part && a.target.node == b.target.node && a.target.edge == b.target.edge &&
               a.target.remark == b.target.remark;
    }
};

// Mirrors a state in items, by id; and holds what is shown for a while: selection, lit targets, moves under way.
class FlowScene : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit FlowScene(QObject *parent = nullptr);
    ~FlowScene() override;

    [[nodiscard]] const CanvasState &state() const { return m_state; }
    void setFlow(const FlowDoc &next);
    void setFaces(const NodeFaceOf &faceOf, const PortNameOf &portNameOf);
    void setProblems(const std::map<FlowNodeId, FlowSeverity> &problems);
    void setTraffic(const TrafficView *traffic);
    void setTrail(const FlowTrail *trail);
    void setFound(const std::set<FlowNodeId> &found);
    void setReadOnly(bool readOnly);
    void restyle(); // the theme or the direction of reading changed

    [[nodiscard]] const FlowSelection &selection() const { return m_selection; }
    bool select(const FlowSelection &selection); // whether that changed anything
    void setCurrent(const FlowNodeId &id, bool showsFocus);
    [[nodiscard]] const FlowNodeId &current() const { return m_current; }

    // For a while, until the next flow or nothing.
    void showMoved(const std::map<FlowNodeId, QPointF> &nodes, const std::map<QString, QRectF> &remarks = {});
    void setLit(const std::set<FlowNodeId> &targets, const FlowNodeId &source = {});
    void setLitEdge(const std::optional<FlowEdgeId> &edge);
    void setEdited(const QString &remark);

    [[nodiscard]] const NodeItem *node(const FlowNodeId &id) const { return m_nodes.value(id); }
    [[nodiscard]] const EdgeItem *edge(const FlowEdgeId &id) const { return m_edges.value(id); }
    [[nodiscard]] const RemarkItem *remark(const QString &id) const { return m_remarks.value(id); }
    [[nodiscard]] QPointF portAt(const FlowEdgeId &id) const;
    [[nodiscard]] CanvasHit hitAt(const QPointF &at, double zoom) const;
    [[nodiscard]] std::vector<const NodeItem *> nodesWithin(const QRectF &area) const;
    [[nodiscard]] FlowSelection within(const QRectF &area) const;
    [[nodiscard]] QRectF bounds() const; // of everything

    // For the items.
    [[nodiscard]] CanvasStyle style(double zoom) const;
    [[nodiscard]] std::vector<NodeMark> marksUnder(const FlowNodeId &id) const;
    [[nodiscard]] std::vector<NodeMark> marksOver(const FlowNodeId &id) const;
    [[nodiscard]] EdgeLook lookOf(const EdgeItem &edge) const;
    [[nodiscard]] bool isFaded(const FlowNodeId &id) const;
    [[nodiscard]] bool isEdited(const QString &remark) const { return !remark.isEmpty() && m_edited == remark; }
    [[nodiscard]] PictureCache &pictures() { return m_pictures; }
    void startFrame() { m_drawnAnew = 0; }
    // Whether a node may draw its picture in this frame; what may not is asked to paint again in the next.
    [[nodiscard]] bool mayDrawAnew();

private:
    [[nodiscard]] bool isAnother(const FlowDoc &next) const;
    void clearAll();
    NodeItem *addNode(const FlowNode &node);
    void removeNode(const FlowNodeId &id);
    void mirrorNodes(const FlowDoc &next, QSet<FlowNodeId> &changed, std::vector<QRectF> &touched);
    void mirrorEdges(const QSet<FlowNodeId> &changed, const std::vector<QRectF> &touched);
    QSet<EdgeItem *> addMissingEdges(const QSet<FlowNodeId> &changed);
    void removeStaleEdges();
    [[nodiscard]] std::vector<EdgeItem *> edgesWithin(const QRectF &area) const;
    void mirrorRemarks();
    void place(NodeItem &item, const NodeShape &outline);
    void route(EdgeItem &edge);
    void removeEdge(const FlowEdgeId &id);
    [[nodiscard]] int laneOf(const FlowEdgeId &id) const;
    void updateNodes(const std::set<FlowNodeId> &ids);
    void forgetLooks();
    void dropVanished();
    [[nodiscard]] CanvasHit hitNode(const NodeItem &item, const QPointF &at, double zoom) const;
    [[nodiscard]] CanvasHit hitEdge(const QPointF &at, double zoom) const;
    [[nodiscard]] CanvasHit hitRemark(const QPointF &at, double zoom) const;

    CanvasState m_state;
    QHash<FlowNodeId, NodeItem *> m_nodes; // the scene owns all items
    QHash<FlowEdgeId, EdgeItem *> m_edges;
    QHash<FlowNodeId, std::vector<EdgeItem *>> m_edgesAt;
    QHash<QString, RemarkItem *> m_remarks;
    std::vector<NodeItem *> m_byKey;
    std::vector<int> m_freeKeys;
    Obstacles m_obstacles;
    PictureCache m_pictures;
    int m_drawnAnew = 0;
    bool m_paintsAgain = false;
    CanvasStyle m_style;
    FlowSelection m_selection;
    FlowNodeId m_current;
    bool m_showsFocus = false;
    std::set<FlowNodeId> m_lit;
    FlowNodeId m_litSource;
    std::optional<FlowEdgeId> m_litEdge;
    QString m_edited;
    std::set<FlowNodeId> m_moved;
    std::set<QString> m_movedRemarks;
};

} // namespace perennial
