// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/canvaskeys.h"

#include "ui/flow/canvas/canvasaccess.h"
#include "ui/flow/canvas/flowcanvas.h"

#include <QKeyEvent>

#include <algorithm>

namespace perennial {

namespace {

std::optional<Way> wayOf(int key)
{
    switch (key) {
    case Qt::Key_Down:
        return Way::Down;
    case Qt::Key_Up:
        return Way::Up;
    case Qt::Key_Left:
        return Way::Left;
    case Qt::Key_Right:
        return Way::Right;
    default:
        return std::nullopt;
    }
}

QPointF stepOf(Way way)
{
    switch (way) {
    case Way::Down:
        return {0, canvas::Grid};
    case Way::Up:
        return {0, -canvas::Grid};
    case Way::Left:
        return {-canvas::Grid, 0};
    case Way::Right:
        break;
    }
    return {canvas::Grid, 0};
}

} // namespace

CanvasKeys::CanvasKeys(FlowCanvas &canvas, FlowScene &scene)
    : m_canvas(canvas)
    , m_scene(scene)
{
}

bool CanvasKeys::press(const QKeyEvent &event)
{
    if (m_connect)
        return pressConnecting(event);
    if (wayOf(event.key()))
        return pressArrow(event);
    if (event.modifiers() & Qt::ControlModifier)
        return pressWithControl(event);
    return !(event.modifiers() & Qt::AltModifier) && pressPlain(event);
}

bool CanvasKeys::pressConnecting(const QKeyEvent &event)
{
    if (const auto way = wayOf(event.key())) {
        m_connect->walk(*way);
        m_canvas.reveal(m_connect->target());
    } else if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        if (m_connect->accept()) {
            const auto done = std::exchange(m_connect, nullptr);
            if (!done->target().isEmpty())
                Q_EMIT m_canvas.connectRequested(done->edge(), done->target());
            m_canvas.viewport()->update();
            describeKeys(m_canvas);
            return true;
        }
        m_canvas.reveal(m_connect->target());
    } else if (event.key() == Qt::Key_Escape) {
        cancel();
        return true;
    }
    m_canvas.viewport()->update();
    announce(m_canvas, m_connect->hint());
    return true;
}

bool CanvasKeys::cancel()
{
    m_canvas.viewport()->update();
    if (m_connect)
        describeKeys(m_canvas);
    return std::exchange(m_connect, nullptr) != nullptr;
}

bool CanvasKeys::pressArrow(const QKeyEvent &event)
{
    const Way way = *wayOf(event.key());
    if (event.modifiers() & Qt::AltModifier)
        nudge(stepOf(way));
    else
        walk(way, event.modifiers() & Qt::ShiftModifier);
    return true;
}

void CanvasKeys::nudge(const QPointF &by)
{
    const FlowSelection &what = m_scene.selection();
    if (!m_scene.state().readOnly && (!what.nodes.empty() || !what.remarks.empty()))
        Q_EMIT m_canvas.moveRequested(what, by);
}

void CanvasKeys::walk(Way way, bool extends)
{
    const auto &edge = m_scene.selection().edge;
    FlowNodeId next;
    if (edge && m_scene.edge(*edge)) // off the edge, by either of its ends
        next = way == Way::Down || way == Way::Right ? m_scene.edge(*edge)->to() : edge->from;
    else if (m_scene.current().isEmpty())
        step(true);
    else
        next = walked(m_scene.state().flow, m_scene.current(), way);
    if (!next.isEmpty())
        m_canvas.walkTo(next, extends);
}

// Nodes as one reads them, then the remarks.
bool CanvasKeys::step(bool forward)
{
    const FlowDoc &flow = m_scene.state().flow;
    const auto order = readingOrder(flow, m_canvas.isRightToLeft());
    const auto nodes = static_cast<std::ptrdiff_t>(order.size());
    const auto stops = nodes + static_cast<std::ptrdiff_t>(flow.remarks.size());
    const auto here = stopOf(order);
    const auto next = here < 0 ? (forward ? 0 : stops - 1) : here + (forward ? 1 : -1);
    if (next < 0 || next >= stops)
        return false;
    if (next < nodes)
        m_canvas.walkTo(order[static_cast<size_t>(next)], false);
    else
        m_canvas.walkToRemark(flow.remarks[static_cast<size_t>(next - nodes)].id);
    return true;
}

// Of where the keyboard is; -1: nowhere.
std::ptrdiff_t CanvasKeys::stopOf(const std::vector<FlowNodeId> &order) const
{
    const auto &remarks = m_scene.state().flow.remarks;
    const auto place = std::ranges::find(order, m_scene.current());
    if (place != order.end())
        return place - order.begin();
    if (m_scene.selection().remarks.size() != 1)
        return -1;
    const auto remark = std::ranges::find(remarks, *m_scene.selection().remarks.begin(), &FlowRemark::id);
    return remark == remarks.end() ? -1 : static_cast<std::ptrdiff_t>(order.size()) + (remark - remarks.begin());
}

