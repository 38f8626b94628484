// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/canvashand.h"

#include "ui/flow/canvas/flowcanvas.h"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace perennial {

namespace {

using Part = CanvasHit::Part;

constexpr int Border = 28; // of the viewport, where a drag scrolls
constexpr int ScrollMs = 16;
constexpr double ScrollShare = 0.35;

bool extends(Qt::KeyboardModifiers modifiers)
{
    return modifiers & (Qt::ShiftModifier | Qt::ControlModifier);
}

void scrollBy(FlowCanvas &canvas, const QPoint &by)
{
    canvas.horizontalScrollBar()->setValue(canvas.horizontalScrollBar()->value() + by.x());
    canvas.verticalScrollBar()->setValue(canvas.verticalScrollBar()->value() + by.y());
}

} // namespace

CanvasHand::CanvasHand(FlowCanvas &canvas, FlowScene &scene)
    : m_canvas(canvas)
    , m_scene(scene)
{
}

CanvasHand::~CanvasHand() = default;

CanvasHit CanvasHand::hitAt(const QPoint &at) const
{
    return m_scene.hitAt(m_canvas.mapToScene(at), m_canvas.zoom());
}

void CanvasHand::press(const QMouseEvent &event)
{
    m_at = m_pressedAt = event.position().toPoint();
    m_modifiers = event.modifiers();
    const CanvasHit hit = hitAt(m_at);
    if (event.button() == Qt::MiddleButton || (event.button() == Qt::LeftButton && m_spaceHeld)) {
        m_pans = true;
        showCursor();
    } else if (event.button() == Qt::LeftButton && !m_gesture) {
        m_pressed = hit;
        choose(hit, event.modifiers());
    } else if (event.button() == Qt::RightButton) {
        choose(hit, Qt::NoModifier);
    }
}

// What a press selects; one that is part of what is selected already is only told apart when it was a click.
void CanvasHand::choose(const CanvasHit &hit, Qt::KeyboardModifiers modifiers)
{
    const CanvasTarget &target = hit.target;
    FlowSelection now = extends(modifiers) ? m_scene.selection() : FlowSelection();
    now.edge.reset();
    const auto toggle = [&](auto &set, const QString &id) {
        extends(modifiers) && set.erase(id) ? void() : void(set.insert(id));
    };
    if (!target.node.isEmpty()) {
        if (m_scene.selection().nodes.contains(target.node) && !extends(modifiers))
            now = m_scene.selection();
        else
            toggle(now.nodes, target.node);
        m_scene.setCurrent(target.node, false);
    } else if (!target.remark.isEmpty()) {
        if (m_scene.selection().remarks.contains(target.remark) && !extends(modifiers))
            now = m_scene.selection();
        else
            toggle(now.remarks, target.remark);
    } else if (hit.part == Part::Edge || hit.part == Part::Grip) {
        now = {.edge = target.edge};
    } else if (!target.isGround()) {
        return;
    }
    m_canvas.select(now);
}

void CanvasHand::move(const QMouseEvent &event)
{
    const QPoint at = event.position().toPoint();
    const QPoint by = at - m_at;
    m_at = at;
    m_modifiers = event.modifiers();
    if (m_pans) {
        scrollBy(m_canvas, -by);
        return;
    }
    if (m_pressed && !m_gesture && (event.buttons() & Qt::LeftButton) &&
        (at - m_pressedAt).manhattanLength() >= QApplication::startDragDistance())
        startGesture(event.modifiers());
    if (!m_gesture) {
        hover(hitAt(at));
        return;
    }
    m_gesture->moveTo(m_canvas.mapToScene(at), event.modifiers());
    const bool atBorder = !m_canvas.viewport()->rect().adjusted(Border, Border, -Border, -Border).contains(at);
    if (!atBorder)
        m_scrolling.stop();
    else if (!m_scrolling.isActive())
        m_scrolling.start(ScrollMs, this);
}

void CanvasHand::startGesture(Qt::KeyboardModifiers modifiers)
{
    const CanvasHit hit = *m_pressed;
    const QPointF from = m_canvas.mapToScene(m_pressedAt);
    const bool locked = m_scene.state().readOnly;
    if (hit.part == Part::Ground)
        m_gesture = bandGesture(m_canvas, m_scene, from, extends(modifiers));
    else if (locked)
        return;
    else if (!hit.target.node.isEmpty())
        m_gesture = moveGesture(m_canvas, m_scene, from, m_scene.node(hit.target.node)->outline().card);
    else if (hit.part == Part::Port || hit.part == Part::Plus)
        m_gesture = connectGesture(m_canvas, m_scene, *hit.target.edge, false);
    else if (hit.part == Part::Grip)
        m_gesture = connectGesture(m_canvas, m_scene, *hit.target.edge, true);
    else if (hit.part == Part::Remark)
        m_gesture = moveGesture(m_canvas, m_scene, from, m_scene.remark(hit.target.remark)->rect());
    else if (hit.part == Part::RemarkCorner)
        m_gesture = resizeGesture(m_canvas, m_scene, hit.target.remark, from);
    hover({});
}

