// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/flowcanvas.h"

#include "ui/flow/canvas/canvasaccess.h"
#include "ui/flow/canvas/canvashand.h"
#include "ui/flow/canvas/canvaskeys.h"
#include "ui/flow/canvas/minimap.h"
#include "ui/flow/canvas/remarkeditor.h"
#include "ui/widgets/theme.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr double LeastZoom = 0.05;
constexpr double MostZoom = 3;
constexpr double Steps[] = {0.05, 0.1, 0.15, 0.25, 0.35, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3};
constexpr double ReadableZoom = 0.8;
constexpr double Margin = 48; // around what is shown as a whole
constexpr int StaysInSight = 96;
constexpr int MoveMs = 140;
constexpr size_t MostAnimated = 600;
constexpr double RevealMargin = 40;

} // namespace

FlowCanvas::FlowCanvas(QWidget *parent)
    : QGraphicsView(parent)
    , m_scene(new FlowScene(this))
    , m_hand(std::make_unique<CanvasHand>(*this, *m_scene))
    , m_keys(std::make_unique<CanvasKeys>(*this, *m_scene))
    , m_minimap(nullptr)
{
    installCanvasAccess();
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Flow"));
    describeKeys(*this);
    setScene(m_scene);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setViewportUpdateMode(SmartViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setAcceptDrops(true);
    viewport()->setMouseTracking(true);
    m_minimap = new Minimap(*this);
    m_moving.setDuration(MoveMs);
    m_moving.setEasingCurve(QEasingCurve::OutCubic);
    m_moving.setStartValue(1.0);
    m_moving.setEndValue(0.0);
    reserveRoom();
}

FlowCanvas::~FlowCanvas()
{
    m_moving.stop();
}

const FlowDoc &FlowCanvas::flow() const
{
    return m_scene->state().flow;
}

void FlowCanvas::setFlow(const FlowDoc &flow)
{
    m_moving.stop();
    const FlowSelection selected = m_scene->selection();
    std::map<FlowNodeId, QPointF> before;
    if (isVisible() && !reducedMotion())
        for (const FlowNode &node : flow.nodes)
            if (const NodeItem *item = m_scene->node(node.id))
                before.emplace(node.id, item->outline().entry());
    const bool hadFocus = !m_scene->current().isEmpty();
    m_scene->setFlow(flow);
    animateFrom(before);
    m_minimap->flowChanged();
    reserveRoom();
    tellReordered(*this);
    if (m_scene->selection() != selected)
        Q_EMIT selectionChanged();
    if (hadFocus && m_scene->current().isEmpty())
        Q_EMIT currentChanged({});
}

// From where they were seen to where they are now.
void FlowCanvas::animateFrom(const std::map<FlowNodeId, QPointF> &before)
{
    std::map<FlowNodeId, QPointF> by;
    for (const auto &[id, at] : before)
        if (const QPointF way = at - m_scene->node(id)->outline().entry(); way.manhattanLength() > 1)
            by.emplace(id, way);
    if (by.empty() || by.size() > MostAnimated)
        return;
    m_moving.disconnect(this);
    connect(&m_moving, &QVariantAnimation::valueChanged, this, [this, by](const QVariant &rest) {
        std::map<FlowNodeId, QPointF> shown;
        if (rest.toDouble() > 0)
            for (const auto &[id, way] : by)
                shown.emplace(id, way * rest.toDouble());
        m_scene->showMoved(shown);
    });
    m_moving.start();
}

void FlowCanvas::setFaces(const NodeFaceOf &faceOf, const PortNameOf &portNameOf)
{
    m_scene->setFaces(faceOf, portNameOf);
}

void FlowCanvas::setProblems(const std::map<FlowNodeId, FlowSeverity> &problems)
{
    m_scene->setProblems(problems);
}

void FlowCanvas::setTraffic(const TrafficView *traffic)
{
    m_scene->setTraffic(traffic);
}

void FlowCanvas::setTrail(const FlowTrail *trail)
{
    m_scene->setTrail(trail);
}

void FlowCanvas::setHighlighted(const std::set<FlowNodeId> &found)
{
    m_scene->setFound(found);
}

void FlowCanvas::setReadOnly(bool readOnly)
{
    m_scene->setReadOnly(readOnly);
}

void FlowCanvas::setMinimapShown(bool shown)
{
    m_minimapShown = shown;
    placeMinimap();
}

const FlowSelection &FlowCanvas::selection() const
{
    return m_scene->selection();
}

void FlowCanvas::select(const FlowSelection &selection)
{
    if (m_scene->select(selection))
        Q_EMIT selectionChanged();
}

FlowNodeId FlowCanvas::current() const
{
    return m_scene->current();
}

void FlowCanvas::setCurrent(const FlowNodeId &id)
{
    if (m_scene->node(id))
        walkTo(id, false);
}

void FlowCanvas::walkTo(const FlowNodeId &id, bool extends)
{
    FlowSelection now = extends ? m_scene->selection() : FlowSelection();
    now.edge.reset();
    now.nodes.insert(id);
    m_scene->setCurrent(id, hasFocus());
    select(now);
    reveal(id);
    tellFocus();
    Q_EMIT currentChanged(id);
}

void FlowCanvas::walkToRemark(const QString &id)
{
    m_scene->setCurrent({}, hasFocus());
    select({.remarks = {id}});
    ensureVisible(m_scene->remark(id)->rect());
    tellFocus();
    Q_EMIT currentChanged({});
}

void FlowCanvas::tellFocus()
{
    const FlowSelection &now = m_scene->selection();
    const QString remark = now.nodes.empty() && now.remarks.size() == 1 ? *now.remarks.begin() : QString();
    tellFocused(*this, remark.isEmpty() ? m_scene->current() : FlowNodeId(), now.edge, remark);
}

void FlowCanvas::reveal(const FlowNodeId &id)
{
    const NodeItem *item = m_scene->node(id);
    if (!item)
        return;
    const QRectF area = item->outline().card.adjusted(0, 0, 0, canvas::Hanging);
    ensureVisible(area, static_cast<int>(RevealMargin), static_cast<int>(RevealMargin));
}

void FlowCanvas::editRemark(const QString &id)
{
    const RemarkItem *item = m_scene->remark(id);
    if (!item || m_scene->state().readOnly)
        return;
    select({.remarks = {id}});
    ensureVisible(item->rect());
    const double inset = 2 * zoom();
    const QRectF place = QRectF(mapFromScene(item->rect()).boundingRect()).adjusted(inset, inset, -inset, -inset);
    m_scene->setEdited(id);
    m_editor = new RemarkEditor(item->text(), place.toRect(), zoom(), viewport());
    connect(m_editor, &RemarkEditor::finished, this, [this, id, before = item->text()](const QString &text, bool keep) {
        m_editor = nullptr;
        m_scene->setEdited({});
        setFocus(Qt::OtherFocusReason);
        if (keep && text != before)
            Q_EMIT remarkEdited(id, text);
    });
}

double FlowCanvas::zoom() const
{
    return transform().m11();
}

void FlowCanvas::setZoom(double zoom)
{
    zoomAround(zoom, viewport()->rect().center());
}

void FlowCanvas::zoomIn()
{
    for (const double step : Steps)
        if (step > zoom() * 1.01)
            return setZoom(step);
}

void FlowCanvas::zoomOut()
{
    for (auto step = std::rbegin(Steps); step != std::rend(Steps); ++step)
        if (*step < zoom() * 0.99)
            return setZoom(*step);
}

// What lies under `at` stays there.
void FlowCanvas::zoomAround(double zoom, const QPoint &at)
{
    const double next = std::clamp(zoom, LeastZoom, MostZoom);
    if (next == this->zoom())
        return;
    if (m_editor)
        m_editor->finish(true);
    const QPointF fixed = mapToScene(at);
    setTransform(QTransform::fromScale(next, next));
    reserveRoom();
    const QPoint off = mapFromScene(fixed) - at;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + off.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + off.y());
    Q_EMIT zoomChanged(next);
}

