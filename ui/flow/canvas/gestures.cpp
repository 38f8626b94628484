// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/connecting.h"
#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/gesture.h"
#include "ui/flow/canvas/snapping.h"

#include <QPainter>

#include <cmath>

namespace perennial {

namespace {

constexpr double GuideReach = 6; // pixels of the screen
constexpr double TargetReach = 24;
constexpr QSizeF SmallestRemark(96, 48);

class MoveGesture final : public Gesture
{
public:
    MoveGesture(FlowCanvas &canvas, FlowScene &scene, const QPointF &from, const QRectF &grabbed)
        : Gesture(canvas, scene)
        , m_from(from)
        , m_grabbed(grabbed)
        , m_what(scene.selection())
    {
    }

    void moveTo(const QPointF &at, Qt::KeyboardModifiers modifiers) override
    {
        const QPointF by = at - m_from;
        m_snap =
            modifiers & Qt::AltModifier ? Snap{by, {}} : snapped(m_grabbed, by, others(), GuideReach / m_canvas.zoom());
        std::map<FlowNodeId, QPointF> nodes;
        for (const FlowNodeId &id : m_what.nodes)
            nodes.emplace(id, m_snap.by);
        std::map<QString, QRectF> remarks;
        for (const FlowRemark &remark : m_scene.state().flow.remarks)
            if (m_what.remarks.contains(remark.id))
                remarks.emplace(remark.id, rectOf(remark).translated(m_snap.by));
        m_scene.showMoved(nodes, remarks);
    }

    void finish(const QPoint &) override
    {
        if (!m_snap.by.isNull())
            Q_EMIT m_canvas.moveRequested(m_what, m_snap.by);
        cancel();
    }

    // Where the next flow was set meanwhile nothing is shown moved any more.
    void cancel() override { m_scene.showMoved({}); }

    void paint(QPainter &painter, const CanvasStyle &style) const override
    {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(style.tokens.accent, style.atLeast(1, 1), Qt::DashLine));
        for (const QLineF &guide : m_snap.guides)
            painter.drawLine(guide);
    }

private:
    std::vector<QRectF> others() const
    {
        std::vector<QRectF> rects;
        const QRectF seen = m_canvas.mapToScene(m_canvas.viewport()->rect()).boundingRect();
        for (const NodeItem *item : m_scene.nodesWithin(seen))
            if (!m_what.nodes.contains(item->id()))
                rects.push_back(item->outline().card);
        return rects;
    }

    QPointF m_from;
    QRectF m_grabbed;
    FlowSelection m_what;
    Snap m_snap;
};

class ConnectGesture final : public Gesture
{
public:
    ConnectGesture(FlowCanvas &canvas, FlowScene &scene, FlowEdgeId edge, bool takesEnd)
        : Gesture(canvas, scene)
        , m_edge(std::move(edge))
        , m_takesEnd(takesEnd)
        , m_targets(targetsFor(scene.state().flow, m_edge.from, m_edge.port))
    {
        scene.setLit(m_targets, m_edge.from);
    }

    void moveTo(const QPointF &at, Qt::KeyboardModifiers) override
    {
        m_at = at;
        m_target.clear();
        const double reach = TargetReach / std::max(1.0, m_canvas.zoom());
        double least = 0;
        for (const NodeItem *item : m_scene.nodesWithin({at.x() - reach, at.y() - reach, 2 * reach, 2 * reach})) {
            const QPointF middle = item->outline().card.center();
            const double far = std::hypot(middle.x() - at.x(), middle.y() - at.y());
            if (m_targets.contains(item->id()) && (m_target.isEmpty() || far < least)) {
                m_target = item->id();
                least = far;
            }
        }
        m_canvas.viewport()->update();
    }

    void finish(const QPoint &globalAt) override
    {
        const FlowNodeId target = m_target;
        cancel();
        const CanvasHit under = m_scene.hitAt(m_at, m_canvas.zoom());
        const bool isBack = under.target.node == m_edge.from || under.target.edge == m_edge;
        if (!target.isEmpty())
            Q_EMIT m_canvas.connectRequested(m_edge, target);
        else if (m_takesEnd && under.part == CanvasHit::Part::Ground)
            Q_EMIT m_canvas.disconnectRequested(m_edge);
        else if (!m_takesEnd && !isBack && under.part == CanvasHit::Part::Ground && !m_scene.edge(m_edge))
            Q_EMIT m_canvas.addAfterRequested(m_edge, globalAt);
    }

    void cancel() override
    {
        m_target.clear();
        m_scene.setLit({});
    }