void CanvasHand::release(const QMouseEvent &event)
{
    m_at = event.position().toPoint();
    m_scrolling.stop();
    if (m_pans && (event.button() == Qt::MiddleButton || event.button() == Qt::LeftButton)) {
        m_pans = false;
        showCursor();
        return;
    }
    if (event.button() != Qt::LeftButton)
        return;
    const auto pressed = std::exchange(m_pressed, std::nullopt);
    if (const auto gesture = std::exchange(m_gesture, nullptr)) {
        gesture->finish(event.globalPosition().toPoint());
        m_canvas.viewport()->update();
    } else if (pressed) {
        click(*pressed, event.modifiers());
    }
    hover(hitAt(m_at));
}

void CanvasHand::click(const CanvasHit &hit, Qt::KeyboardModifiers modifiers)
{
    const CanvasTarget &target = hit.target;
    if (!extends(modifiers) && !target.node.isEmpty())
        m_canvas.select({.nodes = {target.node}});
    if (!extends(modifiers) && !target.remark.isEmpty())
        m_canvas.select({.remarks = {target.remark}});
    if (hit.part == Part::Pill)
        Q_EMIT m_canvas.edgeCountClicked(*target.edge);
    else if (hit.part == Part::NodeCount || hit.part == Part::Waiting)
        Q_EMIT m_canvas.nodeCountClicked(target.node, hit.part == Part::Waiting);
    else if (hit.part == Part::Plus)
        Q_EMIT m_canvas.addAfterRequested(*target.edge, m_canvas.viewport()->mapToGlobal(m_at));
    else if (hit.part == Part::Port && m_scene.edge(*target.edge))
        m_canvas.select({.edge = target.edge});
}

void CanvasHand::doubleClick(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return;
    const CanvasHit hit = hitAt(event.position().toPoint());
    if (hit.part == Part::Node)
        Q_EMIT m_canvas.nodeActivated(hit.target.node);
    else if (hit.part == Part::Remark)
        m_canvas.editRemark(hit.target.remark);
    else if (hit.part == Part::Edge && !m_scene.state().readOnly)
        Q_EMIT m_canvas.addAfterRequested(*hit.target.edge, event.globalPosition().toPoint());
    else
        press(event);
}

bool CanvasHand::cancel()
{
    m_scrolling.stop();
    m_pressed.reset();
    const auto gesture = std::exchange(m_gesture, nullptr);
    if (gesture)
        gesture->cancel();
    m_canvas.viewport()->update();
    return gesture != nullptr;
}

void CanvasHand::holdSpace(bool held)
{
    m_spaceHeld = held;
    showCursor();
}

void CanvasHand::leave()
{
    hover({});
}

void CanvasHand::hover(const CanvasHit &hit)
{
    if (m_hover == hit)
        return;
    m_hover = hit;
    m_scene.setLitEdge(hit.part == Part::Edge || hit.part == Part::Pill ? hit.target.edge : std::nullopt);
    showCursor();
    m_canvas.viewport()->update();
}

void CanvasHand::showCursor()
{
    const auto cursor = [&] {
        if (m_pans)
            return Qt::ClosedHandCursor;
        if (m_spaceHeld)
            return Qt::OpenHandCursor;
        switch (m_hover.part) {
        case Part::Port:
        case Part::Grip:
            return Qt::CrossCursor;
        case Part::Plus:
        case Part::Pill:
        case Part::NodeCount:
        case Part::Waiting:
            return Qt::PointingHandCursor;
        case Part::RemarkCorner:
            return Qt::SizeFDiagCursor;
        default:
            return Qt::ArrowCursor;
        }
    };
    m_canvas.viewport()->setCursor(cursor());
}

void CanvasHand::timerEvent(QTimerEvent *)
{
    if (m_gesture)
        scrollAtBorder();
    else
        m_scrolling.stop();
}