// Everything can be moved up to the border of the view, and not beyond.
void FlowCanvas::reserveRoom()
{
    const QSizeF room((viewport()->width() - StaysInSight) / zoom(), (viewport()->height() - StaysInSight) / zoom());
    const QRectF bounds = m_scene->bounds();
    setSceneRect(bounds.adjusted(-room.width(), -room.height(), room.width(), room.height()));
    placeMinimap();
}

void FlowCanvas::showArea(const QRectF &area, double most)
{
    if (area.isEmpty())
        return;
    const double across = (viewport()->width() - Margin) / area.width();
    const double down = (viewport()->height() - Margin) / area.height();
    const double next = std::clamp(std::min({across, down, most}), LeastZoom, MostZoom);
    zoomAround(next, viewport()->rect().center());
    centerOn(area.center());
}

void FlowCanvas::fit()
{
    showArea(m_scene->bounds(), 1);
}

void FlowCanvas::home()
{
    const QRectF bounds = m_scene->bounds();
    fit();
    if (bounds.isEmpty() || zoom() >= ReadableZoom)
        return;
    const double across = (viewport()->width() - Margin) / bounds.width();
    zoomAround(std::clamp(across, ReadableZoom, 1.0), viewport()->rect().center());
    const auto &nodes = flow().nodes;
    const auto first = std::ranges::find_if(nodes, [](const FlowNode &node) { return node.as<TriggerNode>(); });
    const bool fitsAcross = across >= ReadableZoom || first == nodes.end();
    const double x = fitsAcross ? bounds.center().x() : first->at.x();
    const double top = fitsAcross ? bounds.top() : first->at.y();
    centerOn(x, top + (viewport()->height() - Margin) / 2 / zoom());
}

void FlowCanvas::zoomToSelection()
{
    QRectF area;
    for (const FlowNodeId &id : m_scene->selection().nodes)
        if (const NodeItem *item = m_scene->node(id))
            area |= item->outline().card.adjusted(0, 0, 0, canvas::Hanging);
    for (const QString &id : m_scene->selection().remarks)
        if (const RemarkItem *item = m_scene->remark(id))
            area |= item->rect();
    if (m_scene->selection().edge)
        if (const EdgeItem *item = m_scene->edge(*m_scene->selection().edge))
            area |= item->corners().boundingRect();
    area.isEmpty() ? fit() : showArea(area, 1.5);
}

QPointF FlowCanvas::middle() const
{
    return onGrid(mapToScene(viewport()->rect().center()));
}

} // namespace perennial