    void paint(QPainter &painter, const CanvasStyle &style) const override
    {
        const NodeItem *target = m_scene.node(m_target);
        if (target)
            paintMark(painter, target->outline().card, NodeMark::Current, style);
        paintProposedEdge(painter, m_scene.portAt(m_edge), target ? target->outline().entry() : m_at, target, style);
    }

private:
    FlowEdgeId m_edge;
    bool m_takesEnd;
    std::set<FlowNodeId> m_targets;
    FlowNodeId m_target;
    QPointF m_at;
};

class BandGesture final : public Gesture
{
public:
    BandGesture(FlowCanvas &canvas, FlowScene &scene, const QPointF &from, bool extends)
        : Gesture(canvas, scene)
        , m_from(from)
        , m_at(from)
        , m_before(extends ? scene.selection() : FlowSelection())
    {
        m_before.edge.reset();
    }

    void moveTo(const QPointF &at, Qt::KeyboardModifiers) override
    {
        m_at = at;
        FlowSelection all = m_scene.within(QRectF(m_from, at).normalized());
        all.nodes.insert(m_before.nodes.begin(), m_before.nodes.end());
        all.remarks.insert(m_before.remarks.begin(), m_before.remarks.end());
        m_canvas.select(all);
        m_canvas.viewport()->update();
    }

    void finish(const QPoint &) override { m_canvas.viewport()->update(); }
    void cancel() override { m_canvas.select(m_before); }

    void paint(QPainter &painter, const CanvasStyle &style) const override
    {
        QColor ground = style.tokens.accent;
        ground.setAlphaF(0.10F);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(style.tokens.accent, style.atLeast(1, 1)));
        painter.setBrush(ground);
        painter.drawRect(QRectF(m_from, m_at).normalized());
    }

private:
    QPointF m_from;
    QPointF m_at;
    FlowSelection m_before;
};

class ResizeGesture final : public Gesture
{
public:
    ResizeGesture(FlowCanvas &canvas, FlowScene &scene, const QString &remark, const QPointF &from)
        : Gesture(canvas, scene)
        , m_remark(remark)
        , m_from(from)
        , m_start(scene.remark(remark)->rect())
        , m_rect(m_start)
    {
    }

    void moveTo(const QPointF &at, Qt::KeyboardModifiers) override
    {
        const QPointF corner = onGrid(m_start.bottomRight() + at - m_from);
        m_rect.setSize(QSizeF(corner.x() - m_start.left(), corner.y() - m_start.top()).expandedTo(SmallestRemark));
        m_scene.showMoved({}, {{m_remark, m_rect}});
    }

    void finish(const QPoint &) override
    {
        if (m_rect != m_start)
            Q_EMIT m_canvas.remarkResized(m_remark, m_rect);
        cancel();
    }

    void cancel() override { m_scene.showMoved({}); }

private:
    QString m_remark;
    QPointF m_from;
    QRectF m_start;
    QRectF m_rect;
};

} // namespace

std::unique_ptr<Gesture> moveGesture(FlowCanvas &canvas, FlowScene &scene, const QPointF &from, const QRectF &grabbed)
{
    return std::make_unique<MoveGesture>(canvas, scene, from, grabbed);
}

std::unique_ptr<Gesture> connectGesture(FlowCanvas &canvas, FlowScene &scene, const FlowEdgeId &edge, bool takesEnd)
{
    return std::make_unique<ConnectGesture>(canvas, scene, edge, takesEnd);
}

std::unique_ptr<Gesture> bandGesture(FlowCanvas &canvas, FlowScene &scene, const QPointF &from, bool extends)
{
    return std::make_unique<BandGesture>(canvas, scene, from, extends);
}

std::unique_ptr<Gesture> resizeGesture(FlowCanvas &canvas, FlowScene &scene, const QString &remark, const QPointF &from)
{
    return std::make_unique<ResizeGesture>(canvas, scene, remark, from);
}

void paintProposedEdge(QPainter &painter, const QPointF &port, const QPointF &end, bool isTarget,
                       const CanvasStyle &style)
{
    const QPolygonF corners = routeOf({.from = port, .to = end}, Obstacles());
    EdgeLook look;
    look.tone = EdgeLook::Tone::Selected;
    paintEdge(painter, edgePath(corners, widthOf(look)), end, look, style);
    painter.setPen(QPen(style.tokens.accent, style.atLeast(2, 2)));
    painter.setBrush(isTarget ? style.tokens.accent : style.tokens.card);
    painter.drawEllipse(port, style.atLeast(4.5, 4), style.atLeast(4.5, 4));
}

} // namespace perennial