// The nearer to the border, and beyond it, the faster.
void CanvasHand::scrollAtBorder()
{
    const QRect calm = m_canvas.viewport()->rect().adjusted(Border, Border, -Border, -Border);
    const auto beyond = [](int at, int from, int to) { return at < from ? at - from : at > to ? at - to : 0; };
    const QPoint out(beyond(m_at.x(), calm.left(), calm.right()), beyond(m_at.y(), calm.top(), calm.bottom()));
    scrollBy(m_canvas, {static_cast<int>(out.x() * ScrollShare), static_cast<int>(out.y() * ScrollShare)});
    m_gesture->moveTo(m_canvas.mapToScene(m_at), m_modifiers);
}

QString CanvasHand::toolTipAt(const QPoint &at) const
{
    const CanvasHit hit = hitAt(at);
    if (hit.target.edge)
        return m_scene.state().sentenceOf(*hit.target.edge);
    const FlowNode *node = m_scene.state().node(hit.target.node);
    return node ? m_scene.state().sentenceOf(*node) : QString();
}

void CanvasHand::dragOver(QDropEvent &event)
{
    if (!event.mimeData()->hasFormat(FlowNodeMime) || m_scene.state().readOnly) {
        event.ignore();
        return;
    }
    event.setDropAction(Qt::CopyAction);
    event.accept();
    const CanvasHit hit = hitAt(event.position().toPoint());
    const bool onEdge = hit.part == Part::Edge || hit.part == Part::Pill;
    m_scene.setLitEdge(onEdge ? hit.target.edge : std::nullopt);
    m_dropAt = onEdge ? std::nullopt : std::optional(m_canvas.mapToScene(event.position().toPoint()));
    m_canvas.viewport()->update();
}

void CanvasHand::dragLeft()
{
    m_dropAt.reset();
    m_scene.setLitEdge(std::nullopt);
    m_canvas.viewport()->update();
}

void CanvasHand::drop(QDropEvent &event)
{
    dragOver(event);
    if (!event.isAccepted())
        return;
    const CanvasHit hit = hitAt(event.position().toPoint());
    dragLeft();
    const QString kind = QString::fromUtf8(event.mimeData()->data(FlowNodeMime));
    if (hit.part == Part::Edge || hit.part == Part::Pill)
        Q_EMIT m_canvas.insertOnEdgeRequested(kind, *hit.target.edge);
    else
        Q_EMIT m_canvas.insertRequested(
            kind, onGrid(m_canvas.mapToScene(event.position().toPoint()) - QPointF(0, canvas::NodeHeight / 2)));
}

void CanvasHand::paint(QPainter &painter, const CanvasStyle &style) const
{
    if (m_gesture)
        m_gesture->paint(painter, style);
    if (m_dropAt) {
        const QPointF top = onGrid(*m_dropAt - QPointF(0, canvas::NodeHeight / 2));
        painter.setPen(QPen(style.tokens.accent, style.atLeast(1.5, 1.5), Qt::DashLine));
        painter.setBrush(style.tokens.accentSoft);
        painter.drawRoundedRect(QRectF(top.x() - canvas::NodeWidth / 2, top.y(), canvas::NodeWidth, canvas::NodeHeight),
                                size::Radius, size::Radius);
    }
    if (!m_gesture)
        paintHovered(painter, style);
}

void CanvasHand::paintHovered(QPainter &painter, const CanvasStyle &style) const
{
    if (!m_hover.target.edge)
        return;
    const FlowEdgeId &edge = *m_hover.target.edge;
    const NodeItem *node = m_scene.node(edge.from);
    const int index = node ? node->outline().indexOf(edge.port) : -1;
    if (index < 0 || style.isCompact())
        return;
    const QPointF port = node->outline().portsAt[static_cast<size_t>(index)];
    const PortLook &look = node->look().ports[static_cast<size_t>(index)];
    painter.setRenderHint(QPainter::Antialiasing);
    if (!look.count.isEmpty() && m_hover.part != Part::Port) {
        const QString share = m_scene.state().shareOf(edge);
        const QString text =
            share.isEmpty() || share == look.count ? look.count : look.count + QStringLiteral(" · ") + share;
        paintPill(painter, pillRect(port, text, style), text, style, true);
    } else if (m_hover.part == Part::Port || m_hover.part == Part::Plus) {
        const bool isPort = m_hover.part == Part::Port;
        painter.setPen(QPen(style.tokens.accent, 2));
        painter.setBrush(isPort ? QBrush(style.tokens.accentSoft) : QBrush(Qt::NoBrush));
        painter.drawEllipse(isPort ? port : plusRect(port, look, style).center(), isPort ? 6 : canvas::PlusRadius,
                            isPort ? 6 : canvas::PlusRadius);
    }
}

} // namespace perennial