// Around the edges of a node, out of it first.
void CanvasKeys::walkEdges()
{
    const auto edges = edgesAt(m_scene.state().flow, m_scene.current());
    if (edges.empty())
        return;
    const auto &selected = m_scene.selection().edge;
    const auto place = selected ? std::ranges::find(edges, *selected) : edges.end();
    const bool wraps = place == edges.end() || place + 1 == edges.end();
    m_canvas.select({.edge = wraps ? edges.front() : *(place + 1)});
    m_canvas.tellFocus();
}

bool CanvasKeys::pressWithControl(const QKeyEvent &event)
{
    const bool locked = m_scene.state().readOnly;
    if (event.matches(QKeySequence::SelectAll)) {
        m_canvas.select(m_scene.within(m_scene.bounds().adjusted(-1, -1, 1, 1)));
    } else if (event.matches(QKeySequence::Copy)) {
        Q_EMIT m_canvas.copyRequested();
    } else if (event.matches(QKeySequence::Cut) && !locked) {
        Q_EMIT m_canvas.cutRequested();
    } else if (event.matches(QKeySequence::Paste) && !locked) {
        Q_EMIT m_canvas.pasteRequested(m_canvas.middle());
    } else if (event.key() == Qt::Key_D && !locked) {
        Q_EMIT m_canvas.duplicateRequested();
    } else if (event.key() == Qt::Key_Plus || event.key() == Qt::Key_Equal) {
        m_canvas.zoomIn();
    } else if (event.key() == Qt::Key_Minus) {
        m_canvas.zoomOut();
    } else if (event.key() == Qt::Key_0) {
        m_canvas.setZoom(1);
    } else if (event.key() == Qt::Key_Space && !m_scene.current().isEmpty()) {
        FlowSelection now = m_scene.selection();
        if (now.nodes.erase(m_scene.current()) == 0)
            now.nodes.insert(m_scene.current());
        m_canvas.select(now);
    } else {
        return false;
    }
    return true;
}

bool CanvasKeys::pressPlain(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate();
        return true;
    case Qt::Key_E:
        walkEdges();
        return true;
    case Qt::Key_F:
        event.modifiers() & Qt::ShiftModifier ? m_canvas.zoomToSelection() : m_canvas.fit();
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        m_scene.setCurrent({}, false);
        m_canvas.select({});
        step(event.key() == Qt::Key_Home);
        return true;
    case Qt::Key_Escape:
        if (m_scene.selection().isEmpty())
            return false;
        m_canvas.select({});
        return true;
    default:
        return !m_scene.state().readOnly && pressEditing(event.key());
    }
}

bool CanvasKeys::pressEditing(int key)
{
    const FlowSelection &selection = m_scene.selection();
    switch (key) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (!selection.isEmpty())
            Q_EMIT m_canvas.deleteRequested(selection);
        return true;
    case Qt::Key_C:
        startConnecting();
        return true;
    case Qt::Key_Insert:
    case Qt::Key_I:
        addAfter();
        return true;
    case Qt::Key_F2:
        if (selection.nodes.empty() && selection.remarks.size() == 1)
            m_canvas.editRemark(*selection.remarks.begin());
        else if (!m_scene.current().isEmpty())
            Q_EMIT m_canvas.renameRequested(m_scene.current());
        return true;
    default:
        return false;
    }
}

void CanvasKeys::activate()
{
    const FlowSelection &selection = m_scene.selection();
    if (selection.edge && !m_scene.state().readOnly)
        addAfter();
    else if (selection.nodes.empty() && selection.remarks.size() == 1)
        m_canvas.editRemark(*selection.remarks.begin());
    else if (!m_scene.current().isEmpty())
        Q_EMIT m_canvas.nodeActivated(m_scene.current());
}

QPoint CanvasKeys::globalOf(const QPointF &at) const
{
    return m_canvas.viewport()->mapToGlobal(m_canvas.mapFromScene(at));
}

// On the chosen edge, or else at the first way out that leads nowhere.
void CanvasKeys::addAfter()
{
    std::optional<FlowEdgeId> edge = m_scene.selection().edge;
    const FlowNode *node = edge ? nullptr : m_scene.state().node(m_scene.current());
    if (node) {
        const auto ports = portsOf(*node);
        const auto open = std::ranges::find_if(ports, [&](const FlowPort &port) { return !node->to.contains(port); });
        if (!ports.empty())
            edge = FlowEdgeId{node->id, open == ports.end() ? ports.front() : *open};
    }
    if (edge)
        Q_EMIT m_canvas.addAfterRequested(*edge, globalOf(m_scene.portAt(*edge)));
}

void CanvasKeys::startConnecting()
{
    auto connect = std::make_unique<KeyConnect>(m_scene, m_scene.current());
    if (!connect->isPossible())
        return;
    m_connect = std::move(connect);
    m_canvas.reveal(m_connect->target());
    m_canvas.viewport()->update();
    announce(m_canvas, m_connect->hint());
}

void CanvasKeys::paint(QPainter &painter, const CanvasStyle &style) const
{
    if (m_connect)
        m_connect->paint(painter, style);
}

QString CanvasKeys::hint() const
{
    return m_connect ? m_connect->hint() : QString();
}

} // namespace perennial
